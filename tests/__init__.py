"""What tests and benchmarks share; a package, so that no other one is taken for it."""
