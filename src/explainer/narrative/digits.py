"""Digits: grouped by thousands, without idle zeros, and how their rounding is stated."""

from math import floor, log10

HALF_UP = 1 + 1e-12
"""Lifts a written half over the half that binary fractions may fall short of."""
ALMOST_ALL, LESS_THAN_ALL = 99.95, "99.9"
"""Percent from which rounding would make less than all of a thing all of it, and what is shown."""
SCALES = (1e12, 1e9, 1e6)


def grouped(size: float, decimals: int) -> str:
    """A number with thousands separated, without zeros at the end of its decimals."""
    text = f"{size:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _precision(decimals: int) -> str:
    return "to a whole number" if decimals == 0 else f"to {10**-decimals:.{decimals}f}"


PRECISION = tuple(_precision(decimals) for decimals in range(24))
"""How a rounding to so many decimals is stated."""


def significant(size: float, digits: int) -> int:
    """Decimals that show this many significant digits of a number under one."""
    return max(0, digits - 1 - floor(log10(size))) if size else 0


def decimals_of(words: str) -> int:
    """How many decimals a number shows."""
    tail = words.partition(".")[2]
    return next((place for place, char in enumerate(tail) if not char.isdigit()), len(tail))


def floored(size: float, *, cents: bool) -> float:
    """A size cut to the digits that it would show, so that it is never more than it was."""
    scale = next((scale for scale in SCALES if size >= scale), None)
    if scale is not None:
        step = scale / (100 if size < 10 * scale else 10)
    else:
        step = 0.01 if cents and size < 1000 else 1.0
    return floor(size / step * HALF_UP) * step
