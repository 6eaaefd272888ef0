from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBlocked, ProviderEmpty, ProviderShapeError
from explainer.providers import coinbase

NOW = datetime(2026, 4, 7, 10, 45, tzinfo=UTC)
PRODUCTS = "/coinbase/products"
TICKER = {"time": "2026-04-07T10:44:58.662782Z", "price": "68923.67", "size": "0.01"}
STATS = {
    "open": "70330",
    "high": "70500.5",
    "low": "68100.01",
    "last": "68923.4",
    "volume": "10000",
    "volume_30day": "290000.1",
}
WEEK_AGO = [
    # newest first: start, low, high, open, close, volume
    [1774954800, 71500, 72500, 71796, 72400, 300.1],
    [1774951200, 71000, 72000, 71500, 71796, 280.5],
]


def day(text: str, low: float, high: float, opened: float, close: float) -> list[float]:
    """A row of one day."""
    starts = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return [int(starts.timestamp()), low, high, opened, close, 1000.5]


DAYS = [
    day("2026-04-07", 68000, 71000, 70000, 68900),
    day("2026-04-06", 69000, 72000, 71000, 70000),
    day("2026-04-05", 70000, 73000, 72500, 71000),
]


def answers(**changed: Any) -> Mapping[str, Any]:
    """A healthy bitcoin market, and no other."""
    return {
        f"{PRODUCTS}/BTC-USD/ticker": TICKER,
        f"{PRODUCTS}/BTC-USD/stats": STATS,
        f"{PRODUCTS}/BTC-USD/candles?granularity=3600": WEEK_AGO,
        **{f"{PRODUCTS}/BTC-USD/{name}": body for name, body in changed.items()},
    }


def test_price_is_told_with_its_changes() -> None:
    """The day's change is from its open of 24 hours ago, the week's from the full hour then."""
    told = ask(coinbase.prices, answers(), NOW)
    price = told.figures["BTC"]
    assert price.price_usd == 68923.4
    assert price.change_24h_pct == pytest.approx(-2.0)  # 68,923.4 after 70,330
    assert price.change_7d_pct == pytest.approx(-4.0011, abs=1e-4)  # after 71,796 at 11:00
    assert price.volume_24h_usd is None  # its own 10,000 coins are one venue's
    assert (price.low_24h_usd, price.high_24h_usd) == (68100.01, 70500.5)
    assert price.change_1h_pct is None
    assert told.observed_at == datetime(2026, 4, 7, 10, 44, 58, 662782, UTC)


def test_calls_stay_within_what_it_allows_at_once() -> None:
    """Fifteen calls at a time are allowed; all coins take no more."""
    with SmallMirror(answers()) as mirror:
        ask_mirror(coinbase.prices, mirror, NOW)
    assert len(mirror.asked) <= 15


def test_week_without_trades_leaves_the_week_out() -> None:
    """An hour in which nothing traded has no candle."""
    answer = {**answers(), f"{PRODUCTS}/BTC-USD/candles?granularity=3600": []}
    price = ask(coinbase.prices, answer, NOW).figures["BTC"]
    assert price.change_7d_pct is None
    assert price.change_24h_pct == pytest.approx(-2.0)


def test_other_coins_do_not_stand_in_for_bitcoin() -> None:
    """Ether alone is no answer."""
    answer = {
        f"{PRODUCTS}/BTC-USD/ticker": TICKER,
        f"{PRODUCTS}/BTC-USD/stats": {**STATS, "last": "0"},
        f"{PRODUCTS}/ETH-USD/stats": {**STATS, "last": "1600"},
    }
    with pytest.raises(ProviderEmpty, match="bitcoin"):
        ask(coinbase.prices, answer, NOW)


def test_figures_that_are_missing_stay_missing() -> None:
    """Without an open there is no change."""
    price = ask(coinbase.prices, answers(stats={"last": "68923.4"}), NOW).figures["BTC"]
    assert (price.change_24h_pct, price.low_24h_usd, price.high_24h_usd) == (None, None, None)


def test_time_without_an_offset_is_a_changed_shape() -> None:
    """A time that could be of any zone is refused by name."""
    with pytest.raises(ProviderShapeError, match="timezone"):
        ask(coinbase.prices, answers(ticker={"time": "2026-04-07T10:44:58"}), NOW)


def test_days_are_read_in_its_own_order_of_columns() -> None:
    """Newest first, low before high before open; the day that is not over is dropped."""
    told = ask(coinbase.candles_btc, answers(candles=DAYS), NOW)
    assert [candle.day for candle in told.figures] == [date(2026, 4, 5), date(2026, 4, 6)]
    newest = told.figures[-1]
    assert (newest.open, newest.high, newest.low, newest.close) == (71000, 72000, 69000, 70000)
    assert newest.volume == 1000.5
    assert told.observed_at == datetime(2026, 4, 7, tzinfo=UTC)


def test_ether_has_days_of_its_own() -> None:
    """The other coin is another market."""
    told = ask(coinbase.candles_eth, {f"{PRODUCTS}/ETH-USD/candles": DAYS}, NOW)
    assert len(told.figures) == 2


@pytest.mark.parametrize("row", [[1775347200, 1, 2], [], [1775347200, 1, 2, 1, 2]])
def test_row_that_lacks_columns_is_a_changed_shape(row: Any) -> None:
    """A row cut short is refused, not guessed at."""
    with pytest.raises(ProviderShapeError, match="columns"):
        ask(coinbase.candles_btc, answers(candles=[*DAYS, row]), NOW)


def test_more_columns_are_not_read() -> None:
    """A source that adds a column changes nothing."""
    told = ask(coinbase.candles_btc, answers(candles=[[*row, 7] for row in DAYS]), NOW)
    assert told.figures[-1].close == 70000


def test_book_is_measured_within_a_percent_of_its_middle() -> None:
    """The book of a recorded moment: what lies beyond 1% does not count."""
    book = {
        "bids": [["68923.66", "0.17189468", 3], ["68923", "0.05795895", 1], ["60000", "9", 1]],
        "asks": [["68923.67", "0.16987193", 2], ["68926", "0.058", 1], ["80000", "9", 1]],
        "time": "2026-04-07T00:28:59.662782Z",
    }
    told = ask(coinbase.depth, answers(book=book), NOW)
    # 11,847.61 + 3,994.70 bid, and 11,708.20 + 3,997.71 asked
    assert told.figures.within_1pct_usd == pytest.approx(31_548.22, abs=0.02)
    assert told.figures.spread_bp == pytest.approx(0.001450880372, rel=1e-6)
    assert told.observed_at == datetime(2026, 4, 7, 0, 28, 59, 662782, UTC)


def test_error_page_is_no_price() -> None:
    """Its errors are objects with a message where a list is due."""
    with pytest.raises(ProviderShapeError, match="array"):
        ask(coinbase.candles_btc, answers(candles={"message": "NotFound"}), NOW)


def test_blocked_is_blocked() -> None:
    """Where it may not serve us, it says so by a status."""
    answer = {f"{PRODUCTS}/BTC-USD/ticker": Page(status=451, body=b"{}")}
    with pytest.raises(ProviderBlocked, match="451"):
        ask(coinbase.prices, answer, NOW)
