"""Strengths: monotone along every band, untouched by offsets, never lowered by more evidence."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.engine.making import judge
from tests.properties.snapshots import Plain, put, snapshots

from explainer import load_pack
from explainer.engine import Program, assess, compile_pack
from explainer.intake import convert_snapshot
from explainer.metrics import resolve
from explainer.pack import RulePack
from explainer.pack.schema import EvidenceRule

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
STRENGTHS = st.floats(0, 1, allow_subnormal=False)


@cache
def pack() -> RulePack:
    """Return the built-in rule pack."""
    return load_pack()


@cache
def program() -> Program:
    """Return the built-in rules, compiled."""
    return compile_pack(pack())


@cache
def program_without_offsets() -> Program:
    """Return the same rules with every offset taken out."""
    drivers = [msgspec.structs.replace(driver, offsets={}) for driver in pack().drivers]
    return compile_pack(msgspec.structs.replace(pack(), drivers=tuple(drivers)))


def leaves(metric: str) -> set[str]:
    """Return the metrics of the snapshot that a metric is computed from."""
    derived = pack().metrics.derived.get(metric)
    if derived is None:
        return {metric}
    return {leaf for operand in derived.of for leaf in leaves(operand)}


def banded() -> list[tuple[str, str, str, EvidenceRule]]:
    """Return driver, evidence, metric and rule of all that judges a given number by its bands.

    Left out is evidence with a guard that reads the same metric: moving it may turn the guard.
    """
    found: list[tuple[str, str, str, EvidenceRule]] = []
    for driver in pack().drivers:
        for name, rule in driver.evidence.items():
            if rule.metric is None or not rule.bands or resolve(rule.metric) is None:
                continue
            if any(rule.metric in leaves(guard.metric) for guard in rule.when):
                continue
            over = (rule.over,) if isinstance(rule.over, str) else rule.over or ("",)
            for asset in over:
                if asset == "other":
                    continue  # nobody while the market is explained
                symbol = "BTC" if asset in ("any", "focus") else asset
                found.append((driver.id, name, rule.metric.replace("{asset}", symbol), rule))
    return found


BANDED = banded()


def strength_of(snapshot: Plain, driver: str, name: str, metric: str) -> float | None:
    """Return the strength of one evidence; None while it is unknown."""
    assessment = assess(convert_snapshot(snapshot), program())
    for finding in assessment.drivers:
        for evidence in finding.evidence:
            if (finding.id, evidence.id, evidence.metric) == (driver, name, metric):
                return evidence.strength
    return None


@settings(max_examples=250, deadline=None, suppress_health_check=SLOW)
@given(
    snapshots(most=25),
    st.sampled_from(BANDED),
    st.tuples(st.floats(-0.2, 1.2), st.floats(-0.2, 1.2)),
)
def test_worse_readings_never_weigh_less(
    snapshot: Plain, judged: tuple[str, str, str, EvidenceRule], shares: tuple[float, float]
) -> None:
    """Moving a reading along its evidence's bands never lowers that evidence's strength."""
    driver, name, metric, rule = judged
    put(snapshot, "market.change_24h_pct", -4.0)  # most guards ask for a fall
    snapshot["sources"] = []
    start, end = rule.bands[0].at, rule.bands[-1].at
    strengths: list[float] = []
    for share in sorted(shares):
        put(snapshot, metric, start + share * (end - start))
        strength = strength_of(snapshot, driver, name, metric)
        assume(strength is not None)
        strengths.append(strength or 0.0)
    assert strengths[0] <= strengths[1]


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(snapshots())
def test_offsets_never_change_a_status(snapshot: Plain) -> None:
    """With and without offsets every driver comes to the same status, strength, role and rank."""
    checked = convert_snapshot(snapshot)
    with_offsets = assess(checked, program()).drivers
    without = assess(checked, program_without_offsets()).drivers
    assert [msgspec.structs.replace(driver, offsets=()) for driver in with_offsets] == list(without)


READINGS = {
    "nasdaq_100_change_pct": "a",
    "sp500_change_pct": "a",
    "dxy_change_pct": "b",
    "gold_change_pct": "c",
    "oil_change_pct": "c",
}
"""Readings, and the families of the evidence on them."""
FIVE = "evidence:\n" + "\n".join(
    f"  {name}: {{metric: macro.{name}, family: {family}, "
    "bands: [{at: 0, strength: 0}, {at: 1, strength: 1}]}"
    for name, family in READINGS.items()
)
"""A driver whose readings are its strengths."""


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.none() | STRENGTHS, min_size=5, max_size=5), st.sampled_from(range(5)), STRENGTHS
)
def test_more_evidence_never_lowers_a_driver(
    strengths: list[float | None], raised: int, to: float
) -> None:
    """Raising the strength of one evidence never lowers the known strength of its driver."""
    before = strengths[raised]
    assume(before is None or before <= to)
    after = [to if place == raised else held for place, held in enumerate(strengths)]
    low, high = (
        judge(FIVE, macro=_given(readings)).drivers[0].strength for readings in (strengths, after)
    )
    assert low <= high


def _given(strengths: list[float | None]) -> dict[str, Any]:
    given_readings = dict(zip(READINGS, strengths, strict=True))
    return {name: value for name, value in given_readings.items() if value is not None}


def test_most_evidence_with_bands_is_moved() -> None:
    """The evidence that is moved is most of the pack's, so the property is not about a few."""
    assert len({(driver, name) for driver, name, _, _ in BANDED}) >= 60
