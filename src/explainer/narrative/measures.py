"""What metrics are measured in, which of them are lower bounds, and what they are called."""

from typing import Any

from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import CATALOGUE, metric_pattern, resolve
from explainer.narrative.phrases import Phrase, PhraseCompiler
from explainer.pack.schema import RulePack

REMEMBERED = 4096
"""Labels and bounds kept by concrete metric: callers choose the symbols, so there is a limit."""


class Measures:
    """Units and lower bounds of the metrics of the catalogue and of one pack."""

    def __init__(self, pack: RulePack, lower_bounds: frozenset[str]) -> None:
        own = pack.metrics
        self._units: dict[str, Any] = {metric: rule.unit for metric, rule in own.derived.items()}
        self._units |= {f"custom.{name}": rule.unit for name, rule in own.custom.items()}
        self.lower_bounds = lower_bounds
        self._bounded: dict[str, bool] = {}

    def unit(self, metric: str) -> str | None:
        """The unit of a metric by its id, in which `{asset}` may stand."""
        spec = resolve(metric)
        if spec is not None:
            return spec.unit
        unit = self._units.get(metric)
        return self._units.get(_of_any_asset(metric)) if unit is None else unit

    def is_lower_bound(self, metric: str) -> bool:
        """Whether a metric's readings are lower bounds."""
        known = self._bounded.get(metric)
        if known is None:
            bounds = self.lower_bounds
            known = metric in bounds or metric_pattern(metric) in bounds
            if len(self._bounded) < REMEMBERED:
                self._bounded[metric] = known
        return known

    def of_lower_bounds(self, metric: str) -> bool:
        """Whether the readings of a metric with `{asset}` in its id are lower bounds."""
        return metric.replace(ASSET_SLOT, SYMBOL_SLOT) in self.lower_bounds


class Labels:
    """What metrics are called: the catalogue's words, or those of `metrics.yaml`."""

    def __init__(self, pack: RulePack, compiler: PhraseCompiler) -> None:
        own, say = pack.metrics, compiler.compile
        self._labels = {
            metric: say(spec.label, f"metrics#/{metric}/label")
            for metric, spec in CATALOGUE.items()
        }
        for metric, rule in own.derived.items():
            self._labels[metric] = say(rule.label, f"metrics.yaml#/derived/{metric}/label")
        for name, declared in own.custom.items():
            place = f"metrics.yaml#/custom/{name}/label"
            self._labels[f"custom.{name}"] = say(declared.label, place)
        self._known: dict[str, tuple[Phrase | None, str | None]] = {}

    def of(self, metric: str) -> tuple[Phrase | None, str | None]:
        """The label of a metric by its concrete id, and the asset that it is of."""
        known = self._known.get(metric)
        if known is None:
            known = self._find(metric)
            if len(self._known) < REMEMBERED:
                self._known[metric] = known
        return known

    def _find(self, metric: str) -> tuple[Phrase | None, str | None]:
        label = self._labels.get(metric)
        if label is not None:
            return label, None
        pattern = metric_pattern(metric)
        if pattern is None:
            label = self._labels.get(_of_any_asset(metric))
            return label, metric.split(".")[1] if label is not None else None
        asset = next(
            a
            for a, b in zip(metric.split("."), pattern.split("."), strict=True)
            if b == SYMBOL_SLOT
        )
        return self._labels.get(pattern), asset


def _of_any_asset(metric: str) -> str:
    """The id of a derived metric with `{asset}` in the place of the symbol."""
    group, _, rest = metric.partition(".")
    return f"{group}.{ASSET_SLOT}.{rest.partition('.')[2]}"
