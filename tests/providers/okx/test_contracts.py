from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import ask

from explainer.errors import ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import okx

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
HOUR_MS = 3_600_000
NEWEST = int(datetime(2026, 9, 8, 23, tzinfo=UTC).timestamp() * 1000)
STATISTICS = "/okx/api/v5/rubik/stat/contracts/open-interest-volume"
SWAPS = "/okx/api/v5/public/open-interest"
RATE = "/okx/api/v5/public/funding-rate"


def ok(*data: Any) -> dict[str, Any]:
    """A good answer."""
    return {"code": "0", "msg": "", "data": list(data)}


def hours(first_usd: float, *, count: int = 26) -> dict[str, Any]:
    """Hours of open interest, the newest first, each a million below the one after it."""
    rows = [
        [str(NEWEST - HOUR_MS * back), str(first_usd - 1e6 * back), "9"] for back in range(count)
    ]
    return ok(*rows)


def swaps(**others: Any) -> dict[str, Any]:
    """What serves where the statistics do not: bitcoin's perpetual, its contract, its price."""
    row = {"instId": "BTC-USDT-SWAP", "oi": "3000000", "ts": str(NEWEST), **others}
    contract = {"instId": "BTC-USDT-SWAP", "ctVal": "0.01", "ctValCcy": "BTC"}
    price = {"instId": "BTC-USDT", "last": "78000", "ts": str(NEWEST)}
    return {
        SWAPS: ok(row, {"instId": "PEPE-USDT-SWAP", "oi": "1"}),
        "/okx/api/v5/public/instruments": ok(contract),
        "/okx/api/v5/market/tickers": ok(price),
    }


def test_open_interest_of_now_and_of_a_day_before_is_of_one_measure() -> None:
    """Both times come from the same row of hours, in dollars."""
    answers = {f"{STATISTICS}?ccy=BTC": hours(3e9), f"{STATISTICS}?ccy=ETH": hours(1e9)}
    told = ask(okx.open_interest, answers, NOW)
    bitcoin, ether = told.figures
    assert (bitcoin.asset, bitcoin.now_usd, bitcoin.before_usd) == ("BTC", 3e9, 3e9 - 24e6)
    assert (ether.asset, ether.now_usd, ether.before_usd) == ("ETH", 1e9, 1e9 - 24e6)
    assert told.observed_at == datetime(2026, 9, 8, 23, tzinfo=UTC)


def test_history_that_is_too_short_leaves_no_change() -> None:
    """With 24 hours the one of a day before is not among them."""
    told = ask(okx.open_interest, {f"{STATISTICS}?ccy=BTC": hours(3e9, count=24)}, NOW)
    assert [(each.asset, each.before_usd) for each in told.figures] == [("BTC", None)]


@pytest.mark.parametrize("cell", ["", None, "0", "-5", "NaN"])
def test_hour_without_a_figure_is_left_out(cell: Any) -> None:
    """The newest hour that has a figure is the one that counts."""
    body = hours(3e9)
    body["data"][0][1] = cell
    told = ask(okx.open_interest, {f"{STATISTICS}?ccy=BTC": body}, NOW)
    assert told.figures[0].now_usd == 3e9 - 1e6


def test_without_statistics_the_perpetuals_are_counted() -> None:
    """Contracts times coins times the price; of a day before nothing is known."""
    told = ask(okx.open_interest, swaps(), NOW)
    (bitcoin,) = told.figures
    assert bitcoin.coins == pytest.approx(30_000)
    assert bitcoin.now_usd == pytest.approx(30_000 * 78_000)
    assert bitcoin.before_usd is None


def test_dollars_that_okx_states_are_taken() -> None:
    """Its own amount in dollars needs no price."""
    served = swaps(oiUsd="2345678901.5")
    del served["/okx/api/v5/market/tickers"]
    told = ask(okx.open_interest, served, NOW)
    assert told.figures[0].now_usd == 2345678901.5


def test_failure_of_the_statistics_is_the_one_that_is_told() -> None:
    """Where neither way leads anywhere, the reader hears of the first."""
    refusal = {"code": "51000", "msg": "Parameter ccy error", "data": []}
    with pytest.raises(ProviderRefused, match="51000"):
        ask(okx.open_interest, {STATISTICS: refusal}, NOW)


def rate(**others: Any) -> dict[str, Any]:
    """A funding rate of 0.0001, settled at midnight and eight hours later."""
    return ok(
        {
            "instId": "BTC-USDT-SWAP",
            "fundingRate": "0.0001",
            "fundingTime": "1788912000000",
            "nextFundingTime": "1788940800000",
            "ts": "1788909273627",
            **others,
        }
    )


@pytest.mark.parametrize(
    ("next_time", "pct"),
    [("1788940800000", 0.01), ("1788926400000", 0.02), ("1788915600000", 0.08)],
)
def test_funding_is_brought_to_eight_hours(next_time: str, pct: float) -> None:
    """OKX shortens the interval when a market is one-sided; the rate is then of less time."""
    told = ask(okx.funding, {RATE: rate(nextFundingTime=next_time)}, NOW)
    assert told.figures.rate_8h_pct == pytest.approx(pct)
    assert told.observed_at == datetime(2026, 9, 8, 23, 14, 33, 627000, UTC)


@pytest.mark.parametrize(
    "others",
    [{"fundingRate": ""}, {"nextFundingTime": ""}, {"nextFundingTime": "1788912000000"}],
    ids=str,
)
def test_rate_without_an_interval_is_no_rate(others: dict[str, str]) -> None:
    """No interval is assumed."""
    with pytest.raises(ProviderShapeError, match="funding"):
        ask(okx.funding, {RATE: rate(**others)}, NOW)


def test_rate_of_another_contract_is_not_bitcoins() -> None:
    """What was asked for has to be what came."""
    with pytest.raises(ProviderEmpty, match="BTC-USDT-SWAP"):
        ask(okx.funding, {RATE: rate(instId="ETH-USDT-SWAP")}, NOW)
