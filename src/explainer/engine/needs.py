"""Which derived metrics a rule pack needs: those its rules name, and what these are computed from.

A metric declared for `{asset}` is made for the assets that the naming rule runs over, and for no
others, so that an answer computes nothing that nobody reads.
"""

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter

import msgspec

from explainer.engine.asking import spelled
from explainer.engine.derive import Derivation
from explainer.engine.facts import BITCOIN
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.own_metrics import DerivedRule
from explainer.pack.schema import Driver, EvidenceRule, OffsetRule, RulePack

_NAMED = re.compile(r"derived\.(?:\{asset\}|[A-Za-z0-9_]+)(?:\.(?:\{asset\}|[A-Za-z0-9_]+))*")
"""A derived metric's id, wherever it stands: as a metric, in a guard, in a sentence's slot."""


def needed_derivations(pack: RulePack, focus: str | None) -> dict[str, Derivation]:
    """The derived metrics that the pack's rules name, operands before what they go into."""
    declared = dict(_declared(pack, _symbols(pack, focus)))
    needed: dict[str, Derivation] = {}
    queue = [name for name in _named(pack, focus) if name in declared]
    while queue:
        name = queue.pop()
        if name not in needed:
            needed[name] = Derivation(*declared[name])
            queue.extend(operand for operand in needed[name].of if operand in declared)
    graph = {name: [o for o in needed[name].of if o in needed] for name in sorted(needed)}
    return {name: needed[name] for name in TopologicalSorter(graph).static_order()}


def _declared(
    pack: RulePack, symbols: tuple[str, ...]
) -> Iterator[tuple[str, tuple[DerivedRule, str | None]]]:
    """Every derived metric there could be, with its rule and its asset."""
    for metric, rule in pack.metrics.derived.items():
        if ASSET_SLOT not in metric:
            yield metric, (rule, None)
            continue
        for symbol in symbols:
            yield metric.replace(ASSET_SLOT, symbol), (rule, symbol)


def _named(pack: RulePack, focus: str | None) -> Iterator[str]:
    """The derived metrics that rules name, `{asset}` spelled out for the rule that names them."""
    for driver in pack.drivers:
        for rule in _rules(driver):
            yield from _spelled(rule, () if rule.over is None else spelled(rule.over, focus))
    for signal in pack.signals:
        asset = focus if signal.asset == "focus" else signal.asset
        yield from _spelled(signal, (asset or BITCOIN,))
    yield from _spelled((pack.moves, pack.lexicon), (focus or BITCOIN,))
    if focus is not None:
        for derived in pack.metrics.derived.values():
            if derived.focus is not None:
                yield derived.focus.replace(ASSET_SLOT, focus)


def _rules(driver: Driver) -> Iterator[EvidenceRule | OffsetRule]:
    yield from driver.evidence.values()
    yield from driver.offsets.values()


def _spelled(rule: object, symbols: tuple[str, ...]) -> Iterator[str]:
    for name in _NAMED.findall(msgspec.json.encode(rule).decode()):
        if ASSET_SLOT in name:
            yield from (name.replace(ASSET_SLOT, symbol) for symbol in symbols)
        else:
            yield name


def _symbols(pack: RulePack, focus: str | None) -> tuple[str, ...]:
    """The symbols that any rule names, bitcoin and the focus first."""
    named: dict[str, None] = {BITCOIN: None}
    if focus is not None:
        named[focus] = None
    for driver in pack.drivers:
        for rule in _rules(driver):
            if rule.over is not None:
                named.update(dict.fromkeys(spelled(rule.over, focus)))
    named.update(dict.fromkeys(s.asset for s in pack.signals if s.asset and s.asset != "focus"))
    return tuple(named)
