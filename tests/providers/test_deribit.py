from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.providers.small_mirror import Page, Query, SmallMirror, ask, ask_mirror

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import deribit

NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
API = "/deribit/api/v2/public"
BOOK, TICKER = f"{API}/get_book_summary_by_currency", f"{API}/ticker"
VOLATILITY = f"{API}/get_volatility_index_data"


def option(name: str, coins: Any, price: Any = 80_000.0) -> dict[str, Any]:
    """One option of the summary."""
    return {
        "instrument_name": name,
        "open_interest": coins,
        "underlying_price": price,
        "bid_price": None,
        "creation_timestamp": 1788909273348,
    }


@pytest.mark.parametrize(
    ("name", "expires"),
    [
        ("BTC-9SEP26-73000-P", date(2026, 9, 9)),
        ("BTC-25DEC26-95000-C", date(2026, 12, 25)),
        ("BTC-26MAR27-78000-C", date(2027, 3, 26)),
        ("BTC-5JUN27-100000-C", date(2027, 6, 5)),
    ],
)
def test_expiry_is_read_off_the_name(name: str, expires: date) -> None:
    """Days of one digit have no zero before them."""
    told = ask(deribit.options, {BOOK: {"result": [option(name, 2.0)]}}, NOW)
    assert told.figures.by_expiry_usd == {expires: 160_000.0}
    assert told.observed_at == datetime(2026, 9, 8, 23, 14, 33, 348000, UTC)


def test_option_settled_this_morning_is_open_no_more() -> None:
    """The list may still hold it after 08:00 UTC."""
    rows = [option("BTC-8SEP26-73000-P", 900.0), option("BTC-9SEP26-73000-C", 1.0)]
    found = ask(deribit.options, {BOOK: {"result": rows}}, NOW).figures
    assert (list(found.by_expiry_usd), found.put_call_ratio) == ([date(2026, 9, 9)], 0.0)


def test_what_is_not_an_option_of_bitcoin_or_has_no_size_is_left_out() -> None:
    """Names that we do not know, days that no calendar has, and nulls are no figures."""
    rows = [
        option("BTC-9SEP26-73000-C", 1.0),
        option("BTC-9SEP26-74000-P", None),
        option("BTC-31FEB27-74000-P", 5.0),
        option("BTC-9XYZ26-74000-P", 5.0),
        option("BTC_USDC-9SEP26-74000-P", 5.0),
        option("BTC-PERPETUAL", 5.0),
        option("BTC-10SEP26-74000-P", 0.5, None),
    ]
    found = ask(deribit.options, {BOOK: {"result": rows}}, NOW).figures
    assert found.put_call_ratio == 0.5
    assert found.by_expiry_usd == {date(2026, 9, 9): 80_000.0}
    with pytest.raises(ProviderEmpty, match="no open option"):
        ask(deribit.options, {BOOK: {"result": rows[1:-1]}}, NOW)


def ticker(query: Query) -> Any:
    """The perpetual that is asked for; a hundred million dollars are open."""
    return {
        "result": {
            "instrument_name": query["instrument_name"],
            "open_interest": 100_000_000,
            "mark_price": 80_000.0,
            "funding_8h": 0.00005,
            "current_funding": 0.9,
            "timestamp": 1788909273348,
        }
    }


def test_perpetuals_are_counted_in_dollars() -> None:
    """Unlike options; coins are dollars over the price."""
    bitcoin, ether = ask(deribit.open_interest, {TICKER: ticker}, NOW).figures
    assert (bitcoin.now_usd, bitcoin.coins, bitcoin.before_usd) == (1e8, 1250.0, None)
    assert ether.asset == "ETH"


def test_funding_is_that_of_eight_hours() -> None:
    """The rate of the moment is another one."""
    assert ask(deribit.funding, {TICKER: ticker}, NOW).figures.rate_8h_pct == pytest.approx(0.005)


def test_ticker_of_another_contract_is_not_taken() -> None:
    """A cache that ignores what is asked for does not make ether of bitcoin."""
    body = ticker({"instrument_name": "BTC-PERPETUAL"})
    told = ask(deribit.open_interest, {TICKER: body}, NOW)
    assert [each.asset for each in told.figures] == ["BTC"]


MIDNIGHT, HOUR, DAY = 1788825600000, 3_600_000, 86_400_000


def volatility(*rows: Any) -> dict[str, Any]:
    """Candles: start, open, high, low and close."""
    return {"result": {"data": list(rows), "continuation": None}}


def test_volatility_is_that_of_the_newest_hour_that_is_over() -> None:
    """The hour under way is left out; each day has its last value."""
    rows = [
        [MIDNIGHT - HOUR, 40, 42, 39, 41.5],
        [MIDNIGHT + 21 * HOUR, 50, 50, 50, None],
        [MIDNIGHT + 22 * HOUR, 50, 51, 50, 50.5],
        [MIDNIGHT + 23 * HOUR, 50.5, 99, 50, 99.0],
    ]
    with SmallMirror({VOLATILITY: volatility(*reversed(rows))}) as mirror:
        told = ask_mirror(deribit.implied_volatility, mirror, NOW)
    assert [(each.day, each.value) for each in told.figures] == [
        (date(2026, 9, 7), 41.5),
        (date(2026, 9, 8), 50.5),
    ]
    assert told.observed_at == datetime(2026, 9, 8, 23, tzinfo=UTC)
    query = mirror.asked[0][1]
    assert query["end_timestamp"] == str(MIDNIGHT + 23 * HOUR)
    assert query["start_timestamp"] == str(MIDNIGHT - 25 * HOUR)
    assert query["resolution"] == "3600"


def test_days_of_volatility_are_days() -> None:
    """Where days come in place of hours, the day under way is left out."""
    rows = [[MIDNIGHT - DAY, 40, 42, 39, 41.5], [MIDNIGHT, 41.5, 60, 41, 59.0]]
    told = ask(deribit.implied_volatility, {VOLATILITY: volatility(*rows)}, NOW)
    assert [(each.day, each.value) for each in told.figures] == [(date(2026, 9, 7), 41.5)]
    assert told.observed_at == datetime(2026, 9, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "rows", [[], [[MIDNIGHT, 1, 2, 3, 4]], [[MIDNIGHT - DAY, 1, 2, 3, None]], [[MIDNIGHT - DAY]]]
)
def test_no_completed_candle_of_volatility_is_none(rows: Any) -> None:
    """A null close is not zero, and a lone candle may be that of a day."""
    with pytest.raises(ProviderEmpty, match="no completed candle"):
        ask(deribit.implied_volatility, {VOLATILITY: volatility(*rows)}, NOW)


@pytest.mark.parametrize(
    ("code", "error"), [(10028, ProviderBusy), (10004, ProviderRefused), (-32602, ProviderRefused)]
)
def test_error_inside_a_good_status_is_an_error(code: int, error: type[Exception]) -> None:
    """Which no it is tells whether to come back."""
    body = {"jsonrpc": "2.0", "error": {"code": code, "message": "not_today"}}
    with pytest.raises(error, match=str(code)):
        ask(deribit.options, {BOOK: body}, NOW)


def test_changed_shape_is_named() -> None:
    """An answer without its result says so."""
    with pytest.raises(ProviderShapeError, match="result"):
        ask(deribit.options, {BOOK: {"jsonrpc": "2.0"}}, NOW)
    with pytest.raises(ProviderShapeError, match="json is due"):
        ask(deribit.options, {BOOK: Page(body=b"<html>", content_type="text/html")}, NOW)
