"""One asset asked about: what counts for it, what ranks first, and whether it moved on its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.making import judge
from tests.properties.snapshots import Plain, snapshots

from explainer import Explainer, load_pack
from explainer.assessment import Assessment, DriverFinding
from explainer.engine.asking import asset_in, spelled

FUNDS = """
evidence:
  session:
    metric: etf.{asset}.net_flow_usd
    over: [BTC]
    decisive: true
    bands: [{at: -50e+6, strength: 0}, {at: -200e+6, strength: 0.3}, {at: -1e+9, strength: 0.9}]
  session_ether:
    metric: etf.{asset}.net_flow_usd
    over: [ETH]
    bands: [{at: -20e+6, strength: 0}, {at: -50e+6, strength: 0.3}, {at: -500e+6, strength: 0.6}]
"""
LEVELS = """
role: amplifier
evidence:
  rsi:
    metric: assets.{asset}.rsi_14
    over: [BTC, ETH, other]
    family: momentum
    bands: [{at: 36, strength: 0}, {at: 30, strength: 0.4}]
  any_support:
    metric: assets.{asset}.support_lost_usd
    over: any
    family: level
    bands: [{at: 0.001, strength: 0}, {at: 0.01, strength: 0.35}]
"""
UNLOCK = """
evidence:
  unlock: {event: {kind: [token_unlock], within_days: 3}, strength: 0.6}
"""
FAILURE = """
evidence:
  failure: {event: {kind: [insolvency], within_days: 3, spreads: true}, strength: 0.6}
"""
STOCKS = """
evidence:
  vix: {metric: macro.vix, bands: [{at: 20, strength: 0}, {at: 30, strength: 0.5}]}
"""
GUARDED = """
evidence:
  run_up:
    metric: assets.{asset}.run_up_pct
    over: focus
    bands: [{at: 20, strength: 0}, {at: 40, strength: 0.5}]
    when: [{metric: derived.market, below: -0.5}]
"""
MARKET_OR_ASSET = """
derived.market: {op: first, of: [market.change_24h_pct], unit: pct, label: market,
                 focus: "derived.{asset}.own"}
"derived.{asset}.own": {op: first, of: ["assets.{asset}.change_24h_pct"], unit: pct, label: own}
"""


def changes(**of: float) -> dict[str, Any]:
    """Return assets with these 24-hour changes, in percent."""
    return {symbol: {"change_24h_pct": change} for symbol, change in of.items()}


def only(assessment: Assessment) -> DriverFinding:
    """Return the one finding."""
    (finding,) = assessment.drivers
    return finding


@pytest.mark.parametrize(
    ("own", "bitcoin", "others", "scope"),
    [
        (-3.8, -3.5, -4.7, "market_wide"),  # between the two
        (-8.3, -5.9, -6.0, "market_wide"),  # further, but not by three points
        (-13.0, -8.0, -9.0, "market_wide"),  # further, but not twice as far
        (-12.0, -4.0, -5.0, "single_asset"),
        (-1.0, -6.0, -7.0, "market_wide"),  # less far: the fall is that of the others
        (-5.0, 0.3, -4.0, "market_wide"),  # one of the two went along
        (-3.0, 0.3, 0.2, "single_asset"),
        (-1.2, -0.3, 0.1, "unknown"),  # another way, yet hardly apart
        (2.0, -5.0, -6.0, "single_asset"),
        (0.2, -5.0, -6.0, "single_asset"),
        (0.2, 0.1, -0.3, "market_wide"),
        (15.0, 4.0, 4.0, "single_asset"),
        (5.0, 4.0, 4.0, "market_wide"),
    ],
)
def test_it_moved_on_its_own_only_far_from_all_others(
    own: float, bitcoin: float, others: float, scope: str
) -> None:
    """Either another way than all of them, or the same way, three points more and twice as far."""
    assets = changes(ETH=own, BTC=bitcoin, SOL=others, XRP=others)
    assert judge(focus="ETH", assets=assets).move.scope == scope


def test_near_the_market_it_did_not_move_on_its_own() -> None:
    """The figure of the whole market is one of those it is held against."""
    assets = changes(SOL=-6.0, BTC=-3.0, ETH=-2.8)
    assert judge(focus="SOL", assets=assets).move.scope == "single_asset"
    market = {"change_24h_pct": -4.4}
    assert judge(focus="SOL", assets=assets, market=market).move.scope == "market_wide"


def test_bitcoin_is_judged_as_without_a_focus() -> None:
    """Its scope says who led, since it is what the others are held against."""
    assets = changes(BTC=-6.0, ETH=-5.0)
    assert judge(focus="BTC", assets=assets).move.scope == judge(assets=assets).move.scope


@pytest.mark.parametrize(("change", "scope"), [(-0.1, "unknown"), (-8.0, "single_asset")])
def test_a_stablecoin_moves_on_its_own_or_not_at_all(change: float, scope: str) -> None:
    """However the market moved, since it is meant to keep its price."""
    assets = changes(USDT=change, BTC=-8.0, ETH=-9.0)
    assert judge(focus="USDT", assets=assets).move.scope == scope


def test_forced_selling_in_the_market_is_no_stage_of_an_asset_alone() -> None:
    """The liquidations of the whole market say nothing of a move that only one asset made."""
    forced = {"liquidations_24h_usd": 2e9}
    alone = changes(SOL=-12.0, BTC=-1.0, ETH=-1.0)
    together = changes(SOL=-6.0, BTC=-5.0, ETH=-5.0)
    assert judge(focus="SOL", assets=alone, derivatives=forced).move.stage == "unknown"
    assert judge(focus="SOL", assets=together, derivatives=forced).move.stage == "forced_selling"


def test_ether_is_explained_by_its_own_funds() -> None:
    """Their flow comes first and makes the driver one about ether; bitcoin's stands beside it."""
    etf = {"BTC": {"net_flow_usd": -600e6}, "ETH": {"net_flow_usd": -100e6}}
    finding = only(judge(FUNDS, focus="ETH", assets=changes(ETH=-5.0, BTC=-5.0), etf=etf))
    assert (finding.about, finding.explains) == ("asset", True)
    assert {found.asset for found in finding.evidence} == {"BTC", "ETH"}


@pytest.mark.parametrize(
    ("bitcoin", "ether", "status"),
    [
        (100e6, -100e6, "fired"),
        (100e6, None, "not_evaluated"),
        (-100e6, 30e6, "not_fired"),
        (-600e6, 30e6, "fired"),
    ],
)
def test_what_decides_for_bitcoin_is_decided_by_the_assets_own_reading(
    bitcoin: float, ether: float | None, status: str
) -> None:
    """An inflow into bitcoin funds does not rule out that money left those of ether."""
    etf = {"BTC": {"net_flow_usd": bitcoin}}
    if ether is not None:
        etf["ETH"] = {"net_flow_usd": ether}
    finding = only(judge(FUNDS, focus="ETH", assets=changes(ETH=-5.0, BTC=-5.0), etf=etf))
    assert finding.status == status


def test_where_an_asset_has_no_such_reading_bitcoins_decides() -> None:
    """No evidence of the driver is about Solana, so bitcoin's still rules it out."""
    etf = {"BTC": {"net_flow_usd": 100e6}}
    finding = only(judge(FUNDS, focus="SOL", assets=changes(SOL=-5.0, BTC=-5.0), etf=etf))
    assert finding.status == "not_fired"
    assert [found.asset for found in finding.evidence] == ["BTC"]


def test_bitcoins_readings_alone_make_a_driver_about_others() -> None:
    """It explains what moved with the market, and nothing that the asset did on its own."""
    etf = {"BTC": {"net_flow_usd": -600e6}}
    together = only(judge(FUNDS, focus="SOL", assets=changes(SOL=-5.0, BTC=-5.0), etf=etf))
    assert (together.about, together.explains) == ("others", True)
    alone = only(judge(FUNDS, focus="SOL", assets=changes(SOL=-9.0, BTC=-1.0), etf=etf))
    assert (alone.about, alone.explains) == ("others", False)


def test_any_asset_is_the_one_asked_about() -> None:
    """And a list with `other` is extended to it; assets besides bitcoin are left out."""
    assets = {
        "SOL": {"change_24h_pct": -5.0, "rsi_14": 28.0, "support_lost_usd": 150.0},
        "BTC": {"change_24h_pct": -5.0, "rsi_14": 50.0},
        "ETH": {"change_24h_pct": -5.0, "rsi_14": 20.0, "support_lost_usd": 3000.0},
    }
    finding = only(judge(LEVELS, focus="SOL", assets=assets))
    read = [(found.metric, found.status) for found in finding.evidence]
    assert read == [
        ("assets.SOL.rsi_14", "true"),
        ("assets.BTC.rsi_14", "false"),
        ("assets.SOL.support_lost_usd", "true"),
    ]
    without = only(judge(LEVELS, assets=assets))
    assert "assets.SOL.rsi_14" not in [found.metric for found in without.evidence]


@pytest.mark.parametrize(
    ("over", "focus", "symbols"),
    [
        ("focus", None, ("BTC",)),
        ("focus", "SOL", ("SOL",)),
        ("any", None, ()),
        ("any", "SOL", ("SOL",)),
        ("other", None, ()),
        (("BTC", "ETH", "other"), None, ("BTC", "ETH")),
        (("BTC", "other"), "SOL", ("BTC", "SOL")),
        (("BTC", "other"), "BTC", ("BTC",)),
    ],
)
def test_what_over_stands_for(over: Any, focus: str | None, symbols: tuple[str, ...]) -> None:
    """Words become symbols; without a focus `other` is nobody."""
    assert spelled(over, focus) == symbols


@pytest.mark.parametrize(
    ("metric", "asset"),
    [
        ("assets.ETH.rsi_14", "ETH"),
        ("etf.BTC.net_flow_usd", "BTC"),
        ("derived.ETH.above_low_pct", "ETH"),
        ("derivatives.liquidations_by_asset_usd.SOL", "SOL"),
        ("onchain.exchange_netflow_btc", "BTC"),
        ("derived.market_change_pct", None),
        ("macro.vix", None),
    ],
)
def test_which_asset_a_metric_is_about(metric: str, asset: str | None) -> None:
    """By its symbol, or because it counts bitcoin."""
    assert asset_in(metric) == asset


@pytest.mark.parametrize(
    ("assets", "about"),
    [(["SOL"], "asset"), ([], "market"), (["BTC"], "others"), (["SUI"], None)],
)
def test_an_unlock_of_another_coin_explains_nothing(assets: list[str], about: str | None) -> None:
    """An event without assets touches the market, one of bitcoin touches others."""
    event = {"kind": "token_unlock", "title": "Unlock", "impact": "negative", "assets": assets}
    finding = only(
        judge(UNLOCK, focus="SOL", assets=changes(SOL=-5.0, BTC=-5.0, SUI=-5.0), events=[event])
    )
    assert finding.status == ("not_fired" if about is None else "fired")
    if about is not None:
        assert finding.about == about


def test_an_event_that_spreads_counts_but_does_not_lead() -> None:
    """The failure of a firm with a coin of its own weighs on all, after what touches the asset."""
    event = {"kind": "insolvency", "title": "Fails", "impact": "negative", "asset": "FTT"}
    found = judge(
        FAILURE,
        LEVELS,
        focus="SOL",
        assets={**changes(SOL=-5.0, BTC=-5.0), "SOL": {"change_24h_pct": -5.0, "rsi_14": 28.0}},
        events=[event],
    )
    assert [(one.id, one.about) for one in found.drivers] == [
        ("driver_2", "asset"),
        ("driver_1", "others"),
    ]


def test_its_own_event_is_told_before_a_larger_one_of_bitcoin() -> None:
    """So that the event shown is the one that touches the asset."""
    events = [
        {"kind": "token_unlock", "title": "One", "impact": "negative", "asset": "BTC"},
        {"kind": "token_unlock", "title": "Two", "impact": "negative", "asset": "SOL"},
    ]
    finding = only(judge(UNLOCK, focus="SOL", assets=changes(SOL=-5.0, BTC=-5.0), events=events))
    assert finding.evidence[0].pointer == "/events/1"


def test_guards_of_the_assets_own_evidence_look_at_the_asset() -> None:
    """Gains are not taken on an asset that rises, even where the market falls."""
    for change, status in ((-4.0, "fired"), (4.0, "not_fired")):
        finding = only(
            judge(
                GUARDED,
                focus="SOL",
                derived=MARKET_OR_ASSET,
                market={"change_24h_pct": -change},
                assets={"SOL": {"change_24h_pct": change, "run_up_pct": 60.0}},
            )
        )
        assert finding.status == status


def test_alone_what_is_about_the_asset_outranks_the_market() -> None:
    """Whatever the roles; where it moved with the market, triggers come first."""
    own = {"rsi_14": 25.0}
    vix = {"vix": 32.0}
    alone = {**changes(BTC=-1.0, ETH=-1.0), "SOL": {"change_24h_pct": -9.0, **own}}
    found = judge(STOCKS, LEVELS, focus="SOL", assets=alone, macro=vix).drivers
    assert [(one.about, one.explains) for one in found] == [("asset", True), ("market", False)]
    together = {**changes(BTC=-5.0, ETH=-5.0), "SOL": {"change_24h_pct": -5.0, **own}}
    found = judge(STOCKS, LEVELS, focus="SOL", assets=together, macro=vix).drivers
    assert [(one.about, one.explains) for one in found] == [("market", True), ("asset", True)]


EXPLAINER = Explainer(load_pack())


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(), st.sampled_from(["BTC", "ETH", "SOL"]))
def test_evidence_of_others_never_leads_where_the_asset_has_its_own(
    snapshot: Plain, focus: str
) -> None:
    """And no evidence is about an asset that does not count beside the one asked about."""
    if focus not in snapshot.get("assets", {}):
        return
    assessment = EXPLAINER.assess(EXPLAINER.read(snapshot), focus=focus)
    fired = [finding for finding in assessment.drivers if finding.status == "fired"]
    if any(finding.about == "asset" for finding in fired):
        assert fired[0].about != "others"
    counting = {None, focus, "BTC"} | EXPLAINER.pack.stablecoins
    for finding in assessment.drivers:
        for found in finding.evidence:
            assert found.asset in counting or found.metric == "events"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(snapshots(), st.sampled_from(["BTC", "ETH", "SOL"]), st.sampled_from(["chat", "brief"]))
def test_every_snapshot_is_explained_for_an_asset(snapshot: Plain, focus: str, length: str) -> None:
    """Every number has its receipt, and no driver explains what did not fall."""
    if focus not in snapshot.get("assets", {}):
        return
    explanation = EXPLAINER.explain(snapshot, focus=focus, length=length)
    if explanation.move.direction in ("up", "flat"):
        assert not any(finding.explains for finding in explanation.drivers)
