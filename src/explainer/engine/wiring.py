"""Guards, conditions that must all hold before something weighs; and what compiled rules share."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

from explainer.assessment import Value
from explainer.engine.derive import EVERY, Derivation
from explainer.engine.facts import BITCOIN, unit_of
from explainer.metric_spec import ASSET_SLOT
from explainer.metrics import pointer_to, resolve
from explainer.pack.own_metrics import CustomRule
from explainer.pack.schema import Condition

NOTHING: Mapping[str, str] = {}
Limits = tuple[float, float, str | bool | None]
"""At least, at most; or equal to."""


def limits_of(above: float | None, below: float | None, equals: str | bool | None) -> Limits:
    """The limits of a condition, nothing being infinitely far."""
    return -inf if above is None else above, inf if below is None else below, equals


def passes(value: Value, limits: Limits) -> bool:
    """Whether a reading lies within its limits, or is the choice they name."""
    low, high, equals = limits
    if equals is not None:
        return value == equals
    return isinstance(value, float) and low <= value <= high


class Guard:
    """Conditions that must all hold, however many rules share them: metrics with their limits."""

    __slots__ = ("metrics", "tests")

    def __init__(self, tests: tuple[tuple[str, Limits], ...]) -> None:
        self.tests = tests
        self.metrics = tuple(metric for metric, _ in tests)

    def holds(self, values: Mapping[str, Value]) -> bool | None:
        """Three-valued *and*: False where one is false, else None where one is unknown."""
        known: bool | None = True
        for metric, limits in self.tests:
            value = values.get(metric)
            if value is None:
                known = None
            elif not passes(value, limits):
                return False
        return known


class Wiring:
    """What the compiled rules of one pack share: guards, and where derived metrics come from."""

    def __init__(
        self,
        derivations: Mapping[str, Derivation],
        custom: Mapping[str, CustomRule],
        asked: Mapping[str, str] = NOTHING,
    ) -> None:
        """*asked* are metrics of the market, and what stands in their place for one asset."""
        self._derivations = derivations
        self._custom = custom
        self._asked = asked
        self._guards: dict[tuple[tuple[str, Limits], ...], Guard] = {}

    def guard(
        self, conditions: Sequence[Condition], asset: str | None = None, *, own: bool = False
    ) -> Guard | None:
        """The guard of these conditions, `{asset}` standing for *asset*; None for no conditions.

        The same conditions share one guard. Those of evidence on the asset asked about (*own*) look
        at that asset where others look at the market.
        """
        if not conditions:
            return None
        tests = tuple(
            (
                (self._asked.get(c.metric, c.metric) if own else c.metric).replace(
                    ASSET_SLOT, asset or BITCOIN
                ),
                limits_of(c.above, c.below, c.equals),
            )
            for c in conditions
        )
        return self._guards.setdefault(tests, Guard(tests))

    def leaves(self, metric: str) -> tuple[str, ...]:
        """The metrics of the snapshot that a metric is computed from: itself where it is given."""
        derivation = self._derivations.get(metric)
        if derivation is None:
            return (metric,)
        return tuple(dict.fromkeys(leaf for name in derivation.of for leaf in self.leaves(name)))

    def derived_from(self, metrics: Iterable[str]) -> dict[str, Derivation]:
        """The derived metrics that go into any of these, themselves among them, operands first."""
        below = {source for metric in metrics for source in self.sources(metric)}
        return {name: each for name, each in self._derivations.items() if name in below}

    def sources(self, metric: str) -> tuple[str, ...]:
        """The metric itself and all that it is computed from, directly or not."""
        derivation = self._derivations.get(metric)
        if derivation is None:
            return (metric,)
        below = (source for name in derivation.of for source in self.sources(name))
        return (metric, *dict.fromkeys(below))

    def is_chosen(self, metric: str) -> bool:
        """Whether it is the first of several metrics that is known: then its pointer varies."""
        derivation = self._derivations.get(metric)
        return derivation is not None and derivation.op == "first"

    def is_spread(self, metric: str) -> bool:
        """Whether its pointer depends on which assets there are: `first` of an operand with `*`."""
        return any(
            derivation.op == "first" and any(EVERY in name for name in derivation.of)
            for source in self.sources(metric)
            if (derivation := self._derivations.get(source)) is not None
        )

    def pointer(self, metric: str) -> str | None:
        """Where a given reading stands in every snapshot; None for a derived metric."""
        return None if metric in self._derivations else pointer_to(metric)

    def unit(self, metric: str) -> str | None:
        """The unit of a metric, as catalogue or rule pack state it."""
        return unit_of(metric, self._derivations, self._custom)

    def plausible(self, metric: str) -> tuple[float, float]:
        """The range that a given number must lie in, as catalogue or rule pack state it."""
        spec = resolve(metric)
        if spec is not None:
            low = -inf if spec.low is None else spec.low
            return low, inf if spec.high is None else spec.high
        rule = self._custom.get(metric.removeprefix("custom."))
        return (-inf, inf) if rule is None else (rule.low, rule.high)
