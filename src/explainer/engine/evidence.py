"""Evidence on readings: one condition of a driver, compiled.

A probe is asked once and answers with the evidence as the answer shows it, its strength included.
What looks the same in every answer is built beforehand: most evidence is unknown or absent. Most
evidence on numbers is not even asked, but read together with all others of its kind (`outline`).
"""

from abc import ABC, abstractmethod

from explainer.assessment import Evidence, Truth, Value
from explainer.engine.curve import Curve
from explainer.engine.derive import EVERY
from explainer.engine.facts import BITCOIN, Facts, is_set
from explainer.engine.wiring import Wiring
from explainer.metric_spec import ASSET_SLOT
from explainer.metrics import pointer_to
from explainer.pack.schema import EvidenceRule


class Probe(ABC):
    """What all evidence has: its words' key, its family, its guard, the most it can come to.

    *leaves* are the metrics of the snapshot that must be supplied before it is known, *sets* what
    must be supplied as a whole: events, the calendar, a metric of any asset (`*`). *own* says that
    it is about the asset asked about, so that its guard looks at that asset too. *unknown* is the
    evidence while nothing is known of it, *absent* while there is nothing to show either.
    """

    __slots__ = (
        "absent",
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
        own: bool = False,
    ) -> None:
        self.id = name
        self.family = rule.family
        self.decisive = rule.decisive
        self.metric = metric
        self.asset = asset
        self.guard = wiring.guard(rule.when, asset, own=own)
        self.possible = possible
        metrics = (metric, *(self.guard.metrics if self.guard else ()))
        needed = [name.replace(ASSET_SLOT, EVERY) for name in metrics]
        leaves = [leaf for name in needed for leaf in wiring.leaves(name)]
        self.leaves = tuple(leaf for leaf in leaves if not is_set(leaf))
        self.sets = tuple(leaf for leaf in leaves if is_set(leaf))
        self.pointer = wiring.pointer(metric)
        self.unknown = self._evidence(None)
        self.absent = self._evidence(0.0)

    @abstractmethod
    def evidence(self, facts: Facts) -> Evidence:
        """The evidence on these facts: strength 0 where it is absent, None while it is unknown.

        Whether its family counts it is not yet decided.
        """

    def _evidence(
        self,
        strength: float | None,
        *,
        value: Value = None,
        pointer: str | None = None,
        metric: str | None = None,
        asset: str | None = None,
    ) -> Evidence:
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
            decisive=self.decisive,
        )


class ReadingProbe(Probe):
    """Evidence on the reading of one metric."""

    __slots__ = ()

    def evidence(self, facts: Facts) -> Evidence:
        """As `Probe.evidence`."""
        value = facts.values.get(self.metric)
        holds = True if self.guard is None else self.guard.holds(facts.values)
        if value is None:
            return self.absent if holds is False else self.unknown
        strength = self.strength_of(value)
        # a harmless reading is absent whatever its guard would say
        if holds is None and strength:
            return self.unknown
        pointer = self.pointer or facts.pointer(self.metric)
        return self._evidence(strength if holds else 0.0, value=value, pointer=pointer)

    @abstractmethod
    def strength_of(self, value: Value) -> float:
        """What a known reading comes to, whatever the guard says."""


class NumberProbe(ReadingProbe):
    """Evidence on a number, by its curve."""

    __slots__ = ("curve",)

    def __init__(
        self,
        name: str,
        rule: EvidenceRule,
        wiring: Wiring,
        metric: str,
        asset: str | None,
        own: bool = False,
    ) -> None:
        self.curve = Curve(rule.bands)
        super().__init__(
            name, rule, wiring, metric=metric, asset=asset, possible=self.curve.highest, own=own
        )

    def strength_of(self, value: Value) -> float:
        """As `ReadingProbe.strength_of`."""
        assert isinstance(value, float)
        return self.curve.strength(value)


class ChoiceProbe(ReadingProbe):
    """Evidence on a choice or a truth, by its table."""

    __slots__ = ("_table",)

    def __init__(
        self,
        name: str,
        rule: EvidenceRule,
        wiring: Wiring,
        metric: str,
        asset: str | None,
        own: bool = False,
    ) -> None:
        self._table = dict(rule.values)
        possible = max(self._table.values())
        super().__init__(name, rule, wiring, metric=metric, asset=asset, possible=possible, own=own)

    def strength_of(self, value: Value) -> float:
        """As `ReadingProbe.strength_of`."""
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

    def evidence(self, facts: Facts) -> Evidence:
        """As `Probe.evidence`."""
        holds = True if self.guard is None else self.guard.holds(facts.values)
        best = self.best(facts)
        if best is None:
            return self.absent if holds is False else self.unknown
        strength, symbol, value = best
        if holds is None and strength:
            return self.unknown
        metric = f"{self._prefix}{symbol}{self._suffix}"
        return self._evidence(
            strength if holds else 0.0,
            value=value,
            pointer=pointer_to(metric),
            metric=metric,
            asset=symbol,
        )

    def best(self, facts: Facts) -> tuple[float, str, float] | None:
        """The strongest strength, the first of equals, with its symbol and its reading."""
        best: tuple[float, str, float] | None = None
        for symbol in (BITCOIN, *facts.altcoins):
            value = facts.values.get(f"{self._prefix}{symbol}{self._suffix}")
            if isinstance(value, float):
                strength = self._curve.strength(value)
                if best is None or strength > best[0]:
                    best = strength, symbol, value
        return best
