"""`python -m bench`: all benchmarks; see README.md beside this file."""

from bench.explain import main

main()
