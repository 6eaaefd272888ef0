"""The asset asked about: what rules run over then, which evidence is about it, and which drivers.

Without a focus the market is explained, and nothing here changes anything. With one,

- evidence on the asset comes first; evidence on bitcoin and on stablecoins, which are the market's
  own, still counts as pressure on the market; evidence on any other asset is not looked at, but for
  events of a sort that spreads;
- a driver is about the asset if the evidence on the asset alone makes it fire, and about others if
  all that speaks for it is about bitcoin or another asset.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from explainer.assessment import About, DriverFinding, Role, Scope
from explainer.engine.facts import BITCOIN
from explainer.engine.happenings import Happening
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import EvidenceRule

ROLE_ORDER: Mapping[Role, int] = {"trigger": 0, "amplifier": 1, "condition": 2, "symptom": 3}
FOCUS, ANY, OTHER = "focus", "any", "other"
Over = str | tuple[str, ...]
_OF_ASSET = re.compile(
    r"(?:assets|etf|derived)\.(?P<symbol>[A-Z0-9]+)\.|[a-z_]+\.\w*by_asset\w*\.(?P<last>[A-Z0-9]+)$"
)
"""Metrics of one asset: its group has a symbol, or its last part is one."""
_COINS = re.compile(r"_btc$")
"""Metrics that count bitcoin: they are about nothing else."""


def spelled(over: Over, focus: str | None) -> tuple[str, ...]:
    """The symbols that `over` names, its words put into symbols: `any` names none by itself."""
    named: dict[str, None] = {}
    for word in words_of(over):
        if word == FOCUS:
            named[focus or BITCOIN] = None
        elif word not in (ANY, OTHER):
            named[word] = None
        elif focus is not None:
            named[focus] = None
    return tuple(named)


def words_of(over: Over) -> tuple[str, ...]:
    """What `over` is written with, as a list."""
    return (over,) if isinstance(over, str) else over


def asset_in(metric: str) -> str | None:
    """The asset that a metric is about, where it is about one alone."""
    found = _OF_ASSET.match(metric)
    if found is not None:
        return found["symbol"] or found["last"]
    return BITCOIN if _COINS.search(metric) else None


class Reach(NamedTuple):
    """Which assets count while one of them is asked about."""

    focus: str
    stablecoins: frozenset[str]

    def counts(self, symbol: str | None) -> bool:
        """Whether evidence on an asset is looked at; None is the market."""
        return symbol in (None, self.focus, BITCOIN) or symbol in self.stablecoins

    def symbols(self, rule: EvidenceRule, read: frozenset[str]) -> tuple[str, ...]:
        """What `{asset}` stands for in a rule, the asset asked about first.

        `other` is that asset where no evidence of the driver names it: *read* are the metrics that
        the driver's evidence does name.
        """
        assert rule.metric is not None
        assert rule.over is not None
        own = rule.metric.replace(ASSET_SLOT, self.focus)
        named = [
            symbol
            for word in words_of(rule.over)
            if word != OTHER or own not in read
            for symbol in spelled(word, self.focus)
            if self.counts(symbol)
        ]
        return tuple(dict.fromkeys(sorted(named, key=lambda symbol: symbol != self.focus)))

    def names(self, rule: EvidenceRule) -> bool:
        """Whether a rule runs over the asset asked about otherwise than as `other`."""
        words = () if rule.over is None else words_of(rule.over)
        return any(word in (self.focus, FOCUS, ANY) for word in words)

    def touched(self, event: Happening, spreads: bool) -> bool:
        """Whether an event weighs on the asset: by its own assets, or by spreading."""
        return spreads or not event.assets or any(map(self.counts, event.assets))

    def asset_of(self, event: Happening) -> str | None:
        """The asset that an event is about; None where it touches the market as a whole."""
        if self.focus in event.assets or not event.assets:
            return self.focus if event.assets else None
        counting = [symbol for symbol in event.assets if self.counts(symbol)]
        return (counting or event.assets)[0]

    def about(self, finding: DriverFinding, fires_at: float) -> About:
        """Whether a fired driver is about the asset, the market, or other assets alone."""
        rest = 1.0
        for strongest in _by_family(finding, self.focus).values():
            rest *= 1 - strongest
        if 1 - rest >= fires_at:
            return "asset"
        elsewhere = all(
            found.asset not in (None, self.focus) and found.asset not in self.stablecoins
            for found in finding.evidence
            if found.status == "true"
        )
        return "others" if elsewhere else "market"


def _by_family(finding: DriverFinding, symbol: str) -> Mapping[str, float]:
    """The strongest evidence on one asset, by family."""
    strongest: dict[str, float] = {}
    for found in finding.evidence:
        if found.asset == symbol and found.strength:
            strongest[found.family] = max(found.strength, strongest.get(found.family, 0.0))
    return strongest


def order_of(about: About, role: Role, scope: Scope) -> tuple[int, ...]:
    """Where drivers of a kind stand among those that fired, the first being the least.

    What is about other assets alone comes last. Where the asset moved on its own, what is about it
    comes before all that weighs on the market, and else before what has the same role.
    """
    if about == "others":
        return (2,)
    elsewhere = int(about == "market")
    return (elsewhere,) if scope == "single_asset" else (0, ROLE_ORDER[role], elsewhere)


def named_metrics(rules: Mapping[str, EvidenceRule]) -> Iterator[str]:
    """The metrics that a driver's evidence names with their assets, whatever is asked about."""
    for rule in rules.values():
        if rule.metric is None:
            continue
        if rule.over is None:
            yield rule.metric
            continue
        for symbol in spelled(rule.over, None):
            if symbol != BITCOIN or not _runs_over_focus(rule.over):
                yield rule.metric.replace(ASSET_SLOT, symbol)


def _runs_over_focus(over: Over) -> bool:
    return FOCUS in words_of(over)
