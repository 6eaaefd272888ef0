"""Evidence: one condition of a driver, compiled, and what it comes to on some facts.

A probe answers twice: `strength` when drivers are decided (None is unknown, 0 is absent), and
`evidence` when the answer is written down.
"""

from abc import ABC, abstractmethod

from explainer.assessment import Evidence, Offset, Truth, Value
from explainer.engine.curve import Curve
from explainer.engine.facts import BITCOIN, CALENDAR, EVENTS, Facts, is_set
from explainer.engine.happenings import Happening
from explainer.engine.readings import pointer_to
from explainer.engine.wiring import ASSET_SLOT, Wiring, passes
from explainer.pack.schema import EvidenceRule, OffsetRule

FOCUS = "focus"
ANY = "any"


class Probe(ABC):
    """What all evidence has: its words' key, its family, its guard, the most it can come to.

    *leaves* are the metrics of the snapshot that must be supplied before it is known, *sets* what
    must be supplied as a whole: events, the calendar, a metric of any asset (`*`).
    """

    __slots__ = (
        "asset",
        "decisive",
        "family",
        "guard",
        "id",
        "leaves",
        "metric",
        "pointer",
        "possible",
        "sets",
        "unknown",
    )

    def __init__(
        self,
        name: str,
        rule: EvidenceRule,
        wiring: Wiring,
        *,
        metric: str,
        asset: str | None,
        possible: float,
    ) -> None:
        self.id = name
        self.family = rule.family
        self.decisive = rule.decisive
        self.metric = metric
        self.asset = asset
        self.guard = wiring.guard(rule.when, asset)
        self.possible = possible
        metrics = (metric, *(self.guard.metrics if self.guard else ()))
        leaves = [leaf for needed in metrics for leaf in wiring.leaves(needed)]
        self.leaves = tuple(leaf for leaf in leaves if not is_set(leaf))
        self.sets = tuple(leaf for leaf in leaves if is_set(leaf))
        self.pointer = wiring.pointer(metric)
        # evidence of which nothing is known looks the same every time, so it is built once
        self.unknown = self._evidence(None)

    @abstractmethod
    def strength(self, facts: Facts) -> float | None:
        """How strong the evidence is: 0 where it is absent, None while it is unknown."""

    def evidence(self, facts: Facts, strength: float, *, counted: bool) -> Evidence:
        """The evidence in full, its strength being known."""
        value = facts.values.get(self.metric)
        pointer = None if value is None else self.pointer or facts.pointer(self.metric)
        return Evidence(
            self.id,
            "true" if strength else "false",
            self.metric,
            pointer,
            value,
            strength,
            strength,
            self.family,
            counted,
            self.asset,
            self.decisive,
        )

    def _evidence(
        self,
        strength: float | None,
        *,
        counted: bool = False,
        value: Value = None,
        pointer: str | None = None,
        metric: str | None = None,
        asset: str | None = None,
    ) -> Evidence:
        """The same, for evidence that is unknown or rests on something else than its own metric."""
        status: Truth = "unknown" if strength is None else "true" if strength else "false"
        return Evidence(
            id=self.id,
            status=status,
            metric=metric or self.metric,
            asset=asset or self.asset,
            pointer=pointer,
            value=value,
            strength=strength,
            possible=self.possible if strength is None else strength,
            family=self.family,
            counted=counted,
            decisive=self.decisive,
        )


class NumberProbe(Probe):
    """Evidence on a number, by its curve."""

    __slots__ = ("curve",)

    def __init__(
        self, name: str, rule: EvidenceRule, wiring: Wiring, metric: str, asset: str | None
    ) -> None:
        self.curve = Curve(rule.bands)
        super().__init__(
            name, rule, wiring, metric=metric, asset=asset, possible=self.curve.highest
        )

    def strength(self, facts: Facts) -> float | None:
        """As `Probe.strength`."""
        value = facts.values.get(self.metric)
        if self.guard is not None:
            holds = self.guard.holds(facts)
            if not holds:
                return None if holds is None else 0.0
        return self.curve.strength(value) if isinstance(value, float) else None


class ChoiceProbe(Probe):
    """Evidence on a choice or a truth, by its table."""

    __slots__ = ("_table",)

    def __init__(
        self, name: str, rule: EvidenceRule, wiring: Wiring, metric: str, asset: str | None
    ) -> None:
        self._table = dict(rule.values)
        possible = max(self._table.values())
        super().__init__(name, rule, wiring, metric=metric, asset=asset, possible=possible)

    def strength(self, facts: Facts) -> float | None:
        """As `Probe.strength`."""
        value = facts.values.get(self.metric)
        if self.guard is not None:
            holds = self.guard.holds(facts)
            if not holds:
                return None if holds is None else 0.0
        if value is None:
            return None
        key = ("true" if value else "false") if isinstance(value, bool) else str(value)
        return self._table.get(key, 0.0)


class AnyAssetProbe(Probe):
    """Evidence on one reading of all assets but stablecoins and wrapped coins: the strongest."""

    __slots__ = ("_curve", "_prefix", "_suffix")

    def __init__(self, name: str, rule: EvidenceRule, wiring: Wiring, metric: str) -> None:
        self._prefix, _, self._suffix = metric.partition(ASSET_SLOT)
        self._curve = Curve(rule.bands)
        super().__init__(
            name, rule, wiring, metric=metric, asset=None, possible=self._curve.highest
        )

    def strength(self, facts: Facts) -> float | None:
        """As `Probe.strength`."""
        if self.guard is not None:
            holds = self.guard.holds(facts)
            if not holds:
                return None if holds is None else 0.0
        best = self._best(facts)
        return None if best is None else best[0]

    def evidence(self, facts: Facts, strength: float, *, counted: bool) -> Evidence:
        """As `Probe.evidence`."""
        best = self._best(facts)
        if best is None:  # a guard ruled it out although no asset has the reading
            return self._evidence(strength)
        _, symbol, value = best
        metric = f"{self._prefix}{symbol}{self._suffix}"
        return self._evidence(
            strength,
            counted=counted,
            value=value,
            pointer=pointer_to(metric),
            metric=metric,
            asset=symbol,
        )

    def _best(self, facts: Facts) -> tuple[float, str, float] | None:
        """The strongest strength, the first of equals, with its symbol and its reading."""
        best: tuple[float, str, float] | None = None
        for symbol in (BITCOIN, *facts.altcoins):
            value = facts.values.get(f"{self._prefix}{symbol}{self._suffix}")
            if isinstance(value, float):
                strength = self._curve.strength(value)
                if best is None or strength > best[0]:
                    best = strength, symbol, value
        return best


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

    def strength(self, facts: Facts) -> float | None:
        """As `Probe.strength`."""
        if facts.events is None:
            return None
        if not facts.events:
            return 0.0
        best = self._best(facts)
        if best is None:
            return 0.0
        if self.guard is not None:
            holds = self.guard.holds(facts)
            if not holds:
                return None if holds is None else 0.0
        return best[0]

    def evidence(self, facts: Facts, strength: float, *, counted: bool) -> Evidence:
        """As `Probe.evidence`."""
        best = self._best(facts)
        if best is None:
            return self._evidence(strength)
        event = best[1]
        place = f"/events/{event.place}"
        return self._evidence(strength, counted=counted, value=event.kind, pointer=place)

    def _best(self, facts: Facts) -> tuple[float, Happening] | None:
        best: tuple[float, Happening] | None = None
        for kind in self._kinds:
            for event in (facts.events or {}).get(kind, ()):
                if self._weighs(event, facts.falling):
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
    """Evidence on something that is scheduled: the next entry of its kinds counts."""

    __slots__ = ("_kinds", "_within")

    def __init__(self, name: str, rule: EvidenceRule, wiring: Wiring) -> None:
        assert rule.calendar is not None
        self._kinds = rule.calendar.kind
        self._within = rule.calendar.within_days
        super().__init__(
            name, rule, wiring, metric=CALENDAR, asset=None, possible=rule.strength or 0.0
        )

    def strength(self, facts: Facts) -> float | None:
        """As `Probe.strength`."""
        if facts.calendar is None:
            return None
        if self._next(facts) is None:
            return 0.0
        if self.guard is not None:
            holds = self.guard.holds(facts)
            if not holds:
                return None if holds is None else 0.0
        return self.possible

    def evidence(self, facts: Facts, strength: float, *, counted: bool) -> Evidence:
        """As `Probe.evidence`."""
        entry = self._next(facts)
        if entry is None:
            return self._evidence(strength)
        place = f"/calendar/{entry.place}"
        return self._evidence(strength, counted=counted, value=entry.kind, pointer=place)

    def _next(self, facts: Facts) -> Happening | None:
        calendar = facts.calendar or {}
        due = [
            entry
            for kind in self._kinds
            for entry in calendar.get(kind, ())
            if entry.days is not None and entry.days <= self._within
        ]
        return min(due, key=lambda entry: (entry.days or 0.0, entry.place), default=None)


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


def assets_of(over: str | tuple[str, ...], focus: str | None) -> tuple[str, ...]:
    """The symbols an `over` stands for."""
    if isinstance(over, tuple):
        return over
    return (focus or BITCOIN,) if over == FOCUS else (over,)


class OffsetProbe:
    """What argues the other way: a test of one reading, or a positive event."""

    __slots__ = ("_asset", "_driver", "_id", "_rule", "metric")

    def __init__(
        self, driver: str, name: str, rule: OffsetRule, metric: str, asset: str | None
    ) -> None:
        self._driver = driver
        self._id = name
        self._rule = rule
        self._asset = asset
        self.metric = metric

    def offset(self, facts: Facts) -> Offset | None:
        """The offset where it holds; None where it does not, or is unknown."""
        rule = self._rule
        if rule.event is not None:
            for kind in rule.event.kind:
                for event in (facts.events or {}).get(kind, ()):
                    recent = event.days is None or event.days <= rule.event.within_days
                    if recent and event.impact == rule.event.impact:
                        return self._of(kind, f"/events/{event.place}")
            return None
        value = facts.values.get(self.metric)
        if value is None or not passes(value, rule.above, rule.below, rule.equals):
            return None
        return self._of(value, facts.pointer(self.metric))

    def _of(self, value: Value, pointer: str | None) -> Offset:
        return Offset(
            id=self._id,
            driver=self._driver,
            metric=self.metric,
            asset=self._asset,
            pointer=pointer,
            value=value,
        )


def compile_offset(
    driver: str, name: str, rule: OffsetRule, focus: str | None
) -> list[OffsetProbe]:
    """The probes of one offset rule: one, or one for each asset it runs over."""
    if rule.event is not None or rule.metric is None:
        return [OffsetProbe(driver, name, rule, EVENTS, None)]
    if rule.over is None:
        return [OffsetProbe(driver, name, rule, rule.metric, None)]
    return [
        OffsetProbe(driver, name, rule, rule.metric.replace(ASSET_SLOT, asset), asset)
        for asset in assets_of(rule.over, focus)
    ]
