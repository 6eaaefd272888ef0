"""CoinPaprika and CoinLore: the market as a whole, where CoinGecko does not tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import coinlore, coinpaprika
from explainer.providers.nouns import Totals

NOW = datetime(2025, 4, 7, 11, 30, tzinfo=UTC)
PAPRIKA_PATH = "/coinpaprika/v1/global"
LORE_PATH = "/coinlore/api/global/"
PAPRIKA = {
    "market_cap_usd": 2457123456789,
    "volume_24h_usd": 190123456789,
    "bitcoin_dominance_percentage": 61.87,
    "cryptocurrencies_number": 11_000,
    "market_cap_change_24h": -9.21,
    "volume_24h_change_24h": 210.4,
    "last_updated": 1744025333,
}
LORE = {
    "coins_count": 14_000,
    "total_mcap": 2431000000000.5,
    "total_volume": 201000000000.25,
    "btc_d": "62.10",
    "mcap_change": "-9.80",
    "volume_change": "120.5",
}


def test_coinpaprika_tells_when_it_counted() -> None:
    """Its figures are numbers, with the time of their last change."""
    told = ask(coinpaprika.totals, {PAPRIKA_PATH: PAPRIKA}, NOW)
    assert told.figures == Totals(
        total_cap_usd=2457123456789.0,
        change_24h_pct=-9.21,
        volume_24h_usd=190123456789.0,
        btc_dominance_pct=61.87,
    )
    assert told.observed_at == datetime(2025, 4, 7, 11, 28, 53, tzinfo=UTC)


def test_coinlore_writes_shares_as_text() -> None:
    """Its one row has no time, so that of fetching is told."""
    told = ask(coinlore.totals, {LORE_PATH: [LORE]}, NOW)
    assert told.figures == Totals(
        total_cap_usd=2431000000000.5,
        change_24h_pct=-9.8,
        volume_24h_usd=201000000000.25,
        btc_dominance_pct=62.1,
    )
    assert told.observed_at == NOW


def test_what_is_null_or_no_number_stays_unknown() -> None:
    """Missing is not zero."""
    paprika = ask(coinpaprika.totals, {PAPRIKA_PATH: {**PAPRIKA, "volume_24h_usd": None}}, NOW)
    assert paprika.figures.volume_24h_usd is None
    lore = ask(coinlore.totals, {LORE_PATH: [{**LORE, "mcap_change": "-", "btc_d": ""}]}, NOW)
    assert (lore.figures.change_24h_pct, lore.figures.btc_dominance_pct) == (None, None)


@pytest.mark.parametrize("cap", [None, 0, -5])
def test_market_without_a_value_is_none(cap: Any) -> None:
    """A total of zero is a failure of the source."""
    with pytest.raises(ProviderEmpty):
        ask(coinpaprika.totals, {PAPRIKA_PATH: {**PAPRIKA, "market_cap_usd": cap}}, NOW)
    with pytest.raises(ProviderEmpty):
        ask(coinlore.totals, {LORE_PATH: [{**LORE, "total_mcap": cap}]}, NOW)


def test_no_row_is_no_total() -> None:
    """An empty list says nothing."""
    with pytest.raises(ProviderEmpty):
        ask(coinlore.totals, {LORE_PATH: []}, NOW)


def test_error_inside_a_good_status_has_its_name() -> None:
    """CoinPaprika says in the body what went wrong."""
    with pytest.raises(ProviderRefused):
        ask(coinpaprika.totals, {PAPRIKA_PATH: {"error": "payment required"}}, NOW)


def test_time_that_cannot_be_is_a_changed_shape() -> None:
    """Milliseconds where seconds are due would be the year 57235."""
    body = {**PAPRIKA, "last_updated": 1744025333000}
    with pytest.raises(ProviderShapeError, match="last_updated"):
        ask(coinpaprika.totals, {PAPRIKA_PATH: body}, NOW)
