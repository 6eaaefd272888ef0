"""Why rules and a source differ, in sentences for everybody."""

from __future__ import annotations

import pytest
from tests.workbench.findings import FIRES_AT, finding, known, rule

from explainer import load_pack
from explainer.assessment import DriverFinding, Evidence, Value
from explainer.pack.schema import Band, EvidenceRule
from explainer.workbench.labels import Labels
from explainer.workbench.tellings import Tellings

OUTFLOW = (Band(at=-50e6, strength=0), Band(at=-200e6, strength=0.3), Band(at=-1e9, strength=0.9))
WEAK = (Band(at=-50e6, strength=0), Band(at=-200e6, strength=0.2))
PACK = load_pack()
TELLINGS = Tellings(PACK)


def missed(bands: tuple[Band, ...], *evidence: Evidence, missing: tuple[str, ...] = ()) -> str:
    """Return why a driver with evidence `session` graded by these bands did not fire."""
    graded = EvidenceRule(family="etf_flow", metric="etf.BTC.net_flow_usd", bands=bands, say="x")
    return TELLINGS.missed(finding(*evidence, missing=missing), rule(session=graded), FIRES_AT)


@pytest.mark.parametrize(
    ("bands", "value", "told"),
    [
        (OUTFLOW, -80e6, "-$80 million (it fires at -$200 million)"),
        (OUTFLOW, 30e6, "$30 million (it fires at -$200 million)"),
        (OUTFLOW, -250e6, "-$250 million (enough, but a condition of the rule does not hold)"),
        (WEAK, -80e6, "-$80 million (never enough alone)"),
    ],
)
def test_a_reading_stands_beside_what_would_have_fired(
    bands: tuple[Band, ...], value: float, told: str
) -> None:
    """A reader sees the figure that was given and the one that was lacking, with their units."""
    assert missed(bands, known(value)) == f"Given: net flow of U.S. spot BTC ETFs: {told}."


def test_what_is_missing_is_named_and_then_counted() -> None:
    """A few missing readings by name, the rest as a number; what says nothing is told as that."""
    few = ("macro.vix", "macro.dxy")
    many = (*few, "flows.fund_outflow_7d_usd", "assets.*.change_24h_pct", "sentiment.fear_greed")
    silent = "Nothing that is given speaks for it. Not given: VIX, dollar index"
    assert missed(OUTFLOW, missing=few) == f"{silent}."
    assert missed(OUTFLOW, missing=many) == (
        f"{silent}, weekly outflow of crypto funds and 2 more readings."
    )


def test_a_driver_that_the_pack_lacks_is_told_as_that() -> None:
    """A source may name causes that no rule has."""
    assert TELLINGS.missed(None, None, FIRES_AT) == "The rule pack has no such driver."
    assert TELLINGS.title("seasonality") == "seasonality"


def test_what_fired_shows_its_strongest_readings_once() -> None:
    """Two evidences on one figure are one figure to a reader."""
    twice = (known(-577.7e6, status="true", strength=0.5), known(-577.7e6, status="true"))
    fired: DriverFinding = finding(*twice, status="fired")
    assert TELLINGS.fired(fired) == (
        "Net flow of U.S. spot BTC ETFs: -$577.7 million. Strength 0.10, weak."
    )


@pytest.mark.parametrize(
    ("metric", "value", "told"),
    [
        ("macro.us10y_yield_pct", 1.36, "10-year U.S. yield: 1.4%"),
        ("assets.ETH.change_24h_pct", -5.0, "24-hour change in ETH: -5%"),
        ("assets.*.change_24h_pct", None, "24-hour change in other assets: not given"),
        ("derived.BTC.support_gap_pct", -2.0, "BTC price against the support it lost: -2%"),
        (
            "derived.liquidations_of_cap_pct",
            0.094,
            "liquidations as a share of market value: 0.09%",
        ),
        ("macro.fed_stance", "hawkish", "stance of the Fed: hawkish"),
        ("macro.data_delayed", True, "delay of official U.S. data: true"),
        ("custom.own", 3.0, "custom.own: 3"),
    ],
)
def test_every_kind_of_metric_has_words(metric: str, value: Value, told: str) -> None:
    """Catalogued, derived and unknown metrics read as name and figure."""
    assert Labels(PACK).reading(metric, value) == told
