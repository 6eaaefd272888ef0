"""Offsets: evidence that argued the other way. They are named, and never change a status."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

from msgspec.structs import replace

from explainer.assessment import DriverFinding, Offset, Value
from explainer.engine.asking import Reach, asset_in, spelled
from explainer.engine.facts import EVENTS, Facts
from explainer.engine.happenings import Happening
from explainer.engine.wiring import limits_of
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import Driver, EventCondition, OffsetRule


class OffsetsProgram:
    """The offsets of all drivers, compiled: tests of one reading, and positive events.

    Most are tests of a number, so these are made in one pass; the few others one by one.
    """

    __slots__ = ("_choices", "_events", "_numbers", "_offsets", "_reach")

    def __init__(self, drivers: Iterable[Driver], reach: Reach | None) -> None:
        self._reach = reach
        offsets: list[Offset] = []
        numbers: list[tuple[int, str, float, float]] = []
        choices: list[tuple[int, str, str | bool]] = []
        events: list[tuple[int, EventCondition]] = []
        for driver in drivers:
            for name, rule in driver.offsets.items():
                for metric, asset in _read(rule, reach):
                    place = len(offsets)
                    offsets.append(Offset(id=name, driver=driver.id, metric=metric, asset=asset))
                    if rule.event is not None:
                        events.append((place, rule.event))
                    elif rule.equals is not None:
                        choices.append((place, metric, rule.equals))
                    else:
                        low, high, _ = limits_of(rule.above, rule.below, None)
                        numbers.append((place, metric, low, high))
        self._offsets = tuple(offsets)
        self._numbers = tuple(numbers)
        self._choices = tuple(choices)
        self._events = tuple(events)

    def standing(self, facts: Facts) -> dict[str, tuple[Offset, ...]]:
        """The offsets that hold, by driver, each driver's in pack order."""
        values = facts.values
        held: list[tuple[int, Value, str | None]] = [
            (place, value, facts.pointer(metric))
            for place, metric, low, high in self._numbers
            if isinstance(value := values.get(metric), float) and low <= value <= high
        ]
        for place, metric, choice in self._choices:
            if values.get(metric) == choice:
                held.append((place, choice, facts.pointer(metric)))
        if facts.events:
            for place, event in self._events:
                happening = _happened(event, facts.events, self._reach)
                if happening is not None:
                    held.append((place, happening.kind, f"/events/{happening.place}"))
        found: dict[str, tuple[Offset, ...]] = {}
        for place, value, pointer in sorted(held, key=itemgetter(0)):
            offset = replace(self._offsets[place], value=value, pointer=pointer)
            found[offset.driver] = (*found.get(offset.driver, ()), offset)
        return found


def _read(rule: OffsetRule, reach: Reach | None) -> list[tuple[str, str | None]]:
    """What one rule reads, for which asset: once, or once for each asset that it runs over.

    Readings of assets that do not count beside the one asked about are left out.
    """
    if rule.event is not None or rule.metric is None:
        return [(EVENTS, None)]
    if rule.over is None:
        counts = reach is None or reach.counts(asset_in(rule.metric))
        return [(rule.metric, None)] if counts else []
    assets = spelled(rule.over, None if reach is None else reach.focus)
    return [
        (rule.metric.replace(ASSET_SLOT, asset), asset)
        for asset in assets
        if reach is None or reach.counts(asset)
    ]


def _happened(
    event: EventCondition, events: dict[str, list[Happening]], reach: Reach | None
) -> Happening | None:
    """The first event of the kinds and the impact that is recent enough, and counts."""
    for kind in event.kind:
        for happening in events.get(kind, ()):
            recent = happening.days is None or happening.days <= event.within_days
            counts = reach is None or reach.touched(happening, event.spreads)
            if recent and counts and happening.impact == event.impact:
                return happening
    return None


def each_once(findings: Sequence[DriverFinding]) -> tuple[Offset, ...]:
    """Every offset once, although several drivers may name the same reading."""
    by_reading: dict[tuple[str, str | None], Offset] = {}
    for finding in findings:
        for offset in finding.offsets:
            by_reading.setdefault((offset.metric, offset.pointer), offset)
    return tuple(by_reading.values())
