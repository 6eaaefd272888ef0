"""Readings in plain words: what a metric is called, and its figure with its unit."""

from __future__ import annotations

from explainer.assessment import Value
from explainer.metrics import SYMBOL_SLOT, metric_pattern, resolve
from explainer.narrative.lexicon import read_lexicon
from explainer.narrative.measures import Measures
from explainer.narrative.numbers import Numerals
from explainer.pack.schema import RulePack
from explainer.workbench.figures import figure

ANY_ASSET = "*"
OTHER_ASSETS = "other assets"
"""What stands in a label for assets that a rule does not name."""


class Labels:
    """The names and figures of metrics, those of the catalogue and those of one rule pack."""

    def __init__(self, pack: RulePack) -> None:
        own = pack.metrics
        self._own = {metric: rule.label for metric, rule in own.derived.items()}
        self._own |= {f"custom.{name}": rule.label for name, rule in own.custom.items()}
        self._measures = Measures(pack, frozenset())
        self._numerals = Numerals(read_lexicon(pack.lexicon).numbers)

    def name(self, metric: str) -> str:
        """What a metric is called: `net flow of U.S. spot BTC ETFs`; else its id."""
        spec = resolve(metric.replace(ANY_ASSET, SYMBOL_SLOT))
        if spec is not None:
            return spec.label_for(_asset(metric))
        group, _, rest = metric.partition(".")
        asset, _, name = rest.partition(".")
        of_asset = self._own.get(f"{group}.{{asset}}.{name}")
        if of_asset is not None:
            return of_asset.replace("{asset}", asset)
        return self._own.get(metric, metric)

    def figure(self, metric: str, value: Value) -> str:
        """A reading with its unit: `-$80 million`, `1.36%`, `hawkish`."""
        if isinstance(value, bool) or not isinstance(value, float | int):
            return figure(value)
        return self._numerals.level(value, self._measures.unit(metric))[0]

    def threshold(self, metric: str, value: float) -> str:
        """A figure of a rule with its unit and all the decimals it was written with: `4.35%`."""
        return self._numerals.exact(value, self._measures.unit(metric))[0]

    def reading(self, metric: str, value: Value) -> str:
        """Name and figure: `liquidations in 24 hours: $950 million`."""
        return f"{self.name(metric)}: {self.figure(metric, value)}"


def _asset(metric: str) -> str:
    """The asset that a metric of the catalogue is of; nothing where it is of none."""
    pattern = metric_pattern(metric.replace(ANY_ASSET, SYMBOL_SLOT))
    parts = zip(metric.split("."), (pattern or metric).split("."), strict=True)
    asset = next((part for part, slot in parts if slot == SYMBOL_SLOT), "")
    return OTHER_ASSETS if asset == ANY_ASSET else asset
