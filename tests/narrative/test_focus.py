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
    },
    "derivatives": {"liquidations_24h_usd": 2.1e9, "long_share_pct": 80.0},
}


def test_the_asset_leads_headline_and_answer(tell: Tell, prove: Prove) -> None:
    """With its own change, and with how far it lay behind bitcoin and the market."""
    _, told = tell(FALL, focus="ETH")
    prove(told, FALL)
    assert told.headline.startswith("Ether ")
    assert told.answer.startswith("Ether ")
    assert "8.3%" in told.answer
    assert (
        "Ether did 2.4 percentage points worse than bitcoin and 3.2 percentage points worse than "
        "the crypto market"
    ) in told.text


@pytest.mark.parametrize(
    ("change", "said"),
    [(-8.3, "it moved on its own"), (-5.2, "it moved with the market")],
)
def test_it_is_said_whether_it_moved_with_the_market(tell: Tell, change: float, said: str) -> None:
    """By the scope of its move."""
    snapshot = {**FALL, "assets": {**FALL["assets"], "ETH": {"change_24h_pct": change}}}
    _, told = tell(snapshot, focus="ETH")
    assert said in told.text


def test_an_asset_that_rose_is_not_falling(tell: Tell, prove: Prove) -> None:
    """Whatever the market did."""
    _, told = tell(FALL, focus="SOL")
    prove(told, FALL)
    assert "not falling: Solana" in told.answer
    assert "better than bitcoin" in told.text


def test_bitcoin_is_compared_with_the_market_only(tell: Tell) -> None:
    """Not with itself."""
    _, told = tell(FALL, focus="BTC")
    assert "than the crypto market" in told.text
    assert "than bitcoin and" not in told.text


def test_what_names_other_assets_only_is_told_last(tell: Tell) -> None:
    """A level that bitcoin lost says less about ether than what touches the whole market."""
    assessment, told = tell(FALL, focus="ETH")
    fired = [one.id for one in assessment.drivers if one.status == "fired"]
    assert "technical_breakdown" in fired
    spoken = [claim.rule.partition("@")[0] for claim in told.claims]
    order = [name for name in dict.fromkeys(spoken) if name in fired]
    assert order[-1] == "technical_breakdown"
