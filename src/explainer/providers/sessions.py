"""On which days exchanges are open, and when a session is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import msgspec

NEW_YORK = ZoneInfo("America/New_York")
CLOSE = time(16, 0)
SATURDAY = 5
ONE_DAY = timedelta(days=1)


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """Where something trades: its time zone, when a session ends there, whose holidays it keeps.

    *holidays* is a code of the library of that name. A session that ends early by custom, as on the
    day before Christmas, counts as open until its usual end.
    """

    zone: str
    close: time
    holidays: str


STOCKS = Exchange(zone="America/New_York", close=CLOSE, holidays="NYSE")
VOLATILITY = Exchange(zone="America/New_York", close=time(16, 15), holidays="NYSE")
"""The VIX, computed from options that trade a quarter of an hour longer."""
BONDS = Exchange(zone="America/New_York", close=CLOSE, holidays="USGS")
"""U.S. government bonds: they rest on Columbus Day and Veterans Day, when stocks trade."""
FIXING = Exchange(zone="Europe/Berlin", close=time(16, 0), holidays="ECB")
"""The European Central Bank's reference rates, published in Frankfurt around this time."""
TOKYO = Exchange(zone="Asia/Tokyo", close=time(15, 30), holidays="JPX")
HONG_KONG = Exchange(zone="Asia/Hong_Kong", close=time(16, 10), holidays="HKEX")


@cache
def _closed(code: str) -> holidays.HolidayBase:
    return holidays.financial_holidays(code)


def is_session(day: date, exchange: Exchange) -> bool:
    """Whether the exchange is open on this day, as far as its holidays are known ahead."""
    return day.weekday() < SATURDAY and day not in _closed(exchange.holidays)


def is_new_york_session(day: date) -> bool:
    """Whether stocks, and so funds, trade on this day."""
    return is_session(day, STOCKS)


def ends_at(day: date, exchange: Exchange) -> datetime:
    """The end of this day's session, in UTC."""
    return datetime.combine(day, exchange.close, ZoneInfo(exchange.zone)).astimezone(UTC)


def is_over(day: date, now: datetime, exchange: Exchange = STOCKS) -> bool:
    """Whether the session of this day has ended by *now*."""
    return ends_at(day, exchange) <= now


def session_before(day: date, exchange: Exchange) -> date:
    """The last day before this one on which the exchange was open."""
    before = day - ONE_DAY
    while not is_session(before, exchange):
        before -= ONE_DAY
    return before


def sessions_in(after: date, until: date, exchange: Exchange = STOCKS) -> Iterator[date]:
    """The sessions after the one day, up to the other and with it."""
    day = after + ONE_DAY
    while day <= until:
        if is_session(day, exchange):
            yield day
        day += ONE_DAY


def sessions_between(earlier: date, later: date, exchange: Exchange) -> int:
    """How many sessions lie between the two days, neither of them counted."""
    return sum(1 for _ in sessions_in(earlier, later - ONE_DAY, exchange))
