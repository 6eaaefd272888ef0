"""Benchmarks: `python -m bench [verify|why]`.

Speed by default, what verification catches, or how long traces take; see README.md.
"""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
elif sys.argv[1:2] == ["why"]:
    from bench.why import main
else:
    from bench.explain import main

main()
