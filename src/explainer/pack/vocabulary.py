"""Every metric that rules may name: the catalogue's, and those the pack derives or brings."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from explainer.assessment import Op
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT, Kind
from explainer.metrics import CATALOGUE, is_symbol, resolve
from explainer.pack.own_metrics import CustomRule, DerivedRule
from explainer.slips import suggest

DERIVED = "derived."
CUSTOM = "custom."
SPARING: frozenset[Op] = frozenset({"first", "median", "mean", "min", "max", "count", "sum"})
"""Operations that may do without some of their operands."""
ALL_ALTCOINS = "*"
"""In the operands of a derived metric: every asset but bitcoin, stablecoins and wrapped coins."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A metric that exists. *kind* is unknown while its own rule is broken."""

    kind: Kind | Literal["unknown"]
    unit: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    def values(self) -> tuple[str, ...]:
        """What a reading of this metric can be, where that can be listed."""
        return ("true", "false") if self.kind == "boolean" else self.choices


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics of a pack. *broken* are ids whose own rule could not be read.

    It is not *complete* where a file that declares metrics could not be read: then any metric of
    the pack may exist.
    """

    derived: Mapping[str, DerivedRule]
    custom: Mapping[str, CustomRule]
    broken: frozenset[str] = frozenset()
    complete: bool = True

    def find(self, metric: str) -> Named | None:
        """The metric of a path such as `etf.{asset}.net_flow_usd`; None if there is none."""
        if metric.startswith(CUSTOM):
            return self._custom(metric)
        if metric.startswith(DERIVED):
            return self._derived(metric)
        spec = None if SYMBOL_SLOT in metric else resolve(metric)
        if spec is None:
            return None
        return Named(
            kind=spec.kind, unit=spec.unit, choices=spec.choices, low=spec.low, high=spec.high
        )

    def declared(self, metric: str) -> str | None:
        """The id under which a derived metric is declared: `derived.{asset}.x` for one of BTC."""
        known = self.derived.keys() | self.broken
        if metric in known:
            return metric
        parts = metric.split(".")
        if len(parts) != 3 or not is_symbol(parts[1]):
            return None
        pattern = f"{parts[0]}.{ASSET_SLOT}.{parts[2]}"
        return pattern if pattern in known else None

    def nearest(self, metric: str) -> str | None:
        """The known id that is most like this one, with its symbol, if any is like it."""
        parts = metric.split(".")
        symbol = next((part for part in parts[1:] if is_symbol(part)), ASSET_SLOT)
        known: Iterable[str] = (*CATALOGUE, *self.derived, *(CUSTOM + name for name in self.custom))
        concrete = {name.replace(SYMBOL_SLOT, symbol).replace(ASSET_SLOT, symbol) for name in known}
        return suggest(metric, sorted(concrete))

    def always_with(self, metric: str) -> frozenset[str]:
        """The metrics known whenever this one is: itself and the operands it cannot spare."""
        known: set[str] = set()
        self._collect(metric, known)
        return frozenset(known)

    def _collect(self, metric: str, known: set[str]) -> None:
        if metric in known:
            return
        known.add(metric)
        pattern = self.declared(metric)
        rule = None if pattern is None else self.derived.get(pattern)
        if pattern is None or rule is None or rule.op in SPARING:
            return
        symbol = metric.split(".")[1] if pattern != metric else ASSET_SLOT
        for operand in rule.of:
            self._collect(operand.replace(ASSET_SLOT, symbol), known)

    def _custom(self, metric: str) -> Named | None:
        name = metric.removeprefix(CUSTOM)
        if metric in self.broken:
            return Named(kind="unknown", unit="none")
        if name not in self.custom:
            return None if self.complete else Named(kind="unknown", unit="none")
        rule = self.custom[name]
        return Named(kind="number", unit=rule.unit, low=rule.low, high=rule.high)

    def _derived(self, metric: str) -> Named | None:
        pattern = self.declared(metric)
        if pattern is None:
            return None if self.complete else Named(kind="unknown", unit="none")
        if pattern in self.broken:
            return Named(kind="unknown", unit="none")
        rule = self.derived[pattern]
        kind: Kind | Literal["unknown"] = "number"
        if rule.op == "first" and rule.of and not rule.of[0].startswith(DERIVED):
            first = self.find(rule.of[0])
            kind = "unknown" if first is None else first.kind
        return Named(kind=kind, unit=rule.unit)
