"""The checks of a rule pack by theme: one function, one code."""
