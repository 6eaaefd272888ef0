"""The Bureau of Labor Statistics: when consumer prices, producer prices and jobs are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import icalendar

from explainer.errors import ProviderShapeError
from explainer.providers import schedules
from explainer.providers.client import Client
from explainer.providers.decoding import text_of
from explainer.providers.nouns import Agenda, Told
from explainer.providers.provider import Provider
from explainer.snapshot import CalendarEntry, CalendarKind

BLS = Provider(
    name="bls",
    title="U.S. Bureau of Labor Statistics",
    link="https://www.bls.gov/schedule/",
    attribution="Release schedule of the U.S. Bureau of Labor Statistics",
    terms="a work of the U.S. government, in the public domain",
    may_serve=True,
    may_store=True,
)
CALENDAR = "https://www.bls.gov/schedule/news_release/bls.ics"
FRESH = 43_200.0
RELEASES: Mapping[str, CalendarKind] = {
    "Consumer Price Index": "cpi",
    "Producer Price Index": "ppi",
    "Employment Situation": "jobs",
}
"""By their whole titles: "Consumer Price Index Average Price Data" is another release."""


async def agenda(client: Client) -> Told[Agenda]:
    """The days and hours of releases. Many servers are turned away, and then it is blocked."""
    body = await client.get(BLS, CALENDAR, form="ics", fresh=FRESH)
    try:
        calendar = icalendar.Calendar.from_ical(text_of(BLS, body))
        entries = list(_entries(calendar))
    except (ValueError, KeyError, AttributeError) as error:
        # whatever the library stumbles over; its words may be of any length
        raise ProviderShapeError(BLS.name, f"its calendar changed: {str(error)[:80]!r}") from None
    return schedules.told(BLS, body, entries, client.clock())


def _entries(calendar: icalendar.Component) -> Iterator[CalendarEntry]:
    for event in calendar.walk("VEVENT"):
        title = " ".join(str(event.get("SUMMARY", "")).split())
        kind = RELEASES.get(title)
        start = event.get("DTSTART")
        if kind is None or start is None:
            continue
        yield CalendarEntry(kind=kind, date=_written(start.dt), title=title)


def _written(when: date) -> str:
    """A day, or a time in UTC. Its zone "US-Eastern" is in no table, so times come without any."""
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.tzinfo is None:
        return schedules.eastern(BLS, when.date(), when.time())
    return schedules.in_utc(BLS, when)
