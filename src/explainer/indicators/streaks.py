"""Sessions in a row in which money left funds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import msgspec

from explainer.series import FundSession

ONE_DAY = timedelta(days=1)


class Streak(msgspec.Struct, frozen=True, kw_only=True):
    """Outflows in a row up to the newest session: how many, how much (negative), since when."""

    sessions: int
    net_flow_usd: float
    since: date | None


def outflow_streak(sessions: Sequence[FundSession], is_session: Callable[[date], bool]) -> Streak:
    """The outflows in a row that end with the newest session; 0 sessions if that was none.

    Weekends and holidays, which *is_session* tells, break no streak. A session that is missing
    from the rows does: what happened in it is not known, so the streak is at least so long.
    """
    count, total, since = 0, 0.0, None
    after: date | None = None
    for session in reversed(sessions):
        if session.net_flow_usd >= 0 or (after and _skipped(session.day, after, is_session)):
            break
        count += 1
        total += session.net_flow_usd
        since = after = session.day
    return Streak(sessions=count, net_flow_usd=total, since=since)


def _skipped(day: date, after: date, is_session: Callable[[date], bool]) -> bool:
    """Whether a session lies between the two days."""
    between = day + ONE_DAY
    while between < after:
        if is_session(between):
            return True
        between += ONE_DAY
    return False
