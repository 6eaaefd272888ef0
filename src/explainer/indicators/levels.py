"""Support that was lost, the next one, and the resistance above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

import msgspec

from explainer.series import Candle

WINDOW_DAYS = 90
SIDE_DAYS = 5
"""A swing low is the lowest of eleven days: five before it, five after it."""
HELD_DAYS = 3
"""A level counts as lost for so many days; who looks later finds a market below it."""
STEPS = (1, 2, 5)
MOST_OF_PRICE = 0.1
ROUND_LEVELS = 3
"""Round levels that are looked at on each side of the price."""


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """Levels in US dollars; None where there is none by the definitions of `levels`."""

    support_lost_usd: float | None
    next_support_usd: float | None
    resistance_usd: float | None


def levels(candles: Sequence[Candle], price: float) -> Levels | None:
    """The levels around a price, from the last 90 completed days; None for fewer, or no price.

    A *level* is a swing low (a day's low that is the lowest of eleven days with it in the middle)
    or a round number: a multiple of 1, 2 or 5 times a power of ten that is the largest one within a
    tenth of the price, so $5,000 apart at $73,000. Resistance comes from swing highs instead.
    *Support lost*: the highest level above the price that held until three days ago at most: the
    five days before these all closed at or above it, and one of the three did. *Next support* is
    the highest level below the price, *resistance* the lowest above it.
    """
    recent = candles[-WINDOW_DAYS:]
    if len(recent) < WINDOW_DAYS or price <= 0:
        return None
    rounds = _round_levels(price)
    lows = [*_swing_lows([candle.low for candle in recent]), *rounds]
    # a high is the low of the same days upside down
    highs = [*(-low for low in _swing_lows([-candle.high for candle in recent])), *rounds]
    return Levels(
        support_lost_usd=_lost(recent, price, lows),
        next_support_usd=max((low for low in lows if low < price), default=None),
        resistance_usd=min((high for high in highs if high > price), default=None),
    )


def _lost(recent: Sequence[Candle], price: float, lows: Iterable[float]) -> float | None:
    """The highest level above the price that some close of the last days was still above."""
    best = max(candle.close for candle in recent[-HELD_DAYS:])
    held = recent[-HELD_DAYS - SIDE_DAYS : -HELD_DAYS]
    lost = [
        low for low in lows if price < low <= best and all(candle.close >= low for candle in held)
    ]
    return max(lost, default=None)


def _swing_lows(values: Sequence[float]) -> list[float]:
    """Values that are the least of the eleven around them."""
    return [
        values[at]
        for at in range(SIDE_DAYS, len(values) - SIDE_DAYS)
        if values[at] == min(values[at - SIDE_DAYS : at + SIDE_DAYS + 1])
    ]


def _round_levels(price: float) -> list[float]:
    """The round numbers nearest to the price, below and above it."""
    step = round_step(price)
    first = floor(price / step) - ROUND_LEVELS + 1
    last = ceil(price / step) + ROUND_LEVELS - 1
    return [multiple * step for multiple in range(max(first, 1), last + 1)]


def round_step(price: float) -> float:
    """The distance between round numbers around a price: 1, 2 or 5 times a power of ten."""
    most = price * MOST_OF_PRICE
    power = 10.0 ** floor(log10(most))
    return max(step * power for step in STEPS if step * power <= most * (1 + 1e-9))
