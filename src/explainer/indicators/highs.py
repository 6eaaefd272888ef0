"""How far a price lies below its high, and how far it had risen before."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.series import Candle

HIGH_DAYS = 90
"""A quarter: the high that market reports of a fall look back to, short of a whole cycle."""
RUN_UP_DAYS = 30


def drawdown_from_high(candles: Sequence[Candle], price: float) -> float | None:
    """Percent from the highest price of the last 90 days to *price*: zero or negative.

    The distance to the peak before, as of any running drawdown, but within the window. The price
    counts as a high of today's. None for fewer than 90 days: a high that came earlier
    would be missed.
    """
    if len(candles) < HIGH_DAYS or price <= 0:
        return None
    high = max(price, *(candle.high for candle in candles[-HIGH_DAYS:]))
    return 100 * (price / high - 1)


def run_up(closes: Sequence[float]) -> float | None:
    """Percent gained from the lowest of the last 30 closes to the last: zero or positive.

    The last completed close is the price before today's fall; where it is the lowest itself there
    was no run-up. None for fewer than 30 closes.
    """
    recent = closes[-RUN_UP_DAYS:]
    if len(recent) < RUN_UP_DAYS or min(recent) <= 0:
        return None
    return 100 * (recent[-1] / min(recent) - 1)
