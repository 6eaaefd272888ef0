from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers import hyperliquid

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
PATH = "/hyperliquid/info"


def markets(**by_name: Any) -> Any:
    """Names and figures in two lists, as Hyperliquid sends them."""
    names = [{"name": name, "szDecimals": 5, "isDelisted": False} for name in by_name]
    return [{"universe": names, "marginTables": []}, list(by_name.values())]


def market(**others: Any) -> dict[str, Any]:
    """One market; its mid price is null, as in dead ones."""
    figures = {"funding": "0.0000125", "openInterest": "100", "markPx": "2000", "midPx": None}
    return figures | others


def test_figures_belong_to_the_name_at_the_same_place() -> None:
    """Markets are not in any order."""
    body = markets(ETH=market(), DOGE=market(openInterest="7"), BTC=market(markPx="80000"))
    told = ask(hyperliquid.open_interest, {PATH: body}, NOW)
    assert [(each.asset, each.now_usd, each.coins) for each in told.figures] == [
        ("BTC", 8_000_000.0, 100.0),
        ("ETH", 200_000.0, 100.0),
    ]
    assert told.observed_at == NOW


def test_funding_of_an_hour_is_brought_to_eight() -> None:
    """It is settled every hour."""
    told = ask(hyperliquid.funding, {PATH: markets(BTC=market())}, NOW)
    assert told.figures.rate_8h_pct == pytest.approx(0.01)


def test_missing_figures_are_left_out() -> None:
    """Null is no open interest of zero."""
    body = markets(BTC=market(openInterest=None), ETH=market())
    assert [each.asset for each in ask(hyperliquid.open_interest, {PATH: body}, NOW).figures] == [
        "ETH"
    ]
    with pytest.raises(ProviderEmpty, match="no open interest"):
        ask(hyperliquid.open_interest, {PATH: markets(BTC=market(markPx=""))}, NOW)
    with pytest.raises(ProviderShapeError, match="funding rate"):
        ask(hyperliquid.funding, {PATH: markets(BTC=market(funding=None))}, NOW)
    with pytest.raises(ProviderEmpty, match="no market of bitcoin"):
        ask(hyperliquid.funding, {PATH: markets(ETH=market())}, NOW)


def test_lists_of_two_lengths_cannot_be_joined() -> None:
    """With a name too many, every figure may be another market's."""
    body = markets(BTC=market(), ETH=market())
    body[1].pop()
    with pytest.raises(ProviderShapeError, match="as many figures as names"):
        ask(hyperliquid.open_interest, {PATH: body}, NOW)
