"""Evidence on what happened and on what is scheduled; and any evidence rule, compiled."""

from explainer.assessment import Evidence
from explainer.engine.curve import Curve
from explainer.engine.evidence import (
    ANY,
    AnyAssetProbe,
    ChoiceProbe,
    NumberProbe,
    Probe,
    assets_of,
)
from explainer.engine.facts import CALENDAR, EVENTS, Facts
from explainer.engine.happenings import Happening, nearness
from explainer.engine.wiring import Wiring
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import EvidenceRule


class EventProbe(Probe):
    """Evidence on something that happened before `as_of`; the strongest of several counts."""

    __slots__ = ("_curve", "_impact", "_kinds", "_strength", "_within")

    def __init__(self, name: str, rule: EvidenceRule, wiring: Wiring) -> None:
        assert rule.event is not None
        self._kinds = rule.event.kind
        self._within = rule.event.within_days
        self._impact = rule.event.impact
        self._strength = rule.strength or 0.0
        self._curve = Curve(rule.bands) if rule.bands else None
        possible = max(self._strength, self._curve.highest if self._curve else 0.0)
        super().__init__(name, rule, wiring, metric=EVENTS, asset=None, possible=possible)

    def evidence(self, facts: Facts) -> Evidence:
        """As `Probe.evidence`."""
        if facts.events is None:
            return self.unknown
        best = self._best(facts.events, facts.falling)
        if best is None:
            return self.absent
        holds = True if self.guard is None else self.guard.holds(facts.values)
        if holds is None:
            return self.unknown
        strength, event = best
        place = f"/events/{event.place}"
        return self._evidence(strength if holds else 0.0, value=event.kind, pointer=place)

    def _best(
        self, events: dict[str, list[Happening]], falling: bool
    ) -> tuple[float, Happening] | None:
        best: tuple[float, Happening] | None = None
        for kind in self._kinds:
            for event in events.get(kind, ()):
                if self._weighs(event, falling):
                    strength = self._of(event)
                    if best is None or strength > best[0]:
                        best = strength, event
        return best

    def _weighs(self, event: Happening, falling: bool) -> bool:
        """An event without stated impact weighs only while prices fall; a good one never does."""
        if event.days is not None and event.days > self._within:
            return False
        if self._impact == "any":
            return True
        if event.impact is None:
            return falling and self._impact == "negative"
        return event.impact == self._impact

    def _of(self, event: Happening) -> float:
        if self._curve is None or event.size_usd is None:
            return self._strength
        return max(self._strength, self._curve.strength(event.size_usd))


class CalendarProbe(Probe):
    """Evidence on something scheduled or just over: the nearest entry of its kinds counts."""

    __slots__ = ("_kinds", "_since", "_within")

    def __init__(self, name: str, rule: EvidenceRule, wiring: Wiring) -> None:
        assert rule.calendar is not None
        self._kinds = rule.calendar.kind
        self._within = rule.calendar.within_days
        self._since = rule.calendar.since_days
        super().__init__(
            name, rule, wiring, metric=CALENDAR, asset=None, possible=rule.strength or 0.0
        )

    def evidence(self, facts: Facts) -> Evidence:
        """As `Probe.evidence`."""
        if facts.calendar is None:
            return self.unknown
        entry = self._nearest(facts.calendar)
        if entry is None:
            return self.absent
        holds = True if self.guard is None else self.guard.holds(facts.values)
        if holds is None:
            return self.unknown
        place = f"/calendar/{entry.place}"
        return self._evidence(self.possible if holds else 0.0, value=entry.kind, pointer=place)

    def _nearest(self, calendar: dict[str, list[Happening]]) -> Happening | None:
        due = [
            entry
            for kind in self._kinds
            for entry in calendar.get(kind, ())
            if entry.days is not None and -self._since <= entry.days <= self._within
        ]
        return min(due, key=nearness, default=None)


def compile_evidence(
    name: str, rule: EvidenceRule, wiring: Wiring, focus: str | None
) -> list[Probe]:
    """The probes of one evidence rule: one, or one for each asset it runs over."""
    if rule.event is not None:
        return [EventProbe(name, rule, wiring)]
    if rule.calendar is not None:
        return [CalendarProbe(name, rule, wiring)]
    assert rule.metric is not None
    if rule.over == ANY:
        return [AnyAssetProbe(name, rule, wiring, rule.metric)]
    kind = NumberProbe if rule.bands else ChoiceProbe
    if rule.over is None:
        return [kind(name, rule, wiring, rule.metric, None)]
    return [
        kind(name, rule, wiring, rule.metric.replace(ASSET_SLOT, asset), asset)
        for asset in assets_of(rule.over, focus)
    ]
