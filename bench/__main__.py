"""`python -m bench [verify|history]`: explanations, verification, a history; see README.md."""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
elif sys.argv[1:] == ["history"]:
    from bench.history import main
else:
    from bench.explain import main

main()
