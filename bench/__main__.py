"""`python -m bench [verify | live]`: speed, or what else is asked for; see README.md."""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
elif sys.argv[1:2] == ["live"]:
    from bench.live import main
else:
    from bench.explain import main

main()
