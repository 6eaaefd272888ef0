from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.providers.small_mirror import Query, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderEmpty
from explainer.providers import okx

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
TODAY = datetime(2026, 9, 8, tzinfo=UTC)
CANDLES = "/okx/api/v5/market/history-candles"
TICKERS = "/okx/api/v5/market/tickers"
BOOKS = "/okx/api/v5/market/books"
DAY_MS = 86_400_000


def ok(*data: Any) -> dict[str, Any]:
    """A good answer."""
    return {"code": "0", "msg": "", "data": list(data)}


def candle(starts: int, confirm: str = "1") -> list[str]:
    """A day of 1,000 to 1,100."""
    return [str(starts), "1000", "1100", "900", "1050", "5", "5000", "5000", confirm]


def history(query: Query) -> Any:
    """The hundred days before `after`, the newest first, for ever."""
    after = int(query["after"])
    return ok(*[candle(after - DAY_MS * back) for back in range(1, 101)])


def test_candles_are_utc_days_from_three_pages() -> None:
    """Enough days for an average over 200 of them, none of them twice."""
    with SmallMirror({CANDLES: history}) as mirror:
        told = ask_mirror(okx.candles_eth, mirror, NOW)
    assert len(told.figures) == 300
    assert told.figures[-1].day == date(2026, 9, 7)
    assert told.figures[0].day == date(2026, 9, 7) - timedelta(days=299)
    assert told.observed_at == TODAY
    assert {(query["instId"], query["bar"]) for _, query in mirror.asked} == {("ETH-USDT", "1Dutc")}


def test_candle_that_is_not_confirmed_is_left_out() -> None:
    """OKX's own word that a day is over counts beside the clock."""
    yesterday = int(TODAY.timestamp() * 1000) - DAY_MS
    body = ok(candle(yesterday, "0"), candle(yesterday - DAY_MS), [])
    told = ask(okx.candles_btc, {CANDLES: body}, NOW)
    assert [each.day for each in told.figures] == [date(2026, 9, 6)]


def ticker(pair: str, **others: Any) -> dict[str, Any]:
    """A ticker at 78,400, 2% below its price of a day before."""
    return {
        "instId": pair,
        "last": "78400",
        "open24h": "80000",
        "high24h": "80500",
        "low24h": "77500",
        "vol24h": "12000",
        "volCcy24h": "950000000",
        "ts": "1788909273627",
        **others,
    }


def test_prices_change_against_the_price_of_a_day_before() -> None:
    """One venue's volume is not the coin's; coins that nobody looks at are left out."""
    body = ok(ticker("BTC-USDT"), ticker("BTC-EUR"), ticker("PEPE-USDT"), ticker("USDC-USDT"))
    told = ask(okx.prices, {TICKERS: body}, NOW)
    assert list(told.figures) == ["BTC"]
    price = told.figures["BTC"]
    assert price.price_usd == 78_400
    assert price.change_24h_pct == pytest.approx(-2.0)
    assert (price.low_24h_usd, price.high_24h_usd) == (77_500, 80_500)
    assert price.volume_24h_usd is None
    assert told.observed_at == datetime(2026, 9, 8, 23, 14, 33, 627000, UTC)


def test_price_that_is_missing_is_left_out() -> None:
    """An empty text is no price, and a missing price of before no change."""
    body = ok(ticker("BTC-USDT", open24h=""), ticker("ETH-USDT", last=""))
    told = ask(okx.prices, {TICKERS: body}, NOW)
    assert list(told.figures) == ["BTC"]
    assert told.figures["BTC"].change_24h_pct is None
    with pytest.raises(ProviderEmpty, match="no price"):
        ask(okx.prices, {TICKERS: ok(ticker("ETH-USDT", last=None))}, NOW)


def book(levels: int, step: float) -> dict[str, Any]:
    """A book around 80,000 with a coin on each level."""
    sides = {
        "bids": [[str(80_000 - step * (place + 1)), "1", "0", "1"] for place in range(levels)],
        "asks": [[str(80_000 + step * (place + 1)), "1", "0", "1"] for place in range(levels)],
    }
    return ok({**sides, "ts": "1788909273627"})


def test_book_that_is_too_short_is_asked_for_whole() -> None:
    """400 levels of ten cents end at 0.05%; the whole book reaches further."""
    answers = {BOOKS: book(400, 0.1), f"{BOOKS}-full": book(2_000, 1.0)}
    told = ask(okx.depth, answers, NOW)
    assert told.figures.within_1pct_usd == pytest.approx(2 * 800 * 80_000)
    assert told.url.startswith("https://www.okx.com/api/v5/market/books-full")


def test_depth_that_is_not_known_is_not_told() -> None:
    """Where no book reaches 1% from the price, what is nearer is not taken for it."""
    answers = {BOOKS: book(400, 0.1), f"{BOOKS}-full": book(5_000, 0.1)}
    with pytest.raises(ProviderEmpty, match="before 1%"):
        ask(okx.depth, answers, NOW)
    with pytest.raises(ProviderEmpty, match="no book"):
        ask(okx.depth, {BOOKS: ok()}, NOW)
