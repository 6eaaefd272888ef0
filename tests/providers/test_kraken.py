from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.providers.small_mirror import Query, SmallMirror, ask, ask_mirror

from explainer.errors import (
    ProviderBusy,
    ProviderEmpty,
    ProviderFailed,
    ProviderRefused,
    ProviderShapeError,
)
from explainer.providers import kraken

NOW = datetime(2026, 6, 24, 15, 40, tzinfo=UTC)
TICKER = "/kraken/0/public/Ticker"
ROWS = "/kraken/0/public/OHLC"
DEPTH = "/kraken/0/public/Depth"


def ok(**result: Any) -> Mapping[str, Any]:
    """An answer without errors."""
    return {"error": [], "result": result}


def pair(last: str) -> Mapping[str, Any]:
    """A pair at that price; `o` is the price at midnight."""
    return {
        "c": [last, "0.51546911"],
        "v": ["1923.47876978", "2619.86024867"],
        "l": ["60600.0", "60515.4"],
        "h": ["62700.0", "63138.7"],
        "o": "62650.30000",
    }


def row(starts: datetime, close: str) -> list[Any]:
    """A row of one interval."""
    return [int(starts.timestamp()), "70000", "72000", "58000", close, "65000.1", "123.4", 99]


@pytest.mark.parametrize("name", ["XXBTZUSD", "XBTUSD", "XBT/USD", "BTC/USD"])
def test_bitcoin_has_many_names(name: str) -> None:
    """All names that it has had for bitcoin against the dollar are understood."""
    told = ask(kraken.last_prices, {TICKER: ok(**{name: pair("60520.0")})}, NOW)
    assert told.figures["BTC"].price_usd == 60520.0


@pytest.mark.parametrize("name", ["BTC/EUR", "XXBTZEUR", "XBTUSDT", "BTC/USDC", "WBTCUSD"])
def test_other_pairs_are_not_bitcoin_in_dollars(name: str) -> None:
    """A price in euros is no price in dollars."""
    with pytest.raises(ProviderEmpty, match="bitcoin"):
        ask(kraken.last_prices, {TICKER: ok(**{name: pair("53334.6")})}, NOW)


def test_range_is_of_24_hours_and_the_open_is_not() -> None:
    """The second of two figures is of 24 hours; midnight's price gives no change of a day."""
    price = ask(kraken.last_prices, {TICKER: ok(XXBTZUSD=pair("60520.0"))}, NOW).figures["BTC"]
    assert (price.low_24h_usd, price.high_24h_usd) == (60515.4, 63138.7)
    assert price.volume_24h_usd is None  # one venue's volume is not the coin's
    assert price.change_24h_pct is None


def test_changes_come_from_rows_of_quarter_hours() -> None:
    """An hour, a day and a week back are the closes that ended nearest to these moments."""
    # each ends a quarter of an hour after its start; nearest to 14:40 is the end at 14:45
    rows = [
        row(datetime(2026, 6, 17, 15, 30, tzinfo=UTC), "64000"),
        row(datetime(2026, 6, 23, 15, 30, tzinfo=UTC), "63000"),
        row(datetime(2026, 6, 24, 14, 15, tzinfo=UTC), "61500"),
        row(datetime(2026, 6, 24, 14, 30, tzinfo=UTC), "61000"),
        row(datetime(2026, 6, 24, 15, 30, tzinfo=UTC), "60520"),
    ]
    answers = {
        TICKER: ok(XXBTZUSD=pair("60520.0")),
        f"{ROWS}?interval=15": ok(XXBTZUSD=rows, last=1),
    }
    price = ask(kraken.prices, answers, NOW).figures["BTC"]
    assert price.change_1h_pct == pytest.approx(100 * (60520 / 61000 - 1))
    assert price.change_24h_pct == pytest.approx(100 * (60520 / 63000 - 1))
    assert price.change_7d_pct == pytest.approx(100 * (60520 / 64000 - 1))


def test_change_without_a_row_near_enough_is_not_known() -> None:
    """Half an hour off the moment is another moment."""
    rows = [row(datetime(2026, 6, 23, 14, 50, tzinfo=UTC), "63000")]
    answers = {TICKER: ok(XXBTZUSD=pair("60520.0")), ROWS: ok(XXBTZUSD=rows, last=1)}
    told = ask(kraken.prices, answers, NOW)
    assert told.figures["BTC"].change_24h_pct is None
    # the prices of a market that stood still since are as old as its rows
    assert told.observed_at == datetime(2026, 6, 23, 15, 5, tzinfo=UTC)


def test_prices_without_any_row_leave_it_to_another_source() -> None:
    """Prices alone tell of no fall."""
    answers = {TICKER: ok(XXBTZUSD=pair("60520.0")), ROWS: {"error": ["EService:Unavailable"]}}
    with pytest.raises(ProviderFailed, match="Unavailable"):
        ask(kraken.prices, answers, NOW)


def test_pair_that_it_no_longer_knows_costs_the_small_coins_alone() -> None:
    """Asked for many it refuses all; asked for those that lead it answers."""

    def ticker(query: Query) -> Any:
        if "DAIUSD" in query["pair"]:
            return {"error": ["EQuery:Unknown asset pair"]}
        return ok(XXBTZUSD=pair("60520.0"))

    rows = [row(NOW - timedelta(hours=24, minutes=15), "63000")]
    answers = {TICKER: ticker, ROWS: ok(XXBTZUSD=rows, last=1)}
    price = ask(kraken.prices, answers, NOW).figures["BTC"]
    assert price.change_24h_pct == pytest.approx(100 * (60520 / 63000 - 1))


def test_check_asks_for_bitcoin_alone() -> None:
    """What holds other sources to account should not fail for a small coin."""
    with SmallMirror({TICKER: ok(XXBTZUSD=pair("60520.0"))}) as mirror:
        assert list(ask_mirror(kraken.bitcoin_price, mirror, NOW).figures) == ["BTC"]
    assert mirror.asked == [(TICKER, {"pair": "XBTUSD"})]


def test_last_row_is_not_over() -> None:
    """The days are those before today; the average between close and volume is not read."""
    today = datetime(2026, 6, 24, tzinfo=UTC)
    rows = [row(today - timedelta(days=back), str(60000 + back)) for back in (2, 1, 0)]
    told = ask(kraken.candles_btc, {ROWS: ok(XXBTZUSD=rows, last=1782259200)}, NOW)
    assert [candle.day for candle in told.figures] == [date(2026, 6, 22), date(2026, 6, 23)]
    newest = told.figures[-1]
    assert (newest.open, newest.high, newest.low, newest.close) == (70000, 72000, 58000, 60001)
    assert newest.volume == 123.4
    assert told.observed_at == today


def test_ether_is_asked_for_by_its_own_pair() -> None:
    """The pair of the question comes back under another name."""
    rows = [row(datetime(2026, 6, 23, tzinfo=UTC), "60000")]
    with SmallMirror({ROWS: ok(XETHZUSD=rows, last=1)}) as mirror:
        told = ask_mirror(kraken.candles_eth, mirror, NOW)
    assert len(told.figures) == 1
    assert mirror.asked[0][1] == {"pair": "ETHUSD", "interval": "1440"}


@pytest.mark.parametrize("cells", [7, 3, 0])
def test_row_of_another_width_is_a_changed_shape(cells: int) -> None:
    """A row that lost a column would be read as other figures; one that gained some is fine."""
    whole = row(datetime(2026, 6, 23, tzinfo=UTC), "60000")
    assert ask(kraken.candles_btc, {ROWS: ok(XXBTZUSD=[[*whole, "new"]], last=1)}, NOW).figures
    with pytest.raises(ProviderShapeError, match="columns"):
        ask(kraken.candles_btc, {ROWS: ok(XXBTZUSD=[whole, whole[:cells]], last=1)}, NOW)


@pytest.mark.parametrize(
    ("errors", "error"),
    [
        (["EGeneral:Too many requests"], ProviderBusy),
        (["EQuery:Unknown asset pair"], ProviderRefused),
        (["EAPI:Rate limit exceeded"], ProviderBusy),
        (["EService:Unavailable", "x" * 5_000], ProviderFailed),
        (["x" * 5_000], ProviderRefused),
    ],
)
def test_errors_inside_a_good_status_have_their_names(
    errors: list[str], error: type[Exception]
) -> None:
    """It answers 200 to everything; what it says is told, but not at any length."""
    with pytest.raises(error) as caught:
        ask(kraken.last_prices, {TICKER: {"error": errors}}, NOW)
    assert len(str(caught.value)) < 200


def book(levels: int, apart: float) -> Mapping[str, Any]:
    """So many orders of one bitcoin a side, so far apart, around 60,000."""
    return {
        "bids": [[str(59_999.5 - apart * at), "1.000", 1782315604] for at in range(levels)],
        "asks": [[str(60_000.5 + apart * at), "1.000", 1782315604] for at in range(levels)],
    }


def test_book_is_measured_where_it_reaches_far_enough() -> None:
    """Orders within 600 dollars of 60,000 count: 100 to each side when they are 6 apart."""
    told = ask(kraken.depth, {DEPTH: ok(XXBTZUSD=book(500, 6.0))}, NOW)
    assert told.figures.within_1pct_usd == pytest.approx(200 * 60_000, rel=1e-3)
    assert told.figures.spread_bp == pytest.approx(1 / 6)
    assert told.observed_at == datetime.fromtimestamp(1782315604, UTC)


def test_book_that_ends_too_soon_is_not_counted() -> None:
    """What lies behind the last of 500 orders is not known, so it is not taken for nothing."""
    with pytest.raises(ProviderEmpty, match="within 1%"):
        ask(kraken.depth, {DEPTH: ok(XXBTZUSD=book(500, 0.5))}, NOW)
