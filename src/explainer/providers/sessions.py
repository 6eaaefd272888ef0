"""On which days the exchanges of New York are open, and when a session is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

NEW_YORK = ZoneInfo("America/New_York")
CLOSE = time(16, 0)
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@cache
def _closed() -> holidays.HolidayBase:
    return holidays.financial_holidays("NYSE")


def is_new_york_session(day: date) -> bool:
    """Whether stocks, and so funds, trade on this day."""
    return day.weekday() < SATURDAY and day not in _closed()


def is_over(day: date, now: datetime) -> bool:
    """Whether the New York session of this day has closed by *now*.

    A session that closes early counts as over at the usual time.
    """
    there = now.astimezone(NEW_YORK)
    return (day, CLOSE) <= (there.date(), there.time())


def sessions_in(after: date, until: date) -> Iterator[date]:
    """The New York sessions after the one day, up to the other and with it."""
    day = after + ONE_DAY
    while day <= until:
        if is_new_york_session(day):
            yield day
        day += ONE_DAY
