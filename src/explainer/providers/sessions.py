"""On which days the exchanges of New York are open, and when a session is over."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import holidays

NEW_YORK = ZoneInfo("America/New_York")
CLOSE = time(16, 0)
SATURDAY = 5


@cache
def _closed() -> holidays.HolidayBase:
    return holidays.financial_holidays("NYSE")


def is_new_york_session(day: date) -> bool:
    """Whether stocks, and so funds, trade on this day."""
    return day.weekday() < SATURDAY and day not in _closed()


def is_over(day: date, now: datetime) -> bool:
    """Whether the New York session of this day has closed by *now*."""
    there = now.astimezone(NEW_YORK)
    return (day, CLOSE) <= (there.date(), there.time())
