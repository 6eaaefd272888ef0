"""One asset asked for: its own change first, against the others, and what touches it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explainer.narrative import Narrative

Prove = Callable[[Narrative, dict[str, Any]], None]
Tell = Callable[..., Any]

FALL: dict[str, Any] = {
    "as_of": "2025-11-05T02:00:00Z",
    "market": {"change_24h_pct": -5.1},
    "assets": {
        "BTC": {"price_usd": 101_200.0, "change_24h_pct": -5.9, "support_lost_usd": 104_000.0},
        "ETH": {"price_usd": 3_310.0, "change_24h_pct": -8.3},
        "SOL": {"price_usd": 155.0, "change_24h_pct": 2.0},
        "XRP": {"price_usd": 2.2, "change_24h_pct": -6.1},
        "USDC": {"price_usd": 1.0, "change_24h_pct": 0.0},
    },
    "derivatives": {"liquidations_24h_usd": 2.1e9, "long_share_pct": 80.0},
}
QUIET: dict[str, Any] = {
    "as_of": "2025-11-05T02:00:00Z",
    "market": {"change_24h_pct": -1.2},
    "assets": {
        "BTC": {"change_24h_pct": -1.0},
        "ETH": {"change_24h_pct": -1.4},
        "SOL": {"change_24h_pct": -12.0},
    },
    "macro": {"vix": 32.0, "vix_change_pct": 30.0},
}
EXPLOIT = {
    "kind": "security_breach",
    "title": "A bridge on Solana is emptied",
    "date": "2025-11-04",
    "impact": "negative",
    "asset": "SOL",
}


def altered(snapshot: dict[str, Any], symbol: str, change: float) -> dict[str, Any]:
    """Return the snapshot with another 24-hour change of one asset."""
    assets = {**snapshot["assets"], symbol: {"change_24h_pct": change}}
    return {**snapshot, "assets": assets}


def test_the_asset_leads_headline_and_answer(tell: Tell, prove: Prove) -> None:
    """With its own change, and with how far it lay behind bitcoin and the market."""
    _, told = tell(FALL, focus="ETH")
    prove(told, FALL)
    assert told.headline.startswith("Ether ")
    assert told.answer.startswith("Ether ")
    assert "8.3%" in told.answer
    assert (
        "Ether fared 2.4 percentage points worse than bitcoin and 3.2 percentage points worse than "
        "the crypto market"
    ) in told.text


@pytest.mark.parametrize("change", [-3.8, -5.2, -8.3])
def test_a_fall_with_the_market_is_told_as_one(tell: Tell, change: float) -> None:
    """Also where it was somewhat deeper or less deep; what fell with it is explained with it."""
    _, told = tell(altered(FALL, "ETH", change), focus="ETH")
    assert "along with the market" in told.answer or "in step with the market" in told.answer
    assert "on its own" not in told.text
    assert "no driver specific" not in told.text


def test_a_fall_of_its_own_is_not_blamed_on_the_market(tell: Tell, prove: Prove) -> None:
    """Without a driver about the asset that is said, and what weighs on the market is context."""
    assessment, told = tell(QUIET, focus="SOL")
    prove(told, QUIET)
    assert assessment.move.scope == "single_asset"
    assert "in a move of its own" in told.answer
    assert "specific to Solana" in told.answer
    assert "arket as a whole" in told.answer
    assert not any(finding.explains for finding in assessment.drivers)
    for word in ("because", "led lower", "weighed", "deepened", "may have"):
        assert word not in told.text


def test_a_hack_of_the_asset_explains_its_own_fall(tell: Tell, prove: Prove) -> None:
    """It leads headline and answer; for another asset it is not told."""
    snapshot = {**QUIET, "events": [EXPLOIT]}
    assessment, told = tell(snapshot, focus="SOL")
    prove(told, snapshot)
    assert assessment.drivers[0].id == "security_incident"
    assert assessment.drivers[0].explains
    assert "security" in told.headline
    assert EXPLOIT["title"] in told.answer
    _, other = tell(snapshot, focus="ETH")
    assert EXPLOIT["title"] not in other.text


def test_an_asset_that_rose_is_not_falling(tell: Tell, prove: Prove) -> None:
    """Whatever the market did, which is told beside it and not as that of the asset."""
    _, told = tell(FALL, focus="SOL")
    prove(told, FALL)
    assert told.headline.startswith("Solana is not falling: it ")
    assert told.answer.startswith("Solana is not falling: it ")
    assert ", while the crypto market " in told.answer
    assert "5.1%" in told.answer
    assert "arket as a whole" in told.answer
    assert "better than bitcoin" in told.text
    assert "it moved on its own" in told.text
    assert "profit taking" not in told.text


def test_an_asset_that_rose_with_the_market_is_said_to(tell: Tell) -> None:
    """Above its comparison with the others."""
    rise = {"as_of": FALL["as_of"], "assets": {"BTC": {"change_24h_pct": 3.0}}}
    _, told = tell(altered(rise, "SOL", 4.0), focus="SOL")
    assert "Solana is not falling" in told.answer
    assert "it moved with the market" in told.text


def test_bitcoin_is_compared_with_the_market_only(tell: Tell) -> None:
    """Not with itself, and it is said to move neither with the market nor on its own."""
    _, told = tell(FALL, focus="BTC")
    assert "than the crypto market" in told.text
    assert "than bitcoin and" not in told.text
    assert "with the market" not in told.text
    assert "of its own" not in told.text


def test_bitcoin_gets_the_drivers_of_the_market(tell: Tell) -> None:
    """What makes a driver fire for the market makes it fire for bitcoin, where no altcoin did."""
    market, _ = tell(FALL)
    bitcoin, _ = tell(FALL, focus="BTC")
    fired = [
        {one.id for one in found.drivers if one.status == "fired"} for found in (market, bitcoin)
    ]
    assert fired[0] == fired[1]


def test_a_stablecoin_is_compared_with_nothing(tell: Tell) -> None:
    """It is meant to keep its price, so it neither beat bitcoin nor moved with the market."""
    _, told = tell(FALL, focus="USDC")
    assert told.answer.startswith("USDC is not falling")
    assert "percentage point" not in told.answer
    assert "fared" not in told.text


def test_without_a_change_it_is_not_known_which_way_the_asset_went(tell: Tell) -> None:
    """The words are about the asset, not about the market, whose fall is known."""
    snapshot = {**FALL, "assets": {**FALL["assets"], "ETH": {"price_usd": 3000.0}}}
    _, told = tell(snapshot, focus="ETH")
    assert told.headline == "Figures do not show which way ether went"


def test_what_names_other_assets_only_is_told_last_and_hedged(tell: Tell) -> None:
    """A level that bitcoin lost says less about ether than what touches the whole market."""
    assessment, told = tell(FALL, focus="ETH")
    fired = [one.id for one in assessment.drivers if one.status == "fired"]
    assert fired[-1] == "technical_breakdown"
    spoken = [claim.rule.partition("@")[0] for claim in told.claims]
    order = [name for name in dict.fromkeys(spoken) if name in fired]
    assert order[-1] == "technical_breakdown"
    sentence = next(one.text for one in told.claims if one.rule.startswith("technical_breakdown"))
    assert " may " in sentence


def test_a_figure_of_bitcoin_is_never_added_to_a_sentence_on_ether(
    tell: Tell, prove: Prove
) -> None:
    """An addition names no asset, so the reader would take it for ether's."""
    etf = {
        "BTC": {"net_flow_usd": -577.7e6, "session_date": "2025-11-04"},
        "ETH": {
            "net_flow_usd": -219e6,
            "session_date": "2025-11-04",
            "outflow_streak_days": 5,
        },
    }
    snapshot = {**FALL, "etf": etf}
    _, told = tell(snapshot, focus="ETH")
    prove(told, snapshot)
    assert "ether ETFs saw $219 million" in told.answer
    for claim in told.claims:
        if "$577.7 million" in claim.text and claim.rule.startswith("etf_outflows"):
            assert "bitcoin ETFs saw $577.7 million" in claim.text
