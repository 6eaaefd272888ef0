"""Benchmarks: how fast one explanation is, measured against a yardstick in the same run."""
