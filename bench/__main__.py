"""Benchmarks: `python -m bench [verify|why|history]`.

Speed by default; else what verification catches, how long traces take, or a history of days. See
README.md.
"""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
elif sys.argv[1:2] == ["why"]:
    from bench.why import main
elif sys.argv[1:] == ["history"]:
    from bench.history import main
else:
    from bench.explain import main

main()
