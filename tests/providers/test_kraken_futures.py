from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import kraken_futures

NOW = datetime(2026, 9, 18, 12, tzinfo=UTC)
PATH = "/kraken_futures/derivatives/api/v3/tickers"


def tickers(*rows: Any) -> dict[str, Any]:
    """A good answer."""
    return {"result": "success", "tickers": list(rows), "serverTime": "2026-09-18T12:00:00.000Z"}


def ticker(symbol: str = "PF_XBTUSD", **others: Any) -> dict[str, Any]:
    """A perpetual that takes 0.779 dollars an hour at a price of 77,000."""
    figures = {"fundingRate": 0.779, "markPrice": 77_000.0, "openInterest": 2_500.5}
    return {"symbol": symbol, "tag": "perpetual", **figures, **others}


def test_funding_in_dollars_is_divided_by_the_price() -> None:
    """0.779 dollars on 77,000 an hour are 0.0081% in eight hours."""
    told = ask(kraken_futures.funding, {PATH: tickers(ticker())}, NOW)
    assert told.figures.rate_8h_pct == pytest.approx(0.0080935065)


def test_contracts_are_coins() -> None:
    """Contracts of one coin each, at the price of the mark; others are not counted."""
    body = tickers(ticker(), ticker("PF_ETHUSD", markPrice=2_000), ticker("PI_XBTUSD"))
    told = ask(kraken_futures.open_interest, {PATH: body}, NOW)
    assert [(each.asset, each.coins, each.now_usd) for each in told.figures] == [
        ("BTC", 2_500.5, 192_538_500.0),
        ("ETH", 2_500.5, 5_001_000.0),
    ]


def test_missing_figures_are_no_zeros() -> None:
    """Null and absent fields are named, or left out."""
    body = tickers(ticker(openInterest=None), {"symbol": "PF_ETHUSD"}, {"symbol": "FI_XBTUSD"})
    with pytest.raises(ProviderEmpty, match="no open interest"):
        ask(kraken_futures.open_interest, {PATH: body}, NOW)
    with pytest.raises(ProviderShapeError, match="funding rate"):
        ask(kraken_futures.funding, {PATH: tickers(ticker(fundingRate=None))}, NOW)
    with pytest.raises(ProviderEmpty, match="not above zero"):
        ask(kraken_futures.funding, {PATH: tickers(ticker(markPrice=0))}, NOW)
    with pytest.raises(ProviderEmpty, match="no perpetual"):
        ask(kraken_futures.funding, {PATH: tickers()}, NOW)


@pytest.mark.parametrize(
    ("word", "error"), [("apiLimitExceeded", ProviderBusy), ("invalidArgument", ProviderRefused)]
)
def test_error_inside_a_good_status_is_an_error(word: str, error: type[Exception]) -> None:
    """Which no it is tells whether to come back."""
    with pytest.raises(error, match=word):
        ask(kraken_futures.funding, {PATH: {"result": "error", "error": word}}, NOW)
