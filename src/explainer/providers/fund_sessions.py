"""What any source of fund flows needs: which of its days count, and when they are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from explainer.errors import ProviderEmpty
from explainer.providers.client import Body
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import NEW_YORK, is_new_york_session, is_over
from explainer.series import FundSession


def told_sessions(
    provider: Provider, body: Body, sessions: Iterable[FundSession], now: datetime
) -> Told[tuple[FundSession, ...]]:
    """The sessions that are over, from the oldest to the newest, each day once.

    A weekend or holiday without any flow is no session: sources fill such days with zeros.
    ProviderEmpty where no session is left.
    """
    by_day = {each.day: each for each in sessions if _counts(each, now)}
    if not by_day:
        raise ProviderEmpty(provider.name, "it has no completed session of these funds")
    days = sorted(by_day)
    return Told(
        figures=tuple(by_day[day] for day in days),
        provider=provider,
        url=body.url,
        observed_at=min(due(days[-1]), body.fetched_at),
    )


def due(day: date) -> datetime:
    """When the figures of a session are due: midnight in New York, at the end of its day.

    Most funds report in the evening after the close, some in the night. Of the last session before
    a weekend the age counts from there, so on Monday it is under three days.
    """
    return datetime.combine(day + timedelta(days=1), time(), NEW_YORK).astimezone(UTC)


def _counts(session: FundSession, now: datetime) -> bool:
    if not is_over(session.day, now):
        return False
    return session.net_flow_usd != 0 or is_new_york_session(session.day)
