from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from explainer.indicators import Streak, outflow_streak
from explainer.series import FundSession

NEW_YEAR = date(2026, 1, 1)


def is_session(day: date) -> bool:
    """Weekdays but New Year's Day."""
    return day.weekday() < 5 and day != NEW_YEAR


def session(day: str, flow: float) -> FundSession:
    """One session, in millions of dollars."""
    return FundSession(day=date.fromisoformat(day), net_flow_usd=flow * 1e6)


def test_weekends_and_holidays_break_no_streak() -> None:
    """From the Wednesday before New Year's Day over a weekend to Monday: three in a row."""
    sessions = [
        session("2025-12-30", 20.0),
        session("2025-12-31", -100.0),
        session("2026-01-02", -50.0),
        session("2026-01-05", -25.5),
    ]
    assert outflow_streak(sessions, is_session) == Streak(
        sessions=3, net_flow_usd=-175_500_000.0, since=date(2025, 12, 31)
    )


def test_session_that_is_not_known_ends_what_is_known() -> None:
    """Friday is missing, so the streak is at least one long."""
    sessions = [session("2026-01-08", -1.0), session("2026-01-12", -2.0)]
    assert outflow_streak(sessions, is_session).sessions == 1


def test_inflow_or_nothing_is_no_outflow() -> None:
    """A session without any flow ended the streak."""
    for flow in (0.0, 3.0):
        sessions = [session("2026-01-05", -1.0), session("2026-01-06", flow)]
        assert outflow_streak(sessions, is_session) == Streak(
            sessions=0, net_flow_usd=0.0, since=None
        )
    assert outflow_streak([], is_session).sessions == 0


@given(st.lists(st.sampled_from([None, -2.0, -1.0, 0.0, 1.0]), max_size=30))
def test_agrees_with_walking_the_calendar(flows: Sequence[float | None]) -> None:
    """The same by another way: back from the newest, day by day, while money left."""
    weekdays = [day for at in range(60) if is_session(day := NEW_YEAR + timedelta(days=at))]
    known = {day: flow for day, flow in zip(weekdays, flows, strict=False) if flow is not None}
    day, count = max(known, default=NEW_YEAR), 0
    while not is_session(day) or known.get(day, 0.0) < 0:
        count += is_session(day)
        day -= timedelta(days=1)
        if day < NEW_YEAR:
            break
    sessions = [FundSession(day=day, net_flow_usd=flow) for day, flow in known.items()]
    assert outflow_streak(sessions, is_session).sessions == count
