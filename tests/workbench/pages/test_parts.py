"""Parts of a driver's page: what evidence reads, where it fires, cases and score in words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from explainer.explainer import Explainer
from explainer.pack import load_pack
from explainer.pack.schema import Condition, Driver, EvidenceRule
from explainer.workbench.pages.cases import cases_part, given_in_short
from explainer.workbench.pages.driver import driver_page
from explainer.workbench.pages.evidence import alone
from explainer.workbench.pages.index import index_page
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.readings import Metrics, amount, stands_for
from explainer.workbench.pages.score import in_short, score_part
from explainer.workbench.pages.sources import material_of
from explainer.workbench.rule_cases import RuleCase
from explainer.workbench.scorecard import score
from explainer.workbench.scores import Scorecard

PACK = load_pack()
METRICS = Metrics(own=PACK.metrics)
MATERIAL = material_of(PACK, None, None, Path("no-such-folder"))
DEPEG = {"kind": ["depeg"], "within_days": 3}
HEADINGS = [
    "Evidence",
    "What argues the other way",
    "Leads to and follows from",
    "To watch",
    "Cases",
    "Score",
    "Known false positives",
    "References",
]


@pytest.fixture(scope="module")
def card(repository: Path) -> Scorecard:
    """Return the scorecard of the built-in rules over the episodes."""
    return score(repository / "fixtures" / "episodes", Explainer(PACK))


def scored(card: Scorecard, **changes: Any) -> Material:
    """Return material with a scorecard of one driver, `etf_outflows`, with these counts."""
    (one,) = [driver for driver in card.drivers if driver.id == "etf_outflows"]
    identity = replace(card.rule_pack, name="mine", version="2")
    changed = replace(card, rule_pack=identity, falls=75, drivers=(replace(one, **changes),))
    return Material(pack=PACK, drivers=PACK.drivers, cases={}, scorecard=changed)


@pytest.mark.parametrize("driver", PACK.drivers, ids=lambda driver: driver.id)
def test_every_page_has_the_same_headings_in_the_same_order(driver: Driver) -> None:
    """One look tells where to find what."""
    text = driver_page(driver, MATERIAL)

    assert re.findall(r"^## (.+)$", text, re.M) == HEADINGS
    assert re.findall(r"^### (.+)$", text, re.M) == list(driver.evidence)


def test_links_between_drivers_go_both_ways() -> None:
    """Who is led to says whom it follows from."""
    pages = {driver.id: driver_page(driver, MATERIAL) for driver in PACK.drivers}
    for driver in PACK.drivers:
        for after in driver.leads_to:
            (follows,) = re.findall(r"^- Follows from: (.+)$", pages[after], re.M)

            assert f"({driver.id}.md)" in follows
            assert f"({after}.md)" in pages[driver.id]


def test_a_driver_without_a_page_is_named_without_a_link() -> None:
    """The pages of an overlay lead to nothing that is not there."""
    (driver,) = [one for one in PACK.drivers if one.id == "etf_outflows"]
    alone_here = Material(pack=PACK, drivers=(driver,), cases={})
    text = driver_page(driver, alone_here)

    assert "- Leads to: A lost support level; " in text
    assert "technical_breakdown.md" not in text
    assert "whale_selling" not in index_page(alone_here)


@pytest.mark.parametrize(
    ("metric", "measured"),
    [
        ("etf.BTC.net_flow_usd", "net flow of U.S. spot BTC ETFs (US dollars, 1 session)"),
        ("market.change_24h_pct", "24-hour change in the market (percent, 24 hours)"),
        ("macro.vix", "VIX (index points, 30 days ahead)"),
        ("assets.BTC.price_usd", "BTC price (US dollars)"),
        ("macro.fed_stance", "stance of the Fed"),
        ("derived.BTC.from_record_pct", "BTC price below its record high (percent)"),
    ],
)
def test_a_metric_is_told_with_unit_and_window(metric: str, measured: str) -> None:
    """A reading of one moment has no window, a choice no unit."""
    assert METRICS.measured(metric) == measured


@pytest.mark.parametrize(
    ("test", "told"),
    [
        (Condition(metric="macro.vix", above=30), "[VIX](../metrics.md#macro.vix) is 30 or higher"),
        (
            Condition(metric="derivatives.liquidations_24h_usd", above=1e8, below=1e9),
            "[liquidations in 24 hours](../metrics.md#derivatives.liquidations_24h_usd) "
            "is $100M or higher and $1B or lower",
        ),
        (
            Condition(metric="macro.data_delayed", equals=True),
            "[delay of official U.S. data](../metrics.md#macro.data_delayed) is `true`",
        ),
    ],
)
def test_a_guard_is_told_in_words(test: Condition, told: str) -> None:
    """A guard names its metric, both bounds and their unit."""
    assert METRICS.tested(test) == told


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (-1.5, "pct", "-1.5%"),
        (-50e6, "usd", "-$50M"),
        (5, "bp", "5 basis points"),
        (-5000, "btc", "-5000 bitcoins"),
        (80, "index", "80"),
    ],
)
def test_an_amount_has_its_unit(number: float, unit: str, shown: str) -> None:
    """The sign comes first."""
    assert amount(number, unit) == shown


@pytest.mark.parametrize(
    ("over", "told"),
    [
        ("BTC", "`BTC`"),
        (("BTC", "ETH"), "`BTC` and `ETH`; the strongest counts"),
        ("focus", "the asset asked about, else BTC"),
        (("other",), "the asset asked about, where nothing else here reads this metric for it"),
    ],
)
def test_what_an_asset_stands_for_is_told(over: str | tuple[str, ...], told: str) -> None:
    """Symbols are named; the other words are explained."""
    assert stands_for(over) == told


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"metric": "m", "bands": ((-50e6, 0), (-110e6, 0.3))}, "from -110M"),
        ({"metric": "m", "bands": ((0, 0), (10, 0.6))}, "from 5"),
        ({"metric": "m", "bands": ((0, 0), (10, 0.29))}, "never"),
        ({"metric": "m", "values": {"hawkish": 0.3, "dovish": 0.1}}, "`hawkish`"),
        ({"metric": "m", "values": {"dovish": 0.1}}, "never"),
        (
            {"event": DEPEG, "strength": 0.3},
            "any such event",
        ),
        ({"event": DEPEG, "strength": 0.2}, "never"),
        (
            {
                "event": DEPEG,
                "strength": 0.2,
                "bands": ((1e6, 0.2), (1e9, 0.3)),
            },
            "from a size of 1B",
        ),
    ],
)
def test_from_where_evidence_fires_its_driver_alone(rule: dict[str, Any], told: str) -> None:
    """The reading at which the curve meets the threshold, or that it never does."""
    points = rule.get("bands", ())
    bands = [{"at": at, "strength": strength} for at, strength in points]
    made = msgspec.convert({"family": "f", "say": "s", **rule, "bands": bands}, EvidenceRule)

    assert alone(made, 0.3) == told


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (RuleCase(name="n", status="fired"), ""),
        (
            RuleCase(name="n", status="fired", given={"etf": {"BTC": {"net_flow_usd": "-577.7M"}}}),
            "`etf.BTC.net_flow_usd` -577.7M",
        ),
        (
            RuleCase(name="n", status="fired", given={"flows": "missing"}, focus="ETH"),
            "asked about ETH, `flows` missing",
        ),
        (
            RuleCase(
                name="n",
                status="fired",
                premise=True,
                given={"macro": {"vix": {"value": 30, "stale": True}}},
            ),
            "told that prices fell, `macro.vix` 30, stale",
        ),
        (
            RuleCase(
                name="n",
                status="fired",
                given={
                    "events": [
                        {"kind": "depeg", "date": "2026-02-03", "size_usd": 5e8},
                        {"kind": "outage"},
                    ],
                    "calendar": [],
                },
            ),
            "`events`: depeg (2026-02-03, 500M), outage, `calendar`: none",
        ),
        (
            RuleCase(name="n", status="fired", given={"m": dict.fromkeys("abcdef", 1)}),
            "`m.a` 1, `m.b` 1, `m.c` 1, `m.d` 1, and 2 more",
        ),
    ],
)
def test_what_a_case_is_given_is_told_in_short(case: RuleCase, told: str) -> None:
    """Readings by their ids, happenings by kind, and what was asked."""
    assert given_in_short(case) == told


def test_a_driver_without_cases_says_so() -> None:
    """The part is there all the same."""
    assert cases_part(None) == "None."


def test_a_score_is_told_with_its_counts(card: Scorecard) -> None:
    """Shares stand beside what they are shares of; one that is of nothing is left empty."""
    material = scored(
        card,
        observable=4,
        found=3,
        recall=0.75,
        confirmed=1,
        unnamed=3,
        precision=0.25,
        led=0,
        led_agreed=0,
        lead=None,
    )

    assert score_part("etf_outflows", material).splitlines() == [
        "Measured with mine 2 on 75 falls of which published sources named the causes.",
        "",
        "| measure | share | counted |",
        "| --- | --- | --- |",
        "| recall | 75% | named by the source and visible in the figures in 4 falls; found in 3 |",
        "| precision | 25% | offered as a cause in 4 falls; the source named it in 1 |",
        "| lead |  | put first in 0 falls of which the main cause is known; "
        "the source agreed in 0 |",
    ]
    assert in_short("etf_outflows", material) == "recall 75% and precision 25%"


def test_a_driver_that_was_not_measured_says_so(card: Scorecard) -> None:
    """Neither without a scorecard nor with one that does not know the driver is there a score."""
    for material in (MATERIAL, scored(card)):
        assert score_part("whale_selling", material) == "Not measured."
        assert in_short("whale_selling", material) == ""
