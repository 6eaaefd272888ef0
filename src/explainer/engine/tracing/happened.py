"""The events and calendar entries that evidence looks at, and why each counts or does not."""

from explainer.engine.facts import Facts
from explainer.engine.happenings import Happening, days_after
from explainer.engine.occasions import CalendarProbe, EventProbe
from explainer.pack.schema import CalendarCondition, EventCondition
from explainer.snapshot import Event, Snapshot
from explainer.trace import Objection, Occasion


def past_events(
    probe: EventProbe, rule: EventCondition, facts: Facts, snapshot: Snapshot
) -> tuple[Occasion, ...]:
    """Every event of the rule's kinds, in the snapshot's order."""
    happened = {event.place: event for kind in (facts.events or {}).values() for event in kind}
    best = probe.best(facts.events or {}, facts.falling)
    seen: set[str] = set()
    found: list[Occasion] = []
    for place, event in enumerate(snapshot.events or ()):
        repeated = event.id is not None and event.id in seen
        if event.id is not None:
            seen.add(event.id)
        if event.kind not in rule.kind:
            continue
        objection: Objection | None
        if place in happened:
            objection = probe.objection(happened[place], facts.falling)
        else:
            objection = "repeated" if repeated else "after_as_of"
        counts = best is not None and best[1].place == place
        if objection is None and not counts:
            objection = "not_first"
        found.append(_event(place, event, facts, counts=counts, objection=objection))
    return tuple(found)


def _event(
    place: int, event: Event, facts: Facts, *, counts: bool, objection: Objection | None
) -> Occasion:
    return Occasion(
        pointer=f"/events/{place}",
        kind=event.kind,
        date=event.date,
        days=None if event.date is None else 0.0 - days_after(facts.as_of, event.date),
        impact=event.impact,
        assets=event.assets if event.asset is None else (event.asset, *event.assets),
        size_usd=event.size_usd,
        counts=counts,
        objection=objection,
    )


def entries(
    probe: CalendarProbe, rule: CalendarCondition, facts: Facts, snapshot: Snapshot
) -> tuple[Occasion, ...]:
    """Every calendar entry of the rule's kinds, in the snapshot's order."""
    nearest = probe.nearest(facts.calendar or {})
    listed = {entry.place: entry for kind in (facts.calendar or {}).values() for entry in kind}
    return tuple(
        Occasion(
            pointer=f"/calendar/{place}",
            kind=entry.kind,
            date=entry.date,
            days=listed[place].days,
            counts=nearest is not None and nearest.place == place,
            objection=_why_not(listed[place], nearest, rule),
        )
        for place, entry in enumerate(snapshot.calendar or ())
        if entry.kind in rule.kind
    )


def _why_not(
    entry: Happening, nearest: Happening | None, rule: CalendarCondition
) -> Objection | None:
    if nearest is not None and nearest.place == entry.place:
        return None
    due = entry.days is not None and -rule.since_days <= entry.days <= rule.within_days
    return "not_first" if due else "not_due"
