"""Derived metrics: computed from other readings as `rules/metrics.yaml` declares them.

Every operation is total over what is known: a missing operand makes the result unknown, except for
`first`, and for those over many assets (`*`), which take the readings that are there.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from math import fsum, prod
from operator import neg, sub
from statistics import fmean, median

from explainer.assessment import Op, Value
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.own_metrics import DerivedRule

EVERY = "*"
"""In an operand, stands for every altcoin (`assets.*.x`) or every symbol of a map (`x.*`)."""

Spread = Callable[[str], Sequence[str]]
"""Spells an operand with `*` out: the metrics it stands for in one snapshot, all of them usable."""

Compute = Callable[[dict[str, Value], Spread, datetime], Value]
"""Computes a derived reading from the known ones; None while it is unknown."""


def _divided(a: float, b: float) -> float | None:
    return a / b if b else None


def _share(a: float, b: float) -> float | None:
    return 100 * a / b if b else None


def _change(a: float, b: float) -> float | None:
    return 100 * (a / b - 1) if b else None


OF_TWO: dict[Op, Callable[[float, float], float | None]] = {
    "difference": sub,
    "ratio": _divided,
    "share_pct": _share,
    "change_pct": _change,
}
OF_ONE: dict[Op, Callable[[float], float]] = {
    "abs": abs,
    "negate": neg,
    "complement": lambda a: 100 - a,
}
OF_MANY: dict[Op, Callable[[Sequence[float]], float]] = {
    "sum": fsum,
    "product": prod,
    "median": median,
    "mean": fmean,
    "min": min,
    "max": max,
}
"""Operations on numbers, all of them known; None where the result is not defined."""

OPERANDS: dict[Op, tuple[int, int | None]] = {
    "difference": (2, 2),
    "ratio": (2, 2),
    "share_pct": (2, 2),
    "change_pct": (2, 2),
    "sum": (1, None),
    "product": (2, None),
    "median": (1, None),
    "mean": (1, None),
    "min": (1, None),
    "max": (1, None),
    "abs": (1, 1),
    "negate": (1, 1),
    "complement": (1, 1),
    "count": (1, None),
    "days_between": (1, 1),
    "first": (1, None),
    "weekday": (0, 0),
}
"""How many metrics an operation takes: at least, and at most (None: any number)."""


class Derivation:
    """One derived metric, compiled: *compute* gives its reading, *of* names its operands.

    *needs* is an operand without which it is unknown; None where any of several will do.
    """

    __slots__ = ("compute", "needs", "of", "op", "unit")

    def __init__(self, rule: DerivedRule, asset: str | None) -> None:
        """*asset* is what `{asset}` stands for; None where the rule holds none."""

        def concrete(name: str) -> str:
            return name if asset is None else name.replace(ASSET_SLOT, asset)

        self.op = rule.op
        self.of = tuple(concrete(name) for name in rule.of)
        self.unit = rule.unit
        alone = rule.op != "first" and self.of and EVERY not in self.of[0]
        self.needs = self.of[0] if alone else None
        self.compute = _compiled(rule, self.of)

    def operands(self, values: dict[str, Value], spread: Spread) -> list[str]:
        """The usable metrics that go into it: those it names, `*` spelled out."""
        found: list[str] = []
        for name in self.of:
            if EVERY in name:
                found.extend(spread(name))
            elif name in values:
                found.append(name)
        return found[:1] if self.op == "first" else found


def _compiled(rule: DerivedRule, of: tuple[str, ...]) -> Compute:
    """The function for one rule: what can be decided about it is decided here, once."""
    op = rule.op
    if op == "first":
        return _first(of)
    if op == "weekday":
        return lambda _values, _spread, as_of: float(as_of.isoweekday())
    if op == "days_between":
        return _days_ahead(of[0])
    if op in OF_TWO:
        return _of_two(OF_TWO[op], of[0], of[1])
    if op in OF_ONE:
        return _of_one(OF_ONE[op], of[0])
    if op == "count":
        return _of_many(_counting(rule.above, rule.below), of)
    return _of_many(OF_MANY[op], of)


def _first(of: tuple[str, ...]) -> Compute:
    def compute(values: dict[str, Value], _spread: Spread, _as_of: datetime) -> Value:
        for name in of:
            if name in values:
                return values[name]
        return None

    return compute


def _days_ahead(metric: str) -> Compute:
    def compute(values: dict[str, Value], _spread: Spread, as_of: datetime) -> Value:
        day = values.get(metric)
        if not isinstance(day, str):
            return None
        return float((date.fromisoformat(day) - as_of.date()).days)

    return compute


def _of_one(operation: Callable[[float], float], metric: str) -> Compute:
    def compute(values: dict[str, Value], _spread: Spread, _as_of: datetime) -> Value:
        value = values.get(metric)
        return operation(value) if isinstance(value, float) else None

    return compute


def _of_two(operation: Callable[[float, float], float | None], first: str, second: str) -> Compute:
    def compute(values: dict[str, Value], _spread: Spread, _as_of: datetime) -> Value:
        a = values.get(first)
        if not isinstance(a, float):
            return None
        b = values.get(second)
        return operation(a, b) if isinstance(b, float) else None

    return compute


def _of_many(operation: Callable[[Sequence[float]], float], of: tuple[str, ...]) -> Compute:
    def compute(values: dict[str, Value], spread: Spread, _as_of: datetime) -> Value:
        numbers: list[float] = []
        for name in of:
            if EVERY in name:
                numbers.extend(n for m in spread(name) if isinstance(n := values[m], float))
                continue
            value = values.get(name)
            if not isinstance(value, float):
                return None
            numbers.append(value)
        return operation(numbers) if numbers else None

    return compute


def _counting(above: float | None, below: float | None) -> Callable[[Sequence[float]], float]:
    low = float("-inf") if above is None else above
    high = float("inf") if below is None else below
    return lambda numbers: float(sum(1 for number in numbers if low <= number <= high))
