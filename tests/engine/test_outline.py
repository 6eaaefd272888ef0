"""What is settled once for a pattern of known readings never leaks from one answer into another."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from tests.engine.making import AS_OF, make_pack

from explainer.assessment import Assessment
from explainer.engine import Program, assess, compile_pack
from explainer.engine.outline import REMEMBERED_OUTLINES
from explainer.intake import convert_snapshot

OUTFLOW = """
evidence:
  session:
    metric: etf.{asset}.net_flow_usd
    over: [BTC, ETH]
    family: flow
    decisive: true
    bands: [{at: -50, strength: 0}, {at: -500, strength: 1}]
  streak:
    metric: etf.BTC.outflow_streak_days
    family: streak
    when: [{metric: market.change_24h_pct, below: -1}]
    bands: [{at: 2, strength: 0}, {at: 10, strength: 1}]
"""
BREACH = """
evidence:
  hack:
    event: {kind: [security_breach], within_days: 3, impact: negative}
    family: event
    strength: 0.7
    when: [{metric: market.change_24h_pct, below: -1}]
  forced:
    metric: derivatives.liquidations_24h_usd
    family: forced
    when: [{metric: market.change_24h_pct, below: -1}, {metric: sentiment.fear_greed, below: 40}]
    bands: [{at: 100, strength: 0}, {at: 1000, strength: 1}]
  any_fall:
    metric: assets.{asset}.change_24h_pct
    over: any
    family: any
    bands: [{at: -5, strength: 0}, {at: -50, strength: 0.9}]
offsets:
  inflow: {metric: etf.BTC.net_flow_usd, above: 50, say: money came in}
"""
EVENT = {"kind": "security_breach", "title": "A bridge is drained", "date": "2026-02-03"}


def shown(program: Program, groups: dict[str, Any]) -> bytes:
    """Return the answer of one program to one snapshot, without the facts."""
    answer: Assessment = assess(convert_snapshot({"as_of": AS_OF, **groups}), program)
    return msgspec.json.encode((answer.move, answer.drivers, answer.offsets, answer.data_quality))


def make() -> Program:
    """Return a program that has answered nothing yet."""
    return compile_pack(make_pack(OUTFLOW, BREACH))


def some_snapshots(count: int) -> list[dict[str, Any]]:
    """Return the groups of so many snapshots, with fields and values drawn at random."""
    draw = random.Random(5)
    found: list[dict[str, Any]] = []
    for _ in range(count):
        groups: dict[str, Any] = {
            "market": {"change_24h_pct": draw.choice([-6.0, -0.2, 3.0])},
            "etf": {
                symbol: {
                    "net_flow_usd": draw.choice([-600.0, -200.0, 0.0, 90.0]),
                    "outflow_streak_days": draw.choice([1.0, 6.0]),
                }
                for symbol in ("BTC", "ETH")
                if draw.random() < 0.6
            },
            "assets": {
                symbol: {"change_24h_pct": draw.choice([-30.0, 1.0])}
                for symbol in ("BTC", "SOL", "USDT")
                if draw.random() < 0.5
            },
            "derivatives": {"liquidations_24h_usd": draw.choice([10.0, 700.0])},
            "sentiment": {"fear_greed": draw.choice([20.0, 60.0])},
            "events": draw.choice([[], [EVENT]]),
        }
        kept = {name: held for name, held in groups.items() if draw.random() < 0.7}
        found.append(kept)
    return found


def test_same_metrics_with_other_values_are_judged_by_their_values() -> None:
    """An outline holds no reading: the second snapshot of a pattern is read as if it were first."""
    program = make()
    for flow in (-600.0, 0.0, -200.0, -600.0):
        groups = {"etf": {"BTC": {"net_flow_usd": flow}}, "market": {"change_24h_pct": -2.0}}
        assert shown(program, groups) == shown(make(), groups)


def test_one_more_metric_is_another_pattern() -> None:
    """What was missing a moment ago is not missing once it is supplied."""
    program = make()
    groups: dict[str, Any] = {"etf": {"BTC": {"net_flow_usd": -100.0}}}
    before = assess(convert_snapshot({"as_of": AS_OF, **groups}), program)
    groups["etf"]["BTC"]["outflow_streak_days"] = 6.0
    after = assess(convert_snapshot({"as_of": AS_OF, **groups}), program)
    assert "etf.BTC.outflow_streak_days" in before.data_quality.missing
    assert "etf.BTC.outflow_streak_days" not in after.data_quality.missing


def test_a_guard_rules_out_evidence_in_one_snapshot_of_a_pattern_only() -> None:
    """A guard's truth is a matter of values: absent while it fails, unknown again when it holds."""
    program = make()

    def streak(change: float) -> str:
        groups = {"market": {"change_24h_pct": change}, "etf": {"BTC": {"net_flow_usd": -90.0}}}
        answer = assess(convert_snapshot({"as_of": AS_OF, **groups}), program)
        outflow = next(driver for driver in answer.drivers if driver.id == "driver_1")
        return next(item.status for item in outflow.evidence if item.id == "streak")

    assert [streak(change) for change in (-3.0, 2.0, -3.0)] == ["unknown", "false", "unknown"]


def test_no_events_and_none_supplied_are_two_patterns() -> None:
    """An empty list says that nothing happened; without a list nothing is known."""
    program = make()
    sent: list[dict[str, Any]] = [{"events": []}, {}, {"events": [EVENT]}, {}, {"events": []}]
    for groups in sent:
        assert shown(program, groups) == shown(make(), groups)
    assert shown(program, {"events": []}) != shown(program, {})


def test_answers_do_not_depend_on_what_was_answered_before() -> None:
    """A program that has seen many patterns answers as one that has seen none."""
    program = make()
    for groups in some_snapshots(300):
        assert shown(program, groups) == shown(make(), groups)


def test_more_patterns_than_are_kept_are_answered_alike() -> None:
    """The bound on kept outlines costs time and changes nothing."""
    symbols = ("BTC", "ETH", "SOL", "XRP", "ADA", "DOT", "LTC", "BCH")
    pack = make_pack(OUTFLOW.replace("[BTC, ETH]", f"[{', '.join(symbols)}]"))
    groups = [
        {"etf": {s: {"net_flow_usd": -90.0} for n, s in enumerate(symbols) if bits >> n & 1}}
        for bits in range(2 ** len(symbols))
    ]
    assert len(groups) > REMEMBERED_OUTLINES
    program = compile_pack(pack)
    first = [shown(program, each) for each in groups]
    assert [shown(program, each) for each in groups] == first


def test_threads_share_a_program() -> None:
    """Answers given at the same time are those given one after the other."""
    groups = some_snapshots(200)
    expected = [shown(make(), each) for each in groups]
    program = make()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda each: shown(program, each), groups)) == expected
