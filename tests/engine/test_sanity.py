from __future__ import annotations

from typing import Any

import pytest
from tests.engine.making import make_facts

BTC = "/assets/BTC/"
DERIVATIVES = "/derivatives/"


@pytest.mark.parametrize(
    ("groups", "pointer", "code"),
    [
        (
            {"derivatives": {"liquidations_24h_usd": -1e9}},
            "/derivatives/liquidations_24h_usd",
            "wrong_sign",
        ),
        (
            {"assets": {"BTC": {"drawdown_from_high_pct": 40}}},
            BTC + "drawdown_from_high_pct",
            "wrong_sign",
        ),
        ({"assets": {"BTC": {"change_24h_pct": -250}}}, BTC + "change_24h_pct", "out_of_range"),
        ({"sentiment": {"fear_greed": 300}}, "/sentiment/fear_greed", "out_of_range"),
        (
            {"macro": {"btc_nasdaq_correlation": 76}},
            "/macro/btc_nasdaq_correlation",
            "out_of_range",
        ),
        (
            {"assets": {"BTC": {"price_usd": 100, "low_24h_usd": 110}}},
            BTC + "low_24h_usd",
            "low_above_price",
        ),
        (
            {"assets": {"BTC": {"price_usd": 100, "high_24h_usd": 90}}},
            BTC + "high_24h_usd",
            "high_below_price",
        ),
        (
            {"assets": {"BTC": {"low_24h_usd": 110, "high_24h_usd": 100}}},
            BTC + "low_24h_usd",
            "low_above_high",
        ),
        (
            {
                "assets": {
                    "BTC": {
                        "price_usd": 101_000,
                        "low_24h_usd": 100_500,
                        "support_lost_usd": 100_000,
                    }
                }
            },
            BTC + "support_lost_usd",
            "support_not_lost",
        ),
        (
            {"etf": {"BTC": {"net_flow_usd": -5e8, "session_date": "2026-02-05"}}},
            "/etf/BTC/net_flow_usd",
            "session_after_as_of",
        ),
        (
            {
                "derivatives": {
                    "long_share_pct": 0.8,
                    "long_liquidations_24h_usd": 8e8,
                    "liquidations_24h_usd": 1e9,
                }
            },
            DERIVATIVES + "long_share_pct",
            "wrong_unit",
        ),
        (
            {
                "derivatives": {
                    "long_share_pct": 40,
                    "long_liquidations_24h_usd": 8e8,
                    "liquidations_24h_usd": 1e9,
                }
            },
            DERIVATIVES + "long_share_pct",
            "share_contradicts_parts",
        ),
        (
            {
                "derivatives": {
                    "liquidations_24h_usd": 2e9,
                    "long_liquidations_24h_usd": 3e9,
                    "short_liquidations_24h_usd": 1e8,
                }
            },
            DERIVATIVES + "long_liquidations_24h_usd",
            "parts_contradict_total",
        ),
        (
            {"etf": {"BTC": {"net_flow_usd": -577.7, "largest_outflow_usd": 111e6}}},
            "/etf/BTC/net_flow_usd",
            "wrong_unit",
        ),
        (
            {
                "assets": {
                    "BTC": {
                        "change_24h_pct": -0.06,
                        "price_usd": 94,
                        "low_24h_usd": 93,
                        "high_24h_usd": 100,
                    }
                }
            },
            BTC + "change_24h_pct",
            "wrong_unit",
        ),
        (
            {"market": {"cap_lost_usd": 1e12, "total_cap_usd": 2e10}},
            "/market/cap_lost_usd",
            "cap_lost_too_large",
        ),
        ({"custom": {"nobody_declared": 1}}, "/custom/nobody_declared", "undeclared_metric"),
        (
            {"market": {"cap_lost_since": "2026-03-01"}},
            "/market/cap_lost_since",
            "date_after_as_of",
        ),
    ],
)
def test_a_reading_that_cannot_be_is_rejected(
    groups: dict[str, Any], pointer: str, code: str
) -> None:
    """It is named with a reason, and nothing is concluded from it."""
    facts = make_facts(**groups)

    assert (pointer, code) in [(flaw.pointer, flaw.code) for flaw in facts.rejected]
    assert pointer[1:].replace("/", ".") not in facts.values


@pytest.mark.parametrize(
    ("groups", "pointer", "code"),
    [
        (
            {"derivatives": {"funding_rate_8h_pct": 0.0001}},
            "/derivatives/funding_rate_8h_pct",
            "suspected_unit",
        ),
        ({"etf": {"BTC": {"net_flow_usd": -577.7}}}, "/etf/BTC/net_flow_usd", "suspected_unit"),
        (
            {
                "assets": {
                    "BTC": {
                        "price_usd": 101_000,
                        "low_24h_usd": 99_000,
                        "support_lost_usd": 100_000,
                    }
                }
            },
            BTC + "support_lost_usd",
            "support_regained",
        ),
    ],
)
def test_a_doubtful_reading_is_flagged_and_kept(
    groups: dict[str, Any], pointer: str, code: str
) -> None:
    """Real values can look odd: a doubt alone rejects nothing."""
    facts = make_facts(**groups)

    assert [(flaw.pointer, flaw.code) for flaw in facts.flagged] == [(pointer, code)]
    assert pointer[1:].replace("/", ".") in facts.values
    assert facts.rejected == []


@pytest.mark.parametrize(
    ("longs", "shorts", "conflicts", "kept"),
    [
        (8e8, 2e8, 0, True),
        (8.1e8, 2e8, 0, True),
        (9e8, 2e8, 1, True),
        (11.4e8, 0, 1, True),
        (12e8, 0, 1, False),
    ],
)
def test_totals_may_differ_from_their_parts_by_fifteen_percent(
    longs: float, shorts: float, conflicts: int, kept: bool
) -> None:
    """Within it they are flagged, beyond it the parts are rejected; the total stays as reported."""
    facts = make_facts(
        derivatives={
            "liquidations_24h_usd": 1e9,
            "long_liquidations_24h_usd": longs,
            "short_liquidations_24h_usd": shorts,
        }
    )

    assert len(facts.conflicts) == conflicts
    assert ("derivatives.long_liquidations_24h_usd" in facts.values) is kept
    assert facts.values["derivatives.liquidations_24h_usd"] == 1e9


def test_a_price_and_a_session_without_contradictions_pass() -> None:
    """A clean snapshot has no flaws."""
    facts = make_facts(
        assets={
            "BTC": {"price_usd": 95, "low_24h_usd": 93, "high_24h_usd": 101, "support_lost_usd": 96}
        },
        etf={"BTC": {"net_flow_usd": -5e8, "session_date": "2026-02-03"}},
    )

    assert facts.rejected == facts.flagged == facts.stale == facts.conflicts == []


@pytest.mark.parametrize(("session", "stale"), [("2026-01-30", False), ("2026-01-29", True)])
def test_a_session_older_than_five_days_is_stale(session: str, stale: bool) -> None:
    """A long weekend is no reason to drop a session; a week is."""
    facts = make_facts(etf={"BTC": {"net_flow_usd": -5e8, "session_date": session}})

    assert ("etf.BTC.net_flow_usd" not in facts.values) is stale
    assert bool(facts.stale) is stale


def test_a_session_that_is_over_takes_only_its_own_readings_along() -> None:
    """Stock moves of last week are stale; where the central bank stands is not of a session."""
    facts = make_facts(
        macro={"session_date": "2026-01-20", "sp500_change_pct": -2, "fed_stance": "hawkish"}
    )

    assert "macro.sp500_change_pct" not in facts.values
    assert facts.values["macro.fed_stance"] == "hawkish"


@pytest.mark.parametrize(
    ("covers", "observed", "stale"),
    [
        (["derivatives.*"], "2026-02-04T01:00:00Z", False),
        (["derivatives.*"], "2026-02-03T01:00:00Z", True),
        (["*"], "2026-02-03T01:00:00Z", True),
        (["derivatives.funding_rate_8h_pct"], "2026-02-03T01:00:00Z", True),
        (["etf.*"], "2026-02-03T01:00:00Z", False),
        (["derivatives.*_pct"], "2026-02-03T01:00:00Z", False),
        (["deriv*"], "2026-02-03T01:00:00Z", True),
        (["*.funding_rate_8h_pct"], "2026-02-03T01:00:00Z", True),
        (["*.*"], "2026-02-03T01:00:00Z", True),
        (["*.*.*"], "2026-02-03T01:00:00Z", False),
    ],
)
def test_a_reading_from_an_old_source_is_stale(
    covers: list[str], observed: str, stale: bool
) -> None:
    """The age of a source counts for the readings it covers, against the metric's own limit."""
    facts = make_facts(
        derivatives={"funding_rate_8h_pct": 0.01},
        sources=[{"name": "exchange", "observed_at": observed, "covers": covers}],
    )

    assert ("derivatives.funding_rate_8h_pct" not in facts.values) is stale
    assert [flaw.code for flaw in facts.stale] == (["stale"] if stale else [])


def test_a_reading_that_was_set_aside_refutes_no_other() -> None:
    """A price from an old source is stale: it does not show that a fresh low is wrong."""
    facts = make_facts(
        assets={"BTC": {"price_usd": 90, "low_24h_usd": 100}},
        sources=[
            {
                "name": "exchange",
                "observed_at": "2026-01-20T00:00:00Z",
                "covers": ["assets.BTC.price_usd"],
            }
        ],
    )

    assert facts.values == {"assets.BTC.low_24h_usd": 100.0}
    assert facts.conflicts == []


def test_the_youngest_of_several_sources_counts() -> None:
    """A reading that a fresh source covers too is not stale."""
    facts = make_facts(
        derivatives={"funding_rate_8h_pct": 0.01},
        sources=[
            {"name": "old", "observed_at": "2026-01-01T00:00:00Z", "covers": ["*"]},
            {"name": "new", "observed_at": "2026-02-04T11:00:00Z", "covers": ["derivatives.*"]},
        ],
    )

    assert facts.stale == []


def test_hostile_numbers_of_symbols_and_patterns_cost_little() -> None:
    """What is stale is found by look-up: the work grows with the snapshot, not with its square."""
    symbols = {f"A{n}": {"price_usd": 1.0, "change_24h_pct": -1.0} for n in range(10_000)}
    funds = {f"A{n}": {"net_flow_usd": -5e8, "session_date": "2026-01-01"} for n in range(10_000)}
    patterns = [f"assets.A{n}.*" for n in range(0, 1000, 2)] + [f"etf.*.{n}" for n in range(500)]
    facts = make_facts(
        assets=symbols,
        etf=funds,
        sources=[{"name": "old", "observed_at": "2025-01-01T00:00:00Z", "covers": patterns}],
    )

    assert len(facts.stale) == 2 * 10_000 + 2 * 500
