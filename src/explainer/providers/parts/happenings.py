"""What happened by the headlines, and what is scheduled."""

from __future__ import annotations

from datetime import date, timedelta

from explainer.providers.gather import Gathered
from explainer.providers.part import NOTHING, Part, source_of
from explainer.providers.rows import AGENDA, HEADLINES
from explainer.snapshot import CalendarEntry, Event

AHEAD = timedelta(days=45)
"""Beyond the next meeting of a central bank nobody looks."""
BEHIND = timedelta(days=3)
"""A decision is still talked about for some days."""
ONE_RELEASE = timedelta(days=7)
"""Dates of one kind that lie no further apart, told by two sources, are one."""
MOST_EVENTS = 20


def headlines(gathered: Gathered) -> Part:
    """Events that headlines tell of, each once by its earliest headline, the newest first."""
    every = gathered.every(HEADLINES)
    if not every:
        return NOTHING
    events = [event for told in every for event in told.figures.events]
    kept: list[Event] = []
    for event in sorted(events, key=_time):
        if not any(_is_same(event, other) for other in kept):
            kept.append(event)
    return Part(
        events=tuple(kept[: -MOST_EVENTS - 1 : -1]),
        sources=tuple(source_of(told, ()) for told in every),
    )


def _time(event: Event) -> str:
    """UTC text sorts as time does; a headline always has one."""
    return event.date or ""


def _is_same(event: Event, other: Event) -> bool:
    """Whether two desks tell of one event: in the same words, or of the same kind and size."""
    if event.kind != other.kind:
        return False
    sized = event.size_usd is not None and event.size_usd == other.size_usd
    return sized or _plain(event.title) == _plain(other.title)


def _plain(title: str) -> str:
    """A title as it is compared: two desks seldom use the same capitals and stops."""
    return "".join(char for char in title.lower() if char.isalnum())


def agenda(gathered: Gathered, today: date) -> Part:
    """The dates around today, of all sources, each once.

    Sources come in the order of their trust: the office that publishes before those who repeat its
    dates. A date of the same kind within a week of one that is already there is the same release,
    moved or mistaken, and left out.
    """
    every = gathered.every(AGENDA)
    if not every:
        return NOTHING
    entries: list[CalendarEntry] = []
    for told in every:
        near = [entry for entry in told.figures.entries if _is_near(entry, today)]
        entries += [entry for entry in near if not _is_told(entry, entries)]
    return Part(
        calendar=tuple(sorted(entries, key=lambda entry: entry.date)),
        sources=tuple(source_of(told, ()) for told in every),
    )


def _is_near(entry: CalendarEntry, today: date) -> bool:
    return today - BEHIND <= _day(entry) <= today + AHEAD


def _is_told(entry: CalendarEntry, entries: list[CalendarEntry]) -> bool:
    """Whether an earlier source has told of the same release."""
    return any(
        other.kind == entry.kind and abs(_day(other) - _day(entry)) <= ONE_RELEASE
        for other in entries
    )


def _day(entry: CalendarEntry) -> date:
    return date.fromisoformat(entry.date[:10])
