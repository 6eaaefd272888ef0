"""`python -m bench [verify]`: speed by default, or what verification catches; see README.md."""

import sys

if sys.argv[1:] == ["verify"]:
    from bench.verify import main
else:
    from bench.explain import main

main()
