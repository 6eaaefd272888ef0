"""Benchmarks: `python -m bench [verify|why|history|live]`.

Speed by default; else what verification catches, how long traces take, a history of days, or a
round of all sources. See README.md.
"""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
elif sys.argv[1:2] == ["why"]:
    from bench.why import main
elif sys.argv[1:] == ["history"]:
    from bench.history import main
elif sys.argv[1:2] == ["live"]:
    from bench.live import main
else:
    from bench.explain import main

main()
