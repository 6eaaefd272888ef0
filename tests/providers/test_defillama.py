from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderEmpty
from explainer.providers import defillama
from explainer.providers.nouns import Stablecoins

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
PATH = "/defillama/stablecoins"


def asset(number: str, symbol: str, now: Any, week_ago: Any, peg: str = "peggedUSD") -> Any:
    """One coin; an amount that is None is not in its row."""
    return {
        "id": number,
        "symbol": symbol,
        "pegType": peg,
        "circulating": {} if now is None else {peg: now},
        "circulatingPrevWeek": {} if week_ago is None else {peg: week_ago},
    }


TETHER = asset("1", "USDT", 183e9, 180e9)
USD_COIN = asset("2", "USDC", 74e9, 75e9)


def stablecoins(*assets: Any) -> Stablecoins:
    """What is told where these coins are there beside the two largest."""
    return ask(
        defillama.stablecoins, {PATH: {"peggedAssets": [TETHER, USD_COIN, *assets]}}, NOW
    ).figures


def test_coins_with_one_symbol_are_both_counted() -> None:
    """Two coins are named USD1; their ids differ."""
    told = stablecoins(asset("262", "USD1", 4e9, 4e9), asset("301", "USD1", 1e9, 1e9))
    assert told == Stablecoins(total_usd=262e9, week_ago_usd=260e9)


def test_amounts_may_be_text() -> None:
    """A number in quotes is the number."""
    assert stablecoins(asset("5", "DAI", "4e9", "5000000000.5")) == Stablecoins(
        total_usd=261e9, week_ago_usd=260_000_000_000.5
    )


@pytest.mark.parametrize(
    "other",
    [
        asset("173", "BUIDL", 2.8e9, 2.7e9),
        asset("405", "USYC", 3e9, 1e9),
        asset("50", "EURC", 300e6, 290e6, "peggedEUR"),
        asset("9", "NEW", 5e9, None),
        asset("9", "GONE", None, 5e9),
        asset("9", "ODD", "-", "5e9"),
        asset("9", "ODD", -5e9, 5e9),
        None,
    ],
)
def test_what_is_not_known_twice_in_dollars_changes_nothing(other: Any) -> None:
    """Funds, other pegs, and coins that lack an amount neither come nor go."""
    assert stablecoins(other) == Stablecoins(total_usd=257e9, week_ago_usd=255e9)


def test_null_amounts_are_missing() -> None:
    """A field may be null as a whole."""
    row = {"id": "7", "symbol": "TUSD", "circulating": None}
    assert stablecoins(row) == Stablecoins(total_usd=257e9, week_ago_usd=255e9)


@pytest.mark.parametrize("assets", [[], [TETHER], [USD_COIN, asset("1", "USDT", 183e9, None)]])
def test_sum_without_the_two_largest_is_none(assets: list[Any]) -> None:
    """What is left would pass for a market that lost most of its dollars."""
    with pytest.raises(ProviderEmpty, match="USDT or USDC"):
        ask(defillama.stablecoins, {PATH: {"peggedAssets": assets}}, NOW)
