"""Evidence on what happened and on what is scheduled; and any evidence rule, compiled."""

from collections.abc import Mapping
from typing import Literal

from msgspec.structs import replace

from explainer.assessment import Evidence
from explainer.engine.asking import ANY, Reach, asset_in, named_metrics, spelled
from explainer.engine.curve import Curve
from explainer.engine.evidence import AnyAssetProbe, ChoiceProbe, NumberProbe, Probe
from explainer.engine.facts import CALENDAR, EVENTS, Facts
from explainer.engine.happenings import Happening, nearness
from explainer.engine.wiring import Wiring
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import EvidenceRule

EventObjection = Literal["too_old", "asset", "impact", "not_falling"]
"""Why an event does not weigh."""


class EventProbe(Probe):
    """Evidence on something that happened before `as_of`; the strongest of several counts.

    Where one asset is asked about, its own events come before all others, and those of assets that
    do not count beside it are left out.
    """

    __slots__ = ("_curve", "_impact", "_kinds", "_reach", "_spreads", "_strength", "_within")

    def __init__(
        self, name: str, rule: EvidenceRule, wiring: Wiring, reach: Reach | None = None
    ) -> None:
        assert rule.event is not None
        self._kinds = rule.event.kind
        self._within = rule.event.within_days
        self._impact = rule.event.impact
        self._spreads = rule.event.spreads
        self._reach = reach
        self._strength = rule.strength or 0.0
        self._curve = Curve(rule.bands) if rule.bands else None
        possible = max(self._strength, self._curve.highest if self._curve else 0.0)
        super().__init__(name, rule, wiring, metric=EVENTS, asset=None, possible=possible)

    def evidence(self, facts: Facts) -> Evidence:
        """As `Probe.evidence`."""
        if facts.events is None:
            return self.unknown
        best = self.best(facts.events, facts.falling)
        if best is None:
            return self.unknown if self.is_untold(facts) else self.absent
        holds = True if self.guard is None else self.guard.holds(facts.values)
        if holds is None:
            return self.unknown
        strength, event = best
        return self._evidence(
            strength if holds else 0.0,
            value=event.kind,
            pointer=f"/events/{event.place}",
            asset=None if self._reach is None else self._reach.asset_of(event),
        )

    def is_untold(self, facts: Facts) -> bool:
        """Whether one of its kinds could not be had: that none is there says nothing then."""
        return not facts.untold[EVENTS].isdisjoint(self._kinds)

    def best(
        self, events: dict[str, list[Happening]], falling: bool
    ) -> tuple[float, Happening] | None:
        """The event that weighs most, the first of equals, with its strength."""
        weighing = [
            event
            for kind in self._kinds
            for event in events.get(kind, ())
            if self.objection(event, falling) is None
        ]
        if self._reach is not None:
            focus = self._reach.focus
            weighing = [event for event in weighing if focus in event.assets] or weighing
        best: tuple[float, Happening] | None = None
        for event in weighing:
            strength = self._of(event)
            if best is None or strength > best[0]:
                best = strength, event
        return best

    def objection(self, event: Happening, falling: bool) -> EventObjection | None:
        """Why an event does not weigh; None if it does.

        One without stated impact weighs only while prices fall; a good one never does.
        """
        if event.days is not None and event.days > self._within:
            return "too_old"
        if self._reach is not None and not self._reach.touched(event, self._spreads):
            return "asset"
        if self._impact == "any":
            return None
        if event.impact is None:
            if self._impact != "negative":
                return "impact"
            return None if falling else "not_falling"
        return None if event.impact == self._impact else "impact"

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
        entry = self.nearest(facts.calendar)
        if entry is None:
            return self.unknown if self.is_untold(facts) else self.absent
        holds = True if self.guard is None else self.guard.holds(facts.values)
        if holds is None:
            return self.unknown
        place = f"/calendar/{entry.place}"
        return self._evidence(self.possible if holds else 0.0, value=entry.kind, pointer=place)

    def is_untold(self, facts: Facts) -> bool:
        """Whether one of its kinds could not be had: that none is there says nothing then."""
        return not facts.untold[CALENDAR].isdisjoint(self._kinds)

    def nearest(self, calendar: dict[str, list[Happening]]) -> Happening | None:
        """The entry that counts: of those that are due, the nearest in time."""
        due = [
            entry
            for kind in self._kinds
            for entry in calendar.get(kind, ())
            if entry.days is not None and -self._since <= entry.days <= self._within
        ]
        return min(due, key=nearness, default=None)


def compile_evidence(
    rules: Mapping[str, EvidenceRule], wiring: Wiring, reach: Reach | None
) -> tuple[Probe, ...]:
    """The probes of a driver's evidence: one for each rule, or for each asset it runs over.

    With an asset asked about, those on assets that do not count are left out (see `asking`).
    """
    if reach is None:
        return tuple(
            probe
            for name, rule in rules.items()
            for probe in _compiled(name, rule, wiring, _assets(rule))
        )
    probes: list[Probe] = []
    runs = {name: _asked(rule, rules, reach) for name, rule in rules.items()}
    deciding = {rule.metric for rule in rules.values() if rule.decisive and rule.over is not None}
    named = {rule.metric for rule in rules.values() if reach.names(rule)}
    for name, rule in rules.items():
        if rule.event is not None:
            probes.append(EventProbe(name, rule, wiring, reach))
            continue
        for asset in runs[name]:
            own = asset == reach.focus
            if rule.metric in deciding & named:
                # what decides for bitcoin is decided by the asset's own reading where rules name it
                rule = replace(rule, decisive=own)
            probes += _compiled(name, rule, wiring, (asset,), own=own)
    return tuple(probes)


def _asked(
    rule: EvidenceRule, rules: Mapping[str, EvidenceRule], reach: Reach
) -> tuple[str | None, ...]:
    """The assets that a rule on a reading or a date is looked at for, None being the market."""
    if rule.metric is None:
        return (None,)
    if rule.over is None:
        asset = asset_in(rule.metric)
        return (asset,) if reach.counts(asset) else ()
    return reach.symbols(rule, frozenset(named_metrics(rules)))


def _assets(rule: EvidenceRule) -> tuple[str | None, ...]:
    """What `{asset}` stands for in a rule while the market is explained."""
    if rule.over is None or rule.over == ANY:
        return (None,)
    return spelled(rule.over, None)


def _compiled(
    name: str,
    rule: EvidenceRule,
    wiring: Wiring,
    assets: tuple[str | None, ...],
    *,
    own: bool = False,
) -> list[Probe]:
    """The probes of one rule for these assets; *own* says that the asset is the one asked about."""
    if rule.event is not None:
        return [EventProbe(name, rule, wiring)]
    if rule.calendar is not None:
        return [CalendarProbe(name, rule, wiring)]
    assert rule.metric is not None
    if rule.over == ANY and assets == (None,):
        return [AnyAssetProbe(name, rule, wiring, rule.metric)]
    kind = NumberProbe if rule.bands else ChoiceProbe
    return [
        kind(name, rule, wiring, rule.metric.replace(ASSET_SLOT, asset or ""), asset, own)
        for asset in assets
    ]
