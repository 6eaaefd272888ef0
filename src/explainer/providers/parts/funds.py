"""Money in and out of spot funds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from explainer import indicators
from explainer.providers.gather import Gathered
from explainer.providers.part import Part, known, source_of
from explainer.providers.rows import FUND_FLOWS
from explainer.providers.sessions import is_new_york_session
from explainer.series import FundSession

WEEK = timedelta(days=7)


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
    week = [each.net_flow_usd for each in sessions if each.day > newest.day - WEEK]
    fund, flow = _worst(newest.by_fund)
    since = _as_long_before(sessions, streak.sessions)
    found: dict[str, float | str | None] = {
        "session_date": newest.day.isoformat(),
        "net_flow_usd": newest.net_flow_usd,
        "outflow_streak_days": float(streak.sessions),
        "streak_worst_since": None if since is None else since.isoformat(),
        "net_flow_7d_usd": sum(week),
        "largest_outflow_fund": fund,
        "largest_outflow_usd": None if flow is None else -flow,
    }
    return {prefix + field: value for field, value in found.items()}


def _worst(by_fund: Mapping[str, float]) -> tuple[str | None, float | None]:
    """The fund that lost most, and its flow; nothing where none lost any."""
    fund = min(by_fund, key=lambda ticker: by_fund[ticker], default=None)
    if fund is None or by_fund[fund] >= 0:
        return None, None
    return fund, by_fund[fund]


def _as_long_before(sessions: Sequence[FundSession], length: int) -> date | None:
    """The last session before this streak on which one was as long; None if none is known."""
    if length < 2:
        return None
    for end in range(len(sessions) - length, 0, -1):
        before = indicators.outflow_streak(sessions[:end], is_new_york_session)
        if before.sessions >= length:
            return sessions[end - 1].day
    return None
