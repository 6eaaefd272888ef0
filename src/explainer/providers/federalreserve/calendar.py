"""Meetings and minutes from the calendar of its site; meetings alone from the page about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from html import unescape

import msgspec

from explainer.errors import ProviderError, ProviderShapeError
from explainer.providers import schedules
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, readable, text_of
from explainer.providers.federalreserve.meetings import meetings
from explainer.providers.federalreserve.source import BASE, CALENDAR_FRESH, FEDERAL_RESERVE
from explainer.providers.nouns import Agenda, Told
from explainer.snapshot import CalendarEntry, CalendarKind

CALENDAR = f"{BASE}/json/calendar.json"
MEETINGS = f"{BASE}/monetarypolicy/fomccalendars.htm"
KINDS: Mapping[str, CalendarKind] = {"FOMC Meeting": "fomc", "FOMC Minutes": "fomc_minutes"}
"""By title. The press conference belongs to its meeting."""
UNTIMED = ""


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the calendar; the last one is empty."""

    title: str | None = None
    time: str | None = None
    month: str | None = None
    days: str | None = None


class _Calendar(msgspec.Struct, frozen=True, kw_only=True):
    events: list[_Row]


async def agenda(client: Client) -> Told[Agenda]:
    """Meetings, on the day of the decision, and minutes.

    The page about meetings is read as well where the calendar fails or knows of no meeting ahead:
    it shows the next year earlier.
    """
    now = client.clock()
    try:
        told = await _calendar(client, now)
    except ProviderError:
        return await _meetings(client, now)
    if any(_is_ahead(entry, now) for entry in told.figures.entries):
        return told
    try:
        more = await _meetings(client, now)
    except ProviderError:
        return told
    entries = (*told.figures.entries, *more.figures.entries)
    return msgspec.structs.replace(more, figures=Agenda(entries=entries))


def _is_ahead(entry: CalendarEntry, now: datetime) -> bool:
    return entry.kind == "fomc" and date.fromisoformat(entry.date[:10]) >= now.date()


async def _calendar(client: Client, now: datetime) -> Told[Agenda]:
    body = await client.get(
        FEDERAL_RESERVE, CALENDAR, fresh=CALENDAR_FRESH, check=readable(_entries)
    )
    return schedules.told(FEDERAL_RESERVE, body, _entries(body), now)


async def _meetings(client: Client, now: datetime) -> Told[Agenda]:
    body = await client.get(
        FEDERAL_RESERVE, MEETINGS, form="html", fresh=CALENDAR_FRESH, check=readable(_listed)
    )
    return schedules.told(FEDERAL_RESERVE, body, _listed(body), now)


def _listed(body: Body) -> list[CalendarEntry]:
    return list(meetings(text_of(FEDERAL_RESERVE, body)))


def _entries(body: Body) -> list[CalendarEntry]:
    rows = decoded(FEDERAL_RESERVE, body, _Calendar).events
    titled = [(" ".join(unescape(row.title or "").split()), row) for row in rows]
    return [
        CalendarEntry(kind=KINDS[title], date=_when(row), title=title)
        for title, row in titled
        if title in KINDS
    ]


def _when(row: _Row) -> str:
    """The last day of the row, at its hour in New York where it has one."""
    day = _last_day(row)
    clock = (row.time or UNTIMED).replace(".", "").strip().upper()
    if clock == UNTIMED:
        return day.isoformat()
    try:
        hour: time = datetime.strptime(clock, "%I:%M %p").time()  # noqa: DTZ007 - a clock's time
    except ValueError:
        raise ProviderShapeError(
            FEDERAL_RESERVE.name, f"a time is written {clock[:20]!r}"
        ) from None
    return schedules.eastern(FEDERAL_RESERVE, day, hour)


def _last_day(row: _Row) -> date:
    """Of "27-28" the 28th, when the decision is told; "30-1" ends in the month after."""
    try:
        year, month = (int(part) for part in (row.month or "").split("-"))
        first, *rest = (int(part) for part in (row.days or "").split("-"))
        last = rest[-1] if rest else first
        if last < first:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return date(year, month, last)
    except ValueError:
        raise ProviderShapeError(FEDERAL_RESERVE.name, "a day of its calendar is none") from None
