"""Money in and out of spot funds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from explainer import indicators
from explainer.indicators import Streak
from explainer.providers.gather import Gathered
from explainer.providers.part import Part, known, source_of
from explainer.providers.rows import FUND_FLOWS
from explainer.providers.sessions import is_new_york_session, sessions_in
from explainer.series import FundSession

WEEK = timedelta(days=7)
SHORTEST_RUN = 2
"""Sessions from which outflows are a run that is worth comparing with others."""
MOST_APART = 0.01
"""Share by which the funds of a session may miss its total, and be all of them still."""
CENTS = 1_000.0
"""Dollars that are no flow: totals are rounded."""
NAMES: Mapping[str, str] = {
    "BTC": "Grayscale's mini trust",
    "ETH": "Grayscale's mini trust",
}
"""Funds whose ticker would be taken for the coin; of the others readers know the ticker."""


def fund_flows(gathered: Gathered) -> Iterator[Part]:
    """The newest whole session of each asset's funds, its streak and its week."""
    for symbol, row in FUND_FLOWS.items():
        told = gathered.first(row)
        if told is not None:
            readings = known(_flows(f"etf.{symbol}.", told.figures))
            yield Part(readings=readings, sources=(source_of(told, readings),))


def _flows(prefix: str, sessions: Sequence[FundSession]) -> dict[str, float | str | None]:
    newest = sessions[-1]
    streak = indicators.outflow_streak(sessions, is_new_york_session)
    fund, flow = _worst(newest)
    since = _worst_since(sessions, streak)
    found: dict[str, float | str | None] = {
        "session_date": newest.day.isoformat(),
        "net_flow_usd": newest.net_flow_usd,
        "outflow_streak_days": float(streak.sessions) if _begun(sessions, streak) else None,
        "streak_worst_since": None if since is None else since.isoformat(),
        "net_flow_7d_usd": _week(sessions),
        "largest_outflow_fund": None if fund is None else NAMES.get(fund, fund),
        "largest_outflow_usd": None if flow is None else -flow,
    }
    return {prefix + field: value for field, value in found.items()}


def _week(sessions: Sequence[FundSession]) -> float | None:
    """The flow of the sessions in the seven days that end with the newest, if all are known."""
    newest = sessions[-1].day
    flows = {each.day: each.net_flow_usd for each in sessions if each.day > newest - WEEK}
    whole = all(day in flows for day in sessions_in(newest - WEEK, newest))
    return sum(flows.values()) if whole else None


def _worst(session: FundSession) -> tuple[str | None, float | None]:
    """The fund that lost most, and its flow; nothing where none lost any or not all are known."""
    flows = session.by_fund
    missed = abs(sum(flows.values()) - session.net_flow_usd)
    gross = sum(abs(flow) for flow in flows.values())
    fund = min(flows, key=lambda ticker: flows[ticker], default=None)
    if fund is None or flows[fund] >= 0 or missed > max(MOST_APART * gross, CENTS):
        return None, None
    return fund, flows[fund]


def _begun(sessions: Sequence[FundSession], streak: Streak) -> bool:
    """Whether it is known how the run began: the session before it is there, and saw no outflow.

    Where it is not, the run may be longer than what is seen of it.
    """
    first = len(sessions) - streak.sessions
    return streak.sessions == 0 or (
        first > 0 and sessions[first - 1].net_flow_usd >= 0 and _adjacent(sessions, first)
    )


def _adjacent(sessions: Sequence[FundSession], place: int) -> bool:
    """Whether no session is missing between this one and the one before it."""
    before, day = sessions[place - 1].day, sessions[place].day
    return next(sessions_in(before, day - timedelta(days=1)), None) is None


def _worst_since(sessions: Sequence[FundSession], streak: Streak) -> date | None:
    """The last day of the last earlier run that was as long, or in which as much was lost.

    None if none is known, if a session is missing on the way to it, or if this is no run yet.
    """
    if streak.sessions < SHORTEST_RUN or not _begun(sessions, streak):
        return None
    end = len(sessions) - streak.sessions
    while end > 0 and _adjacent(sessions, end):
        before = indicators.outflow_streak(sessions[:end], is_new_york_session)
        longer = before.sessions >= streak.sessions
        if longer or (before.sessions and before.net_flow_usd <= streak.net_flow_usd):
            return sessions[end - 1].day
        end -= max(before.sessions, 1)
    return None
