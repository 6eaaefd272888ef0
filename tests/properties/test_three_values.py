"""A missing reading is unknown: what is known bounds what any reading would make of it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.making import AS_OF, make_pack
from tests.properties.snapshots import put

from explainer.assessment import DriverFinding
from explainer.engine import assess, compile_pack
from explainer.intake import convert_snapshot

DERIVED = """
derived.gap:
  {op: difference, of: [macro.nasdaq_100_change_pct, macro.sp500_change_pct], unit: pp, label: gap}
derived.most: {op: max, of: [macro.dxy_change_pct, macro.gold_change_pct], unit: pct, label: most}
"""
DRIVERS = (
    """
    evidence:
      fall:
        metric: macro.nasdaq_100_change_pct
        family: a
        bands: [{at: -1, strength: 0}, {at: -3, strength: 0.6}]
      guarded:
        metric: macro.sp500_change_pct
        family: b
        when: [{metric: macro.vix, above: 20}, {metric: derived.gap, below: 1}]
        bands: [{at: 0, strength: 0}, {at: -2, strength: 0.4}]
      happened: {event: {kind: [regulation], within_days: 3}, family: c, strength: 0.5}
    """,
    """
    evidence:
      gap: {metric: derived.gap, family: a, bands: [{at: 0, strength: 0}, {at: 3, strength: 0.7}]}
      most:
        metric: derived.most
        family: a
        when: [{metric: macro.fed_stance, equals: hawkish}]
        bands: [{at: 0, strength: 0}, {at: 2, strength: 0.5}]
      stance: {metric: macro.fed_stance, family: b, values: {hawkish: 0.2}}
      due: {calendar: {kind: [fomc], within_days: 3}, family: c, strength: 0.25,
            when: [{metric: macro.vix, above: 15}]}
    """,
    """
    evidence:
      flows: {metric: "etf.{asset}.net_flow_usd", over: [BTC, ETH], family: a,
              bands: [{at: 0, strength: 0}, {at: -500000000, strength: 0.6}]}
    """,
)
PROGRAM = compile_pack(make_pack(*DRIVERS, derived=DERIVED))

CHANGES = st.floats(-5, 5)
READINGS: dict[str, st.SearchStrategy[Any]] = {
    "macro.nasdaq_100_change_pct": CHANGES,
    "macro.sp500_change_pct": CHANGES,
    "macro.dxy_change_pct": CHANGES,
    "macro.gold_change_pct": CHANGES,
    "macro.vix": st.floats(10, 40),
    "macro.fed_stance": st.sampled_from(["hawkish", "neutral", "dovish"]),
    "etf.BTC.net_flow_usd": st.floats(-1e9, 1e9),
    "etf.ETH.net_flow_usd": st.floats(-1e9, 1e9),
    "events": st.sampled_from(
        [
            [],
            [{"kind": "regulation", "title": "A suit", "date": "2026-02-03", "impact": "negative"}],
        ]
    ),
    "calendar": st.sampled_from([[], [{"kind": "fomc", "date": "2026-02-06"}]]),
}


def findings(readings: dict[str, Any]) -> dict[str, DriverFinding]:
    """Return what became of each driver."""
    snapshot: dict[str, Any] = {"as_of": AS_OF}
    for path, value in readings.items():
        put(snapshot, path, value)
    return {one.id: one for one in assess(convert_snapshot(snapshot), PROGRAM).drivers}


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries(READINGS), st.sets(st.sampled_from(list(READINGS))))
def test_the_truth_lies_between_known_and_possible(full: dict[str, Any], missing: set[str]) -> None:
    """Filling missing readings in keeps a strength between its known and its possible value.

    What fired or did not fire without them stays so, whatever they turn out to be.
    """
    whole = findings(full)
    for driver, part in findings({k: v for k, v in full.items() if k not in missing}).items():
        filled = whole[driver]
        assert part.strength <= filled.strength <= filled.possible <= part.possible
        assert filled.status != "not_evaluated"
        assert part.status in (filled.status, "not_evaluated")


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries(READINGS), st.sets(st.sampled_from(list(READINGS)), min_size=1))
def test_what_is_missing_is_named(full: dict[str, Any], missing: set[str]) -> None:
    """An undecided driver names only readings that are missing, and at least one."""
    for part in findings({k: v for k, v in full.items() if k not in missing}).values():
        assert set(part.missing) <= missing
        assert bool(part.missing) == (part.status == "not_evaluated")
