"""Realized volatility."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt
from statistics import stdev

DAYS = 30
YEAR = 365
"""Coins trade on every day of the year, stocks on 252."""


def realized_volatility(closes: Sequence[float]) -> float | None:
    """Annualized volatility of the last 30 daily changes in percent; None for fewer than 31 closes.

    The sample standard deviation of the daily logarithmic returns, times the root of 365: John
    Hull, Options, Futures, and Other Derivatives, "Estimating volatility from historical data".
    """
    recent = closes[-(DAYS + 1) :]
    if len(recent) <= DAYS or min(recent) <= 0:
        return None
    returns = [log(later / earlier) for earlier, later in pairwise(recent)]
    return 100 * stdev(returns) * sqrt(YEAR)
