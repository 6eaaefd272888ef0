from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBlocked, ProviderEmpty, ProviderShapeError
from explainer.providers import binance

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
KLINES = "/binance/api/v3/klines"
HISTORY = "/binance/futures/data/openInterestHist"
PREMIUM, SETTLED = "/binance/fapi/v1/premiumIndex", "/binance/fapi/v1/fundingRate"
FUTURES_BOOK, SPOT_BOOK = "/binance/fapi/v1/depth", "/binance/api/v3/depth"
MIDNIGHT, DAY, HOUR = 1788825600000, 86_400_000, 3_600_000


def kline(starts: int) -> list[Any]:
    """A day as Binance sends it."""
    return [starts, "1000", "1100", "900", "1050", "5", starts + DAY - 1, "5000", 9, "2", "2", "0"]


def test_last_candle_is_not_over() -> None:
    """The day under way comes with the others, and is left out by the clock."""
    rows = [kline(MIDNIGHT - DAY), kline(MIDNIGHT)]
    with SmallMirror({KLINES: rows}) as mirror:
        told = ask_mirror(binance.candles_eth, mirror, NOW)
    assert [each.day for each in told.figures] == [date(2026, 9, 7)]
    assert mirror.asked[0][1]["symbol"] == "ETHUSDT"


def hour(back: int, usd: Any, pair: str = "BTCUSDT") -> dict[str, Any]:
    """One hour of open interest, so many before 23:00."""
    at = MIDNIGHT + 23 * HOUR - back * HOUR
    coins = "1000.5"
    return {
        "symbol": pair,
        "sumOpenInterest": coins,
        "sumOpenInterestValue": usd,
        "timestamp": at,
    }


def test_open_interest_is_of_the_pair_that_was_asked_for() -> None:
    """A cache that ignores what is asked for does not make ether of bitcoin."""
    rows = [hour(24, "79000000"), hour(1, None), hour(0, "80000000")]
    told = ask(binance.open_interest, {HISTORY: rows}, NOW)
    (bitcoin,) = told.figures
    assert (bitcoin.now_usd, bitcoin.before_usd, bitcoin.coins) == (8e7, 7.9e7, 1000.5)
    assert told.observed_at == datetime(2026, 9, 8, 23, tzinfo=UTC)
    with pytest.raises(ProviderEmpty, match="no hour"):
        ask(binance.open_interest, {HISTORY: [hour(0, "")]}, NOW)


@pytest.mark.parametrize(
    ("between", "pct"), [(8 * HOUR - 3, 0.01), (8 * HOUR + 9, 0.01), (4 * HOUR + 1, 0.02)]
)
def test_interval_is_the_time_between_settlements(between: int, pct: float) -> None:
    """Their times are off by some milliseconds, and not every market is settled every 8 hours."""
    answers = {
        PREMIUM: {"lastFundingRate": "0.0001", "time": MIDNIGHT},
        SETTLED: [{"fundingTime": MIDNIGHT - between}, {"fundingTime": MIDNIGHT}],
    }
    assert ask(binance.funding, answers, NOW).figures.rate_8h_pct == pytest.approx(pct)


def test_rate_without_an_interval_is_no_rate() -> None:
    """No interval is assumed."""
    answers = {
        PREMIUM: {"lastFundingRate": "0.0001", "time": MIDNIGHT},
        SETTLED: [{"fundingTime": MIDNIGHT}],
    }
    with pytest.raises(ProviderEmpty, match="how often"):
        ask(binance.funding, answers, NOW)
    answers[PREMIUM] = {"lastFundingRate": "", "time": MIDNIGHT}
    answers[SETTLED] = [{"fundingTime": MIDNIGHT - 8 * HOUR}, {"fundingTime": MIDNIGHT}]
    with pytest.raises(ProviderShapeError, match="funding rate"):
        ask(binance.funding, answers, NOW)


def book(levels: int, step: float) -> dict[str, Any]:
    """A book around 80,000 with a coin on each level."""
    return {
        "lastUpdateId": 1,
        "bids": [[str(80_000 - step * (place + 1)), "1"] for place in range(levels)],
        "asks": [[str(80_000 + step * (place + 1)), "1"] for place in range(levels)],
    }


def test_book_of_futures_that_is_too_short_gives_way_to_that_of_coins() -> None:
    """1,000 levels of ten cents end at 0.13%."""
    told = ask(binance.depth, {FUTURES_BOOK: book(1000, 0.1), SPOT_BOOK: book(2000, 1.0)}, NOW)
    assert told.figures.within_1pct_usd == pytest.approx(2 * 800 * 80_000)
    with pytest.raises(ProviderEmpty, match="before 1%"):
        ask(binance.depth, {FUTURES_BOOK: book(1000, 0.1), SPOT_BOOK: book(5000, 0.1)}, NOW)


@pytest.mark.parametrize("status", [451, 418, 403])
def test_block_is_a_block(status: int) -> None:
    """Where it does not serve a country, it is left alone."""
    body = b'{"code": 0, "msg": "Service unavailable from a restricted location"}'
    with pytest.raises(ProviderBlocked, match=str(status)):
        ask(binance.candles_btc, {KLINES: Page(body=body, status=status)}, NOW)
