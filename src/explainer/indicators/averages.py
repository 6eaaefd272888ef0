"""Moving averages."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean


def simple_average(closes: Sequence[float], days: int) -> float | None:
    """The simple moving average: the mean of the last *days* closes; None for fewer.

    John Murphy, Technical Analysis of the Financial Markets (1999), chapter 9.
    """
    return fmean(closes[-days:]) if len(closes) >= days else None
