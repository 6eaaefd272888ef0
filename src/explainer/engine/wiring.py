"""Guards, conditions that must all hold before something weighs; and what compiled rules share."""

from collections.abc import Mapping, Sequence

from explainer.assessment import Value
from explainer.engine.derive import Derivation
from explainer.engine.facts import BITCOIN, Facts
from explainer.engine.readings import pointer_to
from explainer.pack.schema import Condition

ASSET_SLOT = "{asset}"

Test = tuple[str, float | None, float | None, str | bool | None]
"""A metric, at least, at most, equal to."""


class Guard:
    """Conditions that must all hold; read once for each snapshot, however many rules share it."""

    __slots__ = ("_tests", "metrics")

    def __init__(self, tests: tuple[Test, ...]) -> None:
        self._tests = tests
        self.metrics = tuple(test[0] for test in tests)

    def holds(self, facts: Facts) -> bool | None:
        """Three-valued *and*: False where one is false, else None where one is unknown."""
        read = facts.guards
        if self in read:
            return read[self]
        known: bool | None = True
        for metric, above, below, equals in self._tests:
            value = facts.values.get(metric)
            if value is None:
                known = None
            elif not passes(value, above, below, equals):
                known = False
                break
        read[self] = known
        return known


class Wiring:
    """What the compiled rules of one pack share: guards, and where derived metrics come from."""

    def __init__(self, derivations: Mapping[str, Derivation]) -> None:
        self._derivations = derivations
        self._guards: dict[tuple[Test, ...], Guard] = {}

    def guard(self, conditions: Sequence[Condition], asset: str | None = None) -> Guard | None:
        """The guard of these conditions, `{asset}` standing for *asset*; None for no conditions.

        The same conditions share one guard.
        """
        if not conditions:
            return None
        tests = tuple(
            (c.metric.replace(ASSET_SLOT, asset or BITCOIN), c.above, c.below, c.equals)
            for c in conditions
        )
        return self._guards.setdefault(tests, Guard(tests))

    def leaves(self, metric: str) -> tuple[str, ...]:
        """The metrics of the snapshot that a metric is computed from: itself where it is given."""
        derivation = self._derivations.get(metric)
        if derivation is None:
            return (metric,)
        return tuple(dict.fromkeys(leaf for name in derivation.of for leaf in self.leaves(name)))

    def pointer(self, metric: str) -> str | None:
        """Where a given reading stands in every snapshot; None for a derived metric."""
        return None if metric in self._derivations else pointer_to(metric)


def passes(
    value: Value, above: float | None, below: float | None, equals: str | bool | None
) -> bool:
    """Whether a reading is at least *above*, at most *below*, or equal to a choice."""
    if equals is not None:
        return value == equals
    if not isinstance(value, float):
        return False
    return (above is None or value >= above) and (below is None or value <= below)
