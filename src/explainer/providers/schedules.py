"""What is scheduled, as sources write it, and the dates in it that count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.client import Body
from explainer.providers.nouns import Agenda, Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import NEW_YORK
from explainer.snapshot import CalendarEntry, utc_text

KEPT_BEHIND = timedelta(days=7)
"""What was published last week is still talked about."""


def told(
    provider: Provider, body: Body, entries: Iterable[CalendarEntry], now: datetime
) -> Told[Agenda]:
    """The entries from a week ago on, each once, the earliest first; observed when it was fetched.

    Of two entries of one kind and day the one that tells the hour counts. ProviderEmpty for a
    calendar with nothing ahead: it is one of a year that is over.
    """
    today = now.date()
    kept: dict[tuple[str, str], CalendarEntry] = {}
    for entry in entries:
        if date.fromisoformat(entry.date[:10]) < today - KEPT_BEHIND:
            continue
        key = (entry.kind, entry.date[:10])
        if key not in kept or len(entry.date) > len(kept[key].date):
            kept[key] = entry
    if not any(date.fromisoformat(day) >= today for _, day in kept):
        raise ProviderEmpty(provider.name, "its calendar has no date ahead")
    return Told(
        figures=Agenda(entries=tuple(sorted(kept.values(), key=lambda entry: entry.date))),
        provider=provider,
        url=body.url,
        observed_at=body.fetched_at,
    )


def eastern(provider: Provider, day: date, hour: time) -> str:
    """A time in New York as UTC text; ProviderShapeError for one that no clock shows."""
    return in_utc(provider, datetime.combine(day, hour, NEW_YORK))


def in_utc(provider: Provider, moment: datetime) -> str:
    """A time as UTC text; as its day alone where it has no offset, since the hour is then unknown.

    ProviderShapeError for a time that UTC cannot express.
    """
    if moment.tzinfo is None:
        return moment.date().isoformat()
    try:
        return utc_text(moment)
    except ValueError:
        raise ProviderShapeError(
            provider.name, f"it has a date in the year {moment.year}"
        ) from None
