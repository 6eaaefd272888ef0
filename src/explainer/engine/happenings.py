"""Events and calendar entries as facts: of which kind, and how long before or after `as_of`."""

from datetime import datetime, timedelta
from typing import NamedTuple

from explainer.assessment import Flaw
from explainer.snapshot import CalendarEntry, Event, Gap, read_when

DAY = timedelta(days=1)


class Happening(NamedTuple):
    """An event or a calendar entry that counts.

    *days* lies before `as_of` for an event and after it (before it where negative) for an entry; it
    is None for an undated event, which is the sender's word that it is current. *place* is its
    index in the snapshot; *assets* are those that an event is about.
    """

    place: int
    kind: str
    days: float | None
    impact: str | None = None
    size_usd: float | None = None
    assets: tuple[str, ...] = ()


def untold(gaps: tuple[Gap, ...], name: str) -> frozenset[str]:
    """The kinds of events or entries (*name* says which) that whoever sent them did not get.

    Such as `calendar.fomc`: that none is there says nothing then.
    """
    group = f"{name}."
    paths = (path for gap in gaps for path in (gap.metric, *gap.covers))
    return frozenset(path.removeprefix(group) for path in paths if path.startswith(group))


def days_after(as_of: datetime, when: str) -> float:
    """How many days after *as_of* a time lies, or whole days a date; negative before it."""
    moment = read_when(when)
    if isinstance(moment, datetime):
        return (moment - as_of) / DAY
    return float((moment - as_of.date()).days)


def past(
    events: tuple[Event, ...] | None, as_of: datetime, flagged: list[Flaw]
) -> dict[str, list[Happening]] | None:
    """Events that came before *as_of*, by kind; None when none were supplied.

    The first of several events with one id counts. An event dated later explains nothing, and is
    flagged.
    """
    if events is None:
        return None
    by_kind: dict[str, list[Happening]] = {}
    seen: set[str] = set()
    for index, event in enumerate(events):
        if event.id is not None:
            if event.id in seen:
                continue
            seen.add(event.id)
        days = None if event.date is None else -days_after(as_of, event.date)
        if days is not None and days < 0:
            flagged.append(
                Flaw(
                    pointer=f"/events/{index}/date",
                    code="event_after_as_of",
                    reason="the event is dated after the snapshot, so it explains nothing",
                    value=event.date,
                )
            )
            continue
        assets = event.assets if event.asset is None else (event.asset, *event.assets)
        by_kind.setdefault(event.kind, []).append(
            Happening(index, event.kind, days, event.impact, event.size_usd, assets)
        )
    return by_kind


def scheduled(
    calendar: tuple[CalendarEntry, ...] | None, as_of: datetime
) -> dict[str, list[Happening]] | None:
    """Entries by kind, the nearest in time first; None when none were supplied."""
    if calendar is None:
        return None
    by_kind: dict[str, list[Happening]] = {}
    for index, entry in enumerate(calendar):
        days = days_after(as_of, entry.date)
        by_kind.setdefault(entry.kind, []).append(Happening(index, entry.kind, days))
    for entries in by_kind.values():
        entries.sort(key=nearness)
    return by_kind


def nearness(entry: Happening) -> tuple[float, int]:
    """Orders entries by their distance in time, then as they came."""
    return abs(entry.days or 0.0), entry.place
