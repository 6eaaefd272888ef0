"""Support that was lost, the next one, and the resistance above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

import msgspec

from explainer.series import Candle

WINDOW_DAYS = 90
SIDE_DAYS = 5
"""A swing low is the lowest of eleven days: five before it, five after it."""
LOST_DAYS = 3
"""A level counts as lost for so many days; who looks later finds a market below it."""
HELD_DAYS = 5
"""Before that it was never closed below for so long; else it was no support."""
ROUNDNESS = (10.0, 5.0, 1.0, 0.5, 0.1)
"""What round numbers are multiples of, in the price's own power of ten; the roundest first."""
LEAST_PRICE = 1e-15
"""US dollars; below it powers of ten run out."""
LEAST_OF_PRICE = 0.05
"""Numbers closer together than this share of the price are nobody's support."""


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """Levels in US dollars; None where there is none by the definitions of `levels`."""

    support_lost_usd: float | None
    next_support_usd: float | None
    resistance_usd: float | None


def levels(candles: Sequence[Candle], price: float) -> Levels | None:
    """The levels around a price, from the last 90 completed days; None for fewer, or no price.

    Levels are swing lows (a day's low that is the lowest of eleven days with it in the middle) and
    round numbers: multiples of 1 or 5 times a power of ten, at least a twentieth of the price
    apart, so every $5,000 from $20,000 to $100,000 and every $10,000 from there to $200,000.

    *Support lost* is a level above the price that one of the last three days still closed at or
    above, after five days that all did. Where several fell at once it is the roundest number, since
    that is what reports name: of $43,000, $40,000 and $38,500 it is $40,000. Of equally round ones
    it is the lowest, and without a round one the lowest swing low. *Next support* is the highest
    level below the price. *Resistance* is the lowest of the swing highs and round numbers above the
    price, and of the support that was lost, which turns into one.

    Swing lows, round numbers and the change of roles are those of John Murphy, Technical Analysis
    of the Financial Markets (1999), chapter 4; the numbers of days are ours.
    """
    recent = candles[-WINDOW_DAYS:]
    if len(recent) < WINDOW_DAYS or price < LEAST_PRICE:
        return None
    steps = _steps(price)
    lows = _swing_lows([candle.low for candle in recent])
    # a high is the low of the same days upside down
    highs = [-low for low in _swing_lows([-candle.high for candle in recent])]
    lost = _lost(recent, price, lows, steps)
    below = [(ceil(price / steps[-1]) - 1) * steps[-1], *lows]
    above = [(floor(price / steps[-1]) + 1) * steps[-1], *highs, *([] if lost is None else [lost])]
    return Levels(
        support_lost_usd=lost,
        next_support_usd=max((level for level in below if 0 < level < price), default=None),
        resistance_usd=min(level for level in above if level > price),
    )


def _lost(
    recent: Sequence[Candle], price: float, lows: Iterable[float], steps: Iterable[float]
) -> float | None:
    """The level that was lost in the last days, None where none was."""
    last = max(candle.close for candle in recent[-LOST_DAYS:])
    before = min(candle.close for candle in recent[-LOST_DAYS - HELD_DAYS : -LOST_DAYS])
    # what lies between the price and this held for the days before, and then no longer
    top = min(last, before)
    for step in steps:
        lowest = (floor(price / step) + 1) * step
        if lowest <= top:
            return lowest
    return min((low for low in lows if price < low <= top), default=None)


def _swing_lows(values: Sequence[float]) -> list[float]:
    """Values that are the least of the eleven around them."""
    return [
        values[at]
        for at in range(SIDE_DAYS, len(values) - SIDE_DAYS)
        if values[at] == min(values[at - SIDE_DAYS : at + SIDE_DAYS + 1])
    ]


def _steps(price: float) -> list[float]:
    """The distances between round numbers around a price, the largest first."""
    unit = 10.0 ** floor(log10(price))
    return [part * unit for part in ROUNDNESS if part * unit >= LEAST_OF_PRICE * price]
