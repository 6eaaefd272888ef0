"""The Bureau of Labor Statistics: when consumer prices, producer prices and jobs are published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

import icalendar

from explainer.errors import ProviderShapeError
from explainer.providers import schedules
from explainer.providers.client import Body, Client
from explainer.providers.decoding import readable, text_of
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

FOLD = re.compile(r"\r?\n[ \t]")
"""Where a long line goes on."""
EVENT, EVENT_END = "BEGIN:VEVENT", "END:VEVENT"


async def agenda(client: Client) -> Told[Agenda]:
    """The days and hours of releases. Many servers are turned away, and then it is blocked."""
    body = await client.get(BLS, CALENDAR, form="ics", fresh=FRESH, check=readable(_entries))
    return schedules.told(BLS, body, _entries(body), client.clock())


@lru_cache(maxsize=1)  # it is looked at every minute
def _entries(body: Body) -> tuple[CalendarEntry, ...]:
    """The releases that rules look at; ProviderShapeError for a calendar that cannot be read."""
    try:
        calendar = icalendar.Calendar.from_ical(_shortened(text_of(BLS, body)))
        return tuple(entry for event in calendar.walk("VEVENT") for entry in _entry(event))
    except (ValueError, KeyError, AttributeError) as error:
        # whatever the library stumbles over; its words may be of any length
        raise ProviderShapeError(BLS.name, f"its calendar changed: {str(error)[:80]!r}") from None


def _shortened(text: str) -> str:
    """The calendar without the hundreds of other releases, which take a second to read."""
    head, *events = FOLD.sub("", text).split(EVENT)
    wanted = [event for event in events if any(f":{title}" in event for title in RELEASES)]
    # what closes the calendar stands behind the last event
    end = [] if not events or events[-1] in wanted else [events[-1].partition(EVENT_END)[2]]
    return EVENT.join([head, *wanted]) + "".join(end)


def _entry(event: icalendar.Component) -> Iterator[CalendarEntry]:
    title = " ".join(str(event.get("SUMMARY", "")).split())
    kind = RELEASES.get(title)
    start = event.get("DTSTART")
    if kind is not None and start is not None:
        yield CalendarEntry(kind=kind, date=_written(start.dt), title=title)


def _written(when: date) -> str:
    """A day, or a time in UTC. Its zone "US-Eastern" is in no table, so times come without any."""
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.tzinfo is None:
        return schedules.eastern(BLS, when.date(), when.time())
    return schedules.in_utc(BLS, when)
