"""New York sessions: known closures, and when figures of funds are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from explainer.providers.fund_sessions import due
from explainer.providers.rows import FUND_FLOWS
from explainer.providers.sessions import is_new_york_session, is_over, sessions_in

CLOSED = {
    "2024-12-25": "Christmas",
    "2025-01-09": "mourning for President Carter",
    "2025-01-20": "Martin Luther King Jr. Day",
    "2025-04-18": "Good Friday",
    "2025-06-19": "Juneteenth",
    "2025-07-04": "Independence Day",
    "2026-01-01": "New Year's Day",
    "2026-01-19": "Martin Luther King Jr. Day",
    "2026-02-16": "Washington's Birthday",
    "2026-04-03": "Good Friday",
    "2026-05-25": "Memorial Day",
    "2026-06-19": "Juneteenth",
    "2026-07-03": "Independence Day, observed",
    "2026-09-07": "Labor Day",
    "2026-11-26": "Thanksgiving",
    "2026-12-25": "Christmas",
    "2026-07-11": "a Saturday",
    "2026-07-12": "a Sunday",
}
OPEN = {
    "2025-01-10": "the day after the mourning",
    "2025-10-13": "Columbus Day, on which banks alone are closed",
    "2025-11-11": "Veterans Day",
    "2026-07-02": "the day before a holiday",
    "2026-11-27": "closes early",
    "2026-12-24": "closes early",
}


@pytest.mark.parametrize(("day", "why"), CLOSED.items())
def test_closed(day: str, why: str) -> None:
    """Nobody trades on weekends, on holidays, and on days of mourning."""
    assert not is_new_york_session(date.fromisoformat(day)), why


@pytest.mark.parametrize(("day", "why"), OPEN.items())
def test_open(day: str, why: str) -> None:
    """A day that closes early is a session, and so is a holiday of banks alone."""
    assert is_new_york_session(date.fromisoformat(day)), why


def test_sessions_in() -> None:
    """From the day after the first one to the last one, holidays and weekends left out."""
    found = sessions_in(date(2026, 7, 1), date(2026, 7, 7))
    assert [day.isoformat() for day in found] == ["2026-07-02", "2026-07-06", "2026-07-07"]
    assert not list(sessions_in(date(2026, 7, 2), date(2026, 7, 5)))
    assert not list(sessions_in(date(2026, 7, 2), date(2026, 7, 2)))


@pytest.mark.parametrize(
    ("now", "over"),
    [
        ("2026-07-13T19:59:00", False),  # 15:59 in summer
        ("2026-07-13T20:00:00", True),
        ("2026-07-14T01:00:00", True),  # still Monday there
    ],
)
def test_is_over(now: str, over: bool) -> None:
    """A session is over at 16:00 in New York."""
    assert is_over(date(2026, 7, 13), datetime.fromisoformat(now).replace(tzinfo=UTC)) is over


def test_figures_are_due_at_midnight() -> None:
    """00:00 in New York is 04:00 UTC in summer and 05:00 in winter."""
    assert due(date(2026, 7, 10)) == datetime(2026, 7, 11, 4, 0, tzinfo=UTC)
    assert due(date(2026, 1, 9)) == datetime(2026, 1, 10, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("newest", "now"),
    [
        ("2026-07-10", "2026-07-13T23:00:00"),  # Friday's, on Monday evening
        ("2026-07-02", "2026-07-07T01:00:00"),  # Thursday's, over a long weekend
        ("2026-04-02", "2026-04-07T01:00:00"),  # before Good Friday, until Monday's are in
        ("2025-01-08", "2025-01-10T23:00:00"),  # around a day of mourning
    ],
)
def test_the_newest_session_is_not_too_old(newest: str, now: str) -> None:
    """Until the next session's figures are in, those of the last one are good."""
    age = datetime.fromisoformat(now).replace(tzinfo=UTC) - due(date.fromisoformat(newest))
    assert timedelta() < age < FUND_FLOWS["BTC"].most_age
