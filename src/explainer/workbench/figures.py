"""Readings as rule authors write them: short, with the suffixes of rule files."""

from __future__ import annotations

from explainer.assessment import Value

SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "K"))
"""From this magnitude on a number takes the suffix."""
PER_SUFFIX = {"T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3}


def figure(value: Value) -> str:
    """A reading in the form of the rule files: `-577.7M`, `0.05`, `hawkish`."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    for least, suffix in SUFFIXES:
        if abs(value) >= least:
            return f"{value / PER_SUFFIX[suffix]:.4g}{suffix}"
    return f"{value:.4g}"
