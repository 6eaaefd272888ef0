from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.providers.small_mirror import SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers import coingecko

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
MARKETS = "/coingecko/api/v3/coins/markets"
GLOBAL = "/coingecko/api/v3/global"


def coin(name: str, price: Any, updated: str = "2026-09-08T23:13:05.120Z", **more: Any) -> Any:
    """A row of a coin; figures that are not given are null."""
    return {"id": name, "current_price": price, "last_updated": updated, "roi": None, **more}


def test_null_figures_are_left_out() -> None:
    """A change that is null is not known, and never zero."""
    row = coin("bitcoin", 60_000, price_change_percentage_24h_in_currency=None, ath=None)
    price = ask(coingecko.prices, {MARKETS: [row]}, NOW).figures["BTC"]
    assert price.change_24h_pct is None
    assert price.all_time_high_usd is None


def test_rows_that_say_nothing_are_left_out() -> None:
    """Null rows, coins without a price or a time, and coins nobody asked for are no prices."""
    rows = [
        None,
        coin("bitcoin", 60_000),
        coin("ethereum", None),
        coin("solana", 0),
        {"id": "ripple", "current_price": 0.5, "last_updated": None},
        coin("a-new-coin", 1),
    ]
    assert list(ask(coingecko.prices, {MARKETS: rows}, NOW).figures) == ["BTC"]


def test_coin_that_is_frozen_does_not_age_the_others() -> None:
    """A coin whose market stopped an hour ago is left out, and the time is that of the rest."""
    rows = [coin("bitcoin", 60_000), coin("cardano", 0.5, "2026-09-08T22:10:00Z")]
    told = ask(coingecko.prices, {MARKETS: rows}, NOW)
    assert list(told.figures) == ["BTC"]
    assert told.observed_at == datetime(2026, 9, 8, 23, 13, 5, 120_000, UTC)


def test_without_bitcoin_another_source_is_due() -> None:
    """Prices of other coins alone explain no market."""
    with pytest.raises(ProviderEmpty, match="bitcoin"):
        ask(coingecko.prices, {MARKETS: [coin("ethereum", 1_600)]}, NOW)


def test_price_beyond_the_range_widens_it() -> None:
    """Ranges and records are renewed later than prices; the price cannot lie outside them."""
    row = coin("bitcoin", 59_000, low_24h=59_500, high_24h=62_000, ath=50_000)
    price = ask(coingecko.prices, {MARKETS: [row]}, NOW).figures["BTC"]
    assert (price.low_24h_usd, price.high_24h_usd) == (59_000, 62_000)
    assert price.all_time_high_usd == 59_000


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"status": {"error_code": 429, "error_message": "Too many"}}, ProviderBusy),
        ({"status": {"error_code": 10012, "error_message": "365 days"}}, ProviderRefused),
        ({"error": "coin not found"}, ProviderRefused),
    ],
)
def test_error_inside_a_good_status_has_its_name(body: Any, error: type[Exception]) -> None:
    """What it says with status 200 is no price."""
    with pytest.raises(error):
        ask(coingecko.prices, {MARKETS: body}, NOW)


def test_total_in_other_currencies_alone_is_none() -> None:
    """A total of 2.5 trillion is only one in dollars."""
    data = {
        "total_market_cap": {"idr": 4.27e16},
        "total_volume": {},
        "market_cap_percentage": {},
        "updated_at": 1_788_909_200,
    }
    with pytest.raises(ProviderEmpty, match="US dollars"):
        ask(coingecko.totals, {GLOBAL: {"data": data}}, NOW)


def chart(now_usd: float, week_ago_usd: float) -> Any:
    """A point an hour over eight days: as much as a week ago until yesterday."""
    hours = [NOW - timedelta(days=8) + timedelta(hours=hour) for hour in range(193)]
    caps = [week_ago_usd] * 170 + [now_usd] * 23
    points = zip(hours, caps, strict=True)
    return {"market_caps": [[int(hour.timestamp() * 1000), cap] for hour, cap in points]}


def test_stablecoins_are_the_two_largest() -> None:
    """Without DefiLlama the change of USDT and USDC stands for all; the points tell the time."""
    charts = {
        "/coingecko/api/v3/coins/tether/market_chart": chart(183e9, 185e9),
        "/coingecko/api/v3/coins/usd-coin/market_chart": chart(74e9, 75e9),
    }
    told = ask(coingecko.stablecoins, charts, NOW)
    assert (told.figures.total_usd, told.figures.week_ago_usd) == (257e9, 260e9)
    assert told.observed_at == NOW


def test_one_stablecoin_of_two_is_not_the_market() -> None:
    """A chart that is missing is not taken for nothing."""
    charts = {"/coingecko/api/v3/coins/tether/market_chart": chart(183e9, 185e9)}
    with pytest.raises(ProviderEmpty, match="two largest"):
        ask(coingecko.stablecoins, charts, NOW)


def test_changes_come_only_if_asked_for() -> None:
    """All four changes are asked for: without that the fields do not exist."""
    with SmallMirror({MARKETS: [coin("bitcoin", 60_000)]}) as mirror:
        ask_mirror(coingecko.prices, mirror, NOW)
    assert mirror.asked[0][1]["price_change_percentage"] == "1h,24h,7d,30d"
