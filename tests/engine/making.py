"""Small rule packs written out in a test, and what they make of small snapshots."""

from __future__ import annotations

from typing import Any

import msgspec

from explainer.assessment import Assessment
from explainer.engine import assess, compile_pack
from explainer.engine.derive import Derivation
from explainer.engine.facts import Facts
from explainer.intake import convert_snapshot
from explainer.pack import RulePack
from explainer.pack.own_metrics import DerivedRule, MetricsFile
from explainer.pack.schema import Driver, MovesFile, SignalRule
from explainer.source import read_yaml

AS_OF = "2026-02-04T12:00:00Z"  # a Wednesday

MOVES = """
direction: {flat_within: 0.5, always_up: 1.5, always_down: -3, mixed_gap: 1.5, drawdown: -20,
            cap_lost_usd: 10000000000, reason: as the contract fixes them}
severity:
  by_volatility: [{at: 0, word: dip}, {at: 1, word: pullback}, {at: 2, word: sell-off},
                  {at: 3, word: rout}, {at: 4, word: crash}]
  by_percent: [{at: 0, word: dip}, {at: 2, word: pullback}, {at: 4, word: sell-off},
               {at: 7, word: rout}, {at: 11, word: crash}]
  crash_at: 15
  reason: for tests
scope: {bitcoin_led_gap: 0.5, altcoin_led_gap: 3, altcoin_led_bitcoin_at_most: 2, reason: for tests}
focus: {apart: 1.5, further_gap: 3, further_times: 1.5, reason: for tests}
stages:
  - {stage: forced_selling, direction: [down], reason: for tests,
     when: [{metric: derivatives.liquidations_24h_usd, above: 1e+9}]}
  - {stage: unwinding, direction: [down], reason: for tests,
     when: [{metric: derivatives.open_interest_change_24h_pct, below: -3}]}
"""


def driver(text: str, **changes: object) -> Driver:
    """Return a driver from its evidence in YAML; the other keys are filled in."""
    data: dict[str, Any] = {
        "id": "one",
        "version": 1,
        "title": "One",
        "status": "stable",
        "role": "trigger",
        "code": "ONE-1",
        "owner": "tests",
        "noun": "one",
        "headline": "one happens",
        "what_it_means": ["It happens."],
        "why_it_hurts": ["It hurts."],
        "references": ["a test"],
        "false_positives": ["none"],
        **read_yaml(text, "test.yaml").data,
        **changes,
    }
    for evidence in data["evidence"].values():
        evidence.setdefault("say", "it stood at {value}")
        evidence.setdefault("family", "only")
    return msgspec.convert(data, Driver)


def make_pack(*drivers: str, signals: str = "[]", derived: str = "{}") -> RulePack:
    """Return a rule pack of drivers (`driver_1` ...), signals and derived metrics in YAML."""
    return RulePack(
        name="tests",
        version="1",
        hash="0" * 64,
        fires_at=0.3,
        drivers=tuple(
            driver(text, id=f"driver_{place}", code=f"D-{place}")
            for place, text in enumerate(drivers, start=1)
        ),
        signals=msgspec.convert(read_yaml(signals, "test.yaml").data, tuple[SignalRule, ...]),
        metrics=MetricsFile(
            derived=msgspec.convert(read_yaml(derived, "test.yaml").data, dict[str, DerivedRule])
        ),
        moves=msgspec.convert(read_yaml(MOVES, "test.yaml").data, MovesFile),
        lexicon={},
        stablecoins=frozenset({"USDT"}),
        wrapped=frozenset({"WBTC"}),
    )


def judge(
    *drivers: str,
    premise: bool = False,
    focus: str | None = None,
    signals: str = "[]",
    derived: str = "{}",
    **groups: object,
) -> Assessment:
    """Return the assessment of a snapshot's groups by a pack of these drivers."""
    program = compile_pack(make_pack(*drivers, signals=signals, derived=derived))
    snapshot = convert_snapshot({"as_of": AS_OF, **groups})
    return assess(snapshot, program, focus=focus, premise=premise)


def make_facts(*, derived: str = "{}", **groups: object) -> Facts:
    """Return the facts of a snapshot's groups, with derived metrics in YAML."""
    rules = msgspec.convert(read_yaml(derived, "test.yaml").data, dict[str, DerivedRule])
    return Facts(
        convert_snapshot({"as_of": AS_OF, **groups}),
        derivations={m: Derivation(rule, None) for m, rule in rules.items()},
        no_altcoins=frozenset({"BTC", "USDT", "WBTC"}),
        custom={},
    )
