from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, Query, ask

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderEmpty,
    ProviderRefused,
    ProviderShapeError,
)
from explainer.providers import bybit

NOW = datetime(2026, 9, 8, 23, 15, tzinfo=UTC)
TIME = 1788909273627
TICKERS, HISTORY = "/bybit/v5/market/tickers", "/bybit/v5/market/open-interest"


def tickers(**others: Any) -> Any:
    """The ticker of the pair that is asked for: 1,000 coins, told of both sides as 2,000."""

    def answer(query: Query) -> Any:
        row = {
            "symbol": query["symbol"],
            "markPrice": "80000",
            "prevPrice24h": "81000",
            "openInterest": "2000",
            "singleOpenInterest": "1000",
            "fundingRate": "0.0001",
            "fundingIntervalHour": "8",
            **others,
        }
        return {"retCode": 0, "result": {"list": [row]}, "time": TIME}

    return answer


def history(*coins: Any) -> dict[str, Any]:
    """Hours of what is open, counted once, the newest first."""
    rows = [
        {
            "openInterest": "9999",
            "singleOpenInterest": amount,
            "timestamp": str(TIME - 3_600_000 * back),
        }
        for back, amount in enumerate(coins)
    ]
    return {"retCode": 0, "result": {"symbol": "BTCUSDT", "list": rows}}


def test_each_contract_is_counted_once() -> None:
    """What Bybit calls open interest counts both sides; a day before has its own price."""
    hours = history(*["990"] * 24, "900")
    bitcoin, ether = ask(bybit.open_interest, {TICKERS: tickers(), HISTORY: hours}, NOW).figures
    assert (bitcoin.now_usd, bitcoin.coins) == (80_000_000.0, 1000.0)
    assert bitcoin.before_usd == 900 * 81_000
    assert ether.asset == "ETH"


@pytest.mark.parametrize(
    ("hours", "others"),
    [(["990"] * 20, {}), (["990"] * 24 + [""], {}), (["990"] * 25, {"prevPrice24h": ""})],
    ids=["short", "missing", "no price"],
)
def test_day_before_that_is_not_known_is_none(hours: list[Any], others: dict[str, str]) -> None:
    """Without either the coins or the price of a day before there is no change."""
    answers = {TICKERS: tickers(**others), HISTORY: history(*hours)}
    assert ask(bybit.open_interest, answers, NOW).figures[0].before_usd is None


@pytest.mark.parametrize("amount", ["", None])
def test_both_sides_are_never_taken_for_one(amount: Any) -> None:
    """Without the single count it is not known what the other one counts."""
    answers = {TICKERS: tickers(singleOpenInterest=amount), HISTORY: history()}
    with pytest.raises(ProviderShapeError, match="counted once"):
        ask(bybit.open_interest, answers, NOW)


@pytest.mark.parametrize(("hours", "pct"), [("8", 0.01), ("4", 0.02), (1, 0.08)])
def test_funding_is_brought_to_eight_hours(hours: Any, pct: float) -> None:
    """It states its interval, as text or as a number."""
    told = ask(bybit.funding, {TICKERS: tickers(fundingIntervalHour=hours)}, NOW)
    assert told.figures.rate_8h_pct == pytest.approx(pct)
    assert told.observed_at == datetime(2026, 9, 8, 23, 14, 33, 627000, UTC)


@pytest.mark.parametrize("others", [{"fundingRate": ""}, {"fundingIntervalHour": ""}], ids=str)
def test_rate_without_an_interval_is_no_rate(others: dict[str, str]) -> None:
    """No interval is assumed."""
    with pytest.raises(ProviderShapeError, match="funding"):
        ask(bybit.funding, {TICKERS: tickers(**others)}, NOW)


@pytest.mark.parametrize(
    ("code", "error"), [(10006, ProviderBusy), (10001, ProviderRefused), (10024, ProviderRefused)]
)
def test_error_inside_a_good_status_is_an_error(code: int, error: type[Exception]) -> None:
    """Which no it is tells whether to come back."""
    body = {"retCode": code, "retMsg": "no", "result": {}, "time": TIME}
    with pytest.raises(error, match=str(code)):
        ask(bybit.funding, {TICKERS: body}, NOW)


def test_country_block_is_a_block() -> None:
    """A page of the network before it says so with a status."""
    page = Page(body=b"<html>The Amazon CloudFront distribution</html>", status=403)
    with pytest.raises(ProviderBlocked, match="403"):
        ask(bybit.funding, {TICKERS: page}, NOW)


def test_pair_that_is_not_there_is_not_another() -> None:
    """An empty list is no ticker."""
    body = {"retCode": 0, "result": {"list": []}, "time": TIME}
    with pytest.raises(ProviderEmpty, match="BTCUSDT"):
        ask(bybit.funding, {TICKERS: body}, NOW)
