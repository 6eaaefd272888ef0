"""How sure a share is: the interval in which it lies, given how few things it was counted over."""

from __future__ import annotations

from math import sqrt

Interval = tuple[float, float]
"""The least and the greatest share that go well with what was counted; both from 0 to 1."""

Z_95 = 1.959964
"""Standard deviations on either side of the mean that hold 95% of a normal distribution."""


def wilson(part: int, whole: int) -> Interval | None:
    """The 95% interval of a share, after Wilson; None where there is nothing to take it of.

    Of the roots of (share - p)^2 = z^2 p (1 - p) / n, which never leave 0 to 1 and do not shrink to
    nothing at a share of 0 or 1. Source: E. B. Wilson, "Probable Inference, the Law of Succession,
    and Statistical Inference", Journal of the American Statistical Association 22 (1927), 209-212;
    recommended for small counts by Brown, Cai and DasGupta, Statistical Science 16 (2001), 101-133.
    """
    if not whole:
        return None
    share, z2 = part / whole, Z_95**2
    middle = (share + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = Z_95 * sqrt(share * (1 - share) / whole + z2 / (4 * whole**2)) / (1 + z2 / whole)
    # rounding must not carry a bound past what it stands for
    return (
        0.0 if part == 0 else max(0.0, middle - reach),
        1.0 if part == whole else min(1.0, middle + reach),
    )
