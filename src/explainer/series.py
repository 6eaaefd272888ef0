"""Rows of days: what indicators are computed from. Sorted from the oldest day to the newest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

ONE_DAY = timedelta(days=1)


class Candle(msgspec.Struct, frozen=True, kw_only=True):
    """One completed day from 00:00 UTC; prices in US dollars, *volume* in coins."""

    day: date
    open: float
    high: float
    low: float
    close: float
    volume: float | None = None


def unbroken(candles: Sequence[Candle]) -> Sequence[Candle]:
    """The newest days in a row: what lies before a missing day would be counted a day too near."""
    start = len(candles) - 1
    while start > 0 and candles[start].day - candles[start - 1].day == ONE_DAY:
        start -= 1
    return candles[max(start, 0) :]


class Close(msgspec.Struct, frozen=True, kw_only=True):
    """The last value of one session of a market, or of one day of a chain, in its own unit."""

    day: date
    value: float


class FundSession(msgspec.Struct, frozen=True, kw_only=True):
    """Money into the funds on one asset in one session, published whole; negative is out.

    In US dollars. *by_fund* holds the funds that have reported, by ticker.
    """

    day: date
    net_flow_usd: float
    by_fund: dict[str, float] = {}
