from __future__ import annotations

from typing import Any

import pytest
from tests.engine.making import judge

from explainer.assessment import DriverFinding

FLOW = """
evidence:
  session:
    metric: etf.BTC.net_flow_usd
    family: flow
    decisive: true
    bands: [{at: -50e+6, strength: 0}, {at: -200e+6, strength: 0.3}, {at: -1e+9, strength: 0.9}]
  streak:
    metric: etf.BTC.outflow_streak_days
    family: persistence
    bands: [{at: 2, strength: 0}, {at: 10, strength: 0.8}]
"""
STANCE = """
evidence:
  stance: {metric: macro.fed_stance, values: {hawkish: 0.5}}
  delayed: {metric: macro.data_delayed, values: {"true": 0.35}, family: data}
"""
EVENT = """
evidence:
  act: {event: {kind: [regulation], within_days: 3}, strength: 0.6}
"""
GUARDED = """
evidence:
  vix:
    metric: macro.vix
    bands: [{at: 20, strength: 0}, {at: 30, strength: 0.5}]
    when: [{metric: assets.BTC.change_24h_pct, below: -2}]
"""
FALL: dict[str, Any] = {"assets": {"BTC": {"change_24h_pct": -6.0}}}


def only(found: tuple[DriverFinding, ...]) -> DriverFinding:
    """Return the one finding."""
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("etf", "status", "strength", "possible"),
    [
        ({}, "not_evaluated", 0.0, 0.98),
        ({"net_flow_usd": -200e6}, "fired", 0.3, 0.86),
        ({"net_flow_usd": -199e6}, "not_evaluated", 0.298, 0.8596),
        ({"net_flow_usd": 10e6}, "not_fired", 0.0, 0.8),
        ({"net_flow_usd": -40e6}, "not_fired", 0.0, 0.8),
        ({"net_flow_usd": 10e6, "outflow_streak_days": 10}, "fired", 0.8, 0.8),
        ({"net_flow_usd": -125e6, "outflow_streak_days": 2}, "not_fired", 0.15, 0.15),
        ({"net_flow_usd": -600e6, "outflow_streak_days": 6}, "fired", 0.76, 0.76),
        ({"outflow_streak_days": 4}, "not_evaluated", 0.2, 0.92),
    ],
)
def test_status_follows_known_and_possible_strength(
    etf: dict[str, float], status: str, strength: float, possible: float
) -> None:
    """Fired by what is known; ruled out by what is known; else undecided, never guessed."""
    finding = only(judge(FLOW, etf={"BTC": etf}, **FALL).drivers)

    assert (finding.status, finding.strength, finding.possible) == (status, strength, possible)


def test_what_would_decide_is_named() -> None:
    """An undecided driver lists the readings it lacks."""
    finding = only(judge(FLOW, **FALL).drivers)

    assert finding.missing == ("etf.BTC.net_flow_usd", "etf.BTC.outflow_streak_days")
    assert finding.could_decide


def test_within_a_family_the_strongest_counts() -> None:
    """Evidence that tells one story is not added up."""
    text = """
evidence:
  one:
    metric: etf.BTC.net_flow_usd
    bands: [{at: 0, strength: 0}, {at: -1e+9, strength: 0.5}]
  two:
    metric: etf.ETH.net_flow_usd
    bands: [{at: 0, strength: 0}, {at: -1e+9, strength: 0.5}]
"""
    finding = only(
        judge(text, etf={"BTC": {"net_flow_usd": -1e9}, "ETH": {"net_flow_usd": -0.8e9}}).drivers
    )

    assert finding.strength == 0.5
    assert [evidence.counted for evidence in finding.evidence] == [True, False]


@pytest.mark.parametrize(
    ("macro", "strength"),
    [
        ({"fed_stance": "hawkish"}, 0.5),
        ({"fed_stance": "dovish"}, 0.0),
        ({"data_delayed": True}, 0.35),
        ({"data_delayed": False}, 0.0),
        ({"fed_stance": "hawkish", "data_delayed": True}, 0.675),
    ],
)
def test_choices_and_truths_carry_the_strength_of_their_table(
    macro: dict[str, Any], strength: float
) -> None:
    """What the table does not list is known to be absent."""
    assert only(judge(STANCE, macro=macro, **FALL).drivers).strength == strength


@pytest.mark.parametrize(
    ("event", "change", "fired"),
    [
        ({}, -6.0, True),
        ({}, 6.0, False),
        ({}, 0.0, False),
        ({"impact": "negative"}, 6.0, True),
        ({"impact": "positive"}, -6.0, False),
        ({"impact": "neutral"}, -6.0, False),
        ({"date": "2026-02-04"}, -6.0, True),
        ({"date": "2026-02-01"}, -6.0, True),
        ({"date": "2026-01-31"}, -6.0, False),
        ({"date": "2026-02-05"}, -6.0, False),
        ({"date": "2026-02-04T11:59:00Z"}, -6.0, True),
        ({"date": "2026-02-04T12:01:00Z"}, -6.0, False),
        ({"date": "2026-02-04T13:30:00+02:00"}, -6.0, True),
        ({"kind": "outage"}, -6.0, False),
    ],
)
def test_an_event_weighs_when_it_came_before_and_can_have_hurt(
    event: dict[str, str], change: float, fired: bool
) -> None:
    """Not after `as_of`, not outside its window, not positive, and unjudged only on a fall."""
    given = {"kind": "regulation", "title": "A regulator sues an exchange", **event}
    finding = only(judge(EVENT, assets={"BTC": {"change_24h_pct": change}}, events=[given]).drivers)

    assert (finding.status == "fired") is fired


@pytest.mark.parametrize(
    ("groups", "status"), [({}, "not_evaluated"), ({"events": []}, "not_fired")]
)
def test_no_list_of_events_is_unknown_and_an_empty_one_is_known(
    groups: dict[str, Any], status: str
) -> None:
    """A sender who supplies a list says that there was nothing else."""
    assert only(judge(EVENT, **FALL, **groups).drivers).status == status


@pytest.mark.parametrize(
    ("change", "vix", "status"),
    [
        (-6.0, 30.0, "fired"),
        (-2.0, 30.0, "fired"),
        (-1.9, 30.0, "not_fired"),
        (None, 30.0, "not_evaluated"),
        (-6.0, None, "not_evaluated"),
        (-1.0, None, "not_fired"),
        (None, None, "not_evaluated"),
        (None, 15.0, "not_fired"),
    ],
)
def test_a_guard_is_three_valued(change: float | None, vix: float | None, status: str) -> None:
    """False makes the evidence false, unknown makes it unknown."""
    finding = only(
        judge(GUARDED, assets={"BTC": {"change_24h_pct": change}}, macro={"vix": vix}).drivers
    )

    assert finding.status == status


@pytest.mark.parametrize(
    ("change", "premise", "explains"),
    [
        (-6.0, False, True),
        (6.0, False, False),
        (0.1, False, False),
        (None, False, False),
        (None, True, True),
    ],
)
def test_only_a_fall_is_explained(change: float | None, premise: bool, explains: bool) -> None:
    """A fired driver explains on a falling or mixed day, or on the caller's word for a fall."""
    finding = only(
        judge(
            FLOW,
            premise=premise,
            assets={"BTC": {"change_24h_pct": change}},
            etf={"BTC": {"net_flow_usd": -5e8}},
        ).drivers
    )

    assert finding.status == "fired"
    assert finding.explains is explains


def test_a_trigger_leads_and_ties_end_in_pack_order() -> None:
    """Role first, then strength, then the order of the pack; the others follow."""
    amplifier = "role: amplifier" + FLOW
    ranked = judge(
        amplifier,
        STANCE,
        FLOW,
        FLOW,
        EVENT,
        macro={"fed_stance": "hawkish"},
        etf={"BTC": {"net_flow_usd": -1e9}},
        events=[],
        **FALL,
    ).drivers

    assert [(driver.id, driver.rank) for driver in ranked] == [
        ("driver_3", 1),
        ("driver_4", 2),
        ("driver_2", 3),
        ("driver_1", 4),
        ("driver_5", None),
    ]


def test_an_offset_is_reported_and_changes_no_status() -> None:
    """What argued the other way stands beside the driver."""
    text = (
        FLOW + "offsets: {week: {metric: etf.BTC.net_flow_7d_usd, above: 1e+8, say: a good week}}"
    )
    assessment = judge(text, etf={"BTC": {"net_flow_usd": -5e8, "net_flow_7d_usd": 2e8}}, **FALL)

    assert only(assessment.drivers).status == "fired"
    assert [offset.pointer for offset in assessment.offsets] == ["/etf/BTC/net_flow_7d_usd"]


def test_evidence_over_any_asset_takes_the_strongest() -> None:
    """Stablecoins and wrapped coins are left out; the asset is named."""
    text = """
evidence:
  fall:
    metric: "assets.{asset}.change_24h_pct"
    over: any
    bands: [{at: -5, strength: 0}, {at: -20, strength: 0.6}]
"""
    finding = only(
        judge(
            text,
            assets={
                "BTC": {"change_24h_pct": -6},
                "SOL": {"change_24h_pct": -14},
                "USDT": {"change_24h_pct": -20},
            },
        ).drivers
    )

    assert finding.evidence[0].asset == "SOL"
    assert finding.evidence[0].pointer == "/assets/SOL/change_24h_pct"
