"""When exchanges are open, and when a session is over."""

from __future__ import annotations

from datetime import date

import pytest
from tests.providers.asking import utc

from explainer.providers.sessions import (
    BONDS,
    FIXING,
    HONG_KONG,
    STOCKS,
    TOKYO,
    Exchange,
    ends_at,
    is_new_york_session,
    is_over,
    is_session,
    sessions_between,
)

# a day, an exchange, and whether it is open there
OPEN: tuple[tuple[str, Exchange, bool], ...] = (
    ("2026-10-05", STOCKS, True),
    ("2026-10-04", STOCKS, False),
    ("2026-11-26", STOCKS, False),
    ("2025-01-09", STOCKS, False),
    ("2026-10-12", STOCKS, True),
    ("2026-10-12", BONDS, False),
    ("2026-05-01", FIXING, False),
    ("2026-05-01", STOCKS, True),
    ("2026-01-02", TOKYO, False),
    ("2026-02-17", HONG_KONG, False),
)


@pytest.mark.parametrize(("day", "exchange", "is_open"), OPEN)
def test_holidays_are_those_of_the_exchange(day: str, exchange: Exchange, is_open: bool) -> None:
    """Weekends, Thanksgiving, a day of mourning, Columbus Day, May Day, the new year twice."""
    assert is_session(date.fromisoformat(day), exchange) is is_open
    if exchange is STOCKS:
        assert is_new_york_session(date.fromisoformat(day)) is is_open


# a day, an exchange, and when its session ends in UTC
ENDS: tuple[tuple[str, Exchange, str], ...] = (
    ("2026-10-05", STOCKS, "2026-10-05T20:00"),
    ("2026-11-05", STOCKS, "2026-11-05T21:00"),
    ("2026-10-05", FIXING, "2026-10-05T14:00"),
    ("2026-11-05", FIXING, "2026-11-05T15:00"),
    ("2026-10-05", TOKYO, "2026-10-05T06:30"),
    ("2026-10-05", HONG_KONG, "2026-10-05T08:10"),
)


@pytest.mark.parametrize(("day", "exchange", "end"), ENDS)
def test_a_session_ends_in_its_own_zone(day: str, exchange: Exchange, end: str) -> None:
    """In summer and in winter; over from that moment on."""
    session = date.fromisoformat(day)
    assert ends_at(session, exchange) == utc(end)
    assert is_over(session, utc(end), exchange)
    assert not is_over(session, utc(f"{end[:11]}00:00"), exchange)


def test_sessions_between_two_days() -> None:
    """Neither day counts; weekends and holidays do not."""
    friday, monday, wednesday = (date(2026, 9, day) for day in (4, 7, 9))
    assert sessions_between(friday, monday, STOCKS) == 0
    assert sessions_between(friday, wednesday, STOCKS) == 1
    assert sessions_between(wednesday, friday, STOCKS) == 0
