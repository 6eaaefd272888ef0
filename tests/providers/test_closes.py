"""Series of sessions, from sources that write them in their own ways."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.providers.answering import Answer, answering
from tests.providers.asking import ask, asked_at, fixture, utc

from explainer.errors import (
    ProviderBlocked,
    ProviderEmpty,
    ProviderError,
    ProviderRefused,
    ProviderShapeError,
)
from explainer.providers import cboe, frankfurter, fred, treasury, yahoo

Ask = Callable[..., Any]
KEY = {"FRED_API_KEY": "0123456789abcdef0123456789abcdef"}


def days(told: Any) -> list[str]:
    """The sessions of a series."""
    return [each.day.isoformat() for each in told.figures]


def values(told: Any) -> list[float]:
    """The values of a series."""
    return [each.value for each in told.figures]


# what is asked, the fixture, when, keys; its sessions, its values, and when the newest ended
TELLS: tuple[tuple[Ask, str, str, dict[str, str], list[str], list[float], str], ...] = (
    (
        fred.us10y,
        "fred/fredgraph.csv",
        "2026-02-19T12:00",
        {},
        ["2026-02-12", "2026-02-13", "2026-02-17", "2026-02-18"],
        [4.09, 4.04, 4.05, 4.09],
        "2026-02-18T21:00",
    ),
    (
        fred.us10y,
        "fred/observations.json",
        "2026-10-02T12:00",
        KEY,
        ["2026-09-28", "2026-09-30", "2026-10-01"],
        [5.24, 5.29, 5.24],
        "2026-10-01T20:00",
    ),
    (
        treasury.us10y,
        "treasury/yield_curve.csv",
        "2026-10-03T12:00",
        {},
        ["2026-09-30", "2026-10-01", "2026-10-02"],
        [5.29, 5.24, 5.28],
        "2026-10-02T20:00",
    ),
    (
        cboe.vix,
        "cboe/vix_history.csv",
        "2026-07-24T12:00",
        {},
        ["2026-07-21", "2026-07-22"],
        [16.64, 18.70],
        "2026-07-22T20:15",
    ),
    (
        frankfurter.usdjpy,
        "frankfurter/series.json",
        "2026-10-03T12:00",
        {},
        ["2026-09-30", "2026-10-01", "2026-10-02"],
        [150.0, 147.0, 148.5],
        "2026-10-02T14:00",
    ),
    (
        yahoo.nasdaq_100,
        "yahoo/chart.json",
        "2025-10-06T21:00",
        {},
        ["2025-10-01", "2025-10-03", "2025-10-06"],
        [20000.0, 20400.0, 19950.0],
        "2025-10-06T20:00",
    ),
)


@pytest.mark.parametrize(
    ("function", "file", "now", "keys", "sessions", "closes", "observed_at"),
    TELLS,
    ids=[row[1] for row in TELLS],
)
def test_what_a_source_tells(
    function: Ask,
    file: str,
    now: str,
    keys: dict[str, str],
    sessions: list[str],
    closes: list[float],
    observed_at: str,
) -> None:
    """Sessions from the oldest to the newest, without those that have no value."""
    told = ask(function, {"*": fixture(file)}, now, keys)
    assert days(told) == sessions
    assert values(told) == closes
    assert told.observed_at == utc(observed_at)
    assert told.figures == tuple(sorted(told.figures, key=lambda each: each.day))


# what is asked, the fixture, a moment before the newest session in it ends, and the newest told
UNFINISHED: tuple[tuple[Ask, str, str, str], ...] = (
    (fred.us10y, "fred/fredgraph.csv", "2026-02-18T20:59:59", "2026-02-17"),
    (treasury.us10y, "treasury/yield_curve.csv", "2026-10-02T19:59:59", "2026-10-01"),
    (cboe.vix, "cboe/vix_history.csv", "2026-07-22T20:14:59", "2026-07-21"),
    (frankfurter.usdjpy, "frankfurter/series.json", "2026-10-02T13:59:59", "2026-10-01"),
    (yahoo.nasdaq_100, "yahoo/chart.json", "2025-10-06T19:59:59", "2025-10-03"),
)


@pytest.mark.parametrize(("function", "file", "now", "newest"), UNFINISHED)
def test_a_session_that_is_not_over_is_not_told(
    function: Ask, file: str, now: str, newest: str
) -> None:
    """Whatever stands there for it: it may still change."""
    assert days(ask(function, {"*": fixture(file)}, now))[-1] == newest


def test_the_dollar_index_is_that_of_ice() -> None:
    """By the formula as published, euros and pounds in dollars; no index without a rate."""
    told = ask(
        frankfurter.dollar_index, {"*": fixture("frankfurter/series.json")}, "2026-10-03T12:00"
    )
    assert days(told) == ["2026-09-30", "2026-10-02"]
    logarithm = (
        math.log(50.14348112)
        - 0.576 * math.log(1 / 0.85)
        + 0.136 * math.log(150)
        - 0.119 * math.log(1 / 0.75)
        + 0.091 * math.log(1.4)
        + 0.042 * math.log(9.4)
        + 0.036 * math.log(0.8)
    )
    assert values(told)[0] == pytest.approx(math.exp(logarithm), rel=1e-12)
    assert values(told)[0] == pytest.approx(98.02, abs=0.01)


def test_fixings_are_asked_for_fewer_than_ninety_days() -> None:
    """Longer spans come thinned out to weeks; both rows come of one request."""
    with answering({"*": fixture("frankfurter/series.json")}) as (address, asked):
        asked_at(address, frankfurter.usdjpy, "2026-10-03T12:00")
    assert [each.path for each in asked] == [
        "/frankfurter/v1/2026-07-10..?base=USD&symbols=EUR%2CJPY%2CGBP%2CCAD%2CSEK%2CCHF"
    ]


def test_rates_of_another_base_are_refused() -> None:
    """A rate the other way round would pass for one."""
    with pytest.raises(ProviderShapeError, match="not those of the dollar"):
        ask(frankfurter.usdjpy, {"*": b'{"base": "EUR", "rates": {}}'}, "2026-10-03T12:00")


VIX_TABLE = "/cboe/api/global/us_indices/daily_prices/VIX_History.csv"
VIX_QUOTE = "/cboe/api/global/delayed_quotes/quotes/_VIX.json"


def quote(at: str, price: float | None = 24.5) -> bytes:
    """Cboe's delayed quote of the VIX."""
    data = {"current_price": price, "prev_day_close": 18.7, "last_trade_time": at}
    return msgspec.json.encode({"data": data, "symbol": "_VIX"})


def test_the_close_of_the_vix_is_told_before_the_table_has_it() -> None:
    """By the delayed quote, once the session is over; the address is where it came from."""
    pages = {VIX_TABLE: fixture("cboe/vix_history.csv"), VIX_QUOTE: quote("2026-07-23T16:15:00")}
    told = ask(cboe.vix, pages, "2026-07-23T20:35")
    assert days(told) == ["2026-07-21", "2026-07-22", "2026-07-23"]
    assert values(told) == [16.64, 18.70, 24.5]
    assert told.url.endswith("_VIX.json")
    assert told.observed_at == utc("2026-07-23T20:15")


@pytest.mark.parametrize(
    ("body", "now"),
    [
        (quote("2026-07-23T16:15:00"), "2026-07-23T20:14"),
        (quote("2026-07-23T15:59:00"), "2026-07-23T20:35"),
        (quote("2026-07-23T16:15:00", price=None), "2026-07-23T20:35"),
        (quote("0001-01-01T16:15:00"), "2026-07-23T20:35"),
        (Answer(b"", status=403), "2026-07-23T20:35"),
    ],
)
def test_a_quote_that_is_no_close_is_not_told(body: bytes | Answer, now: str) -> None:
    """While the session lasts, from before its last minute, without a price, or absurd."""
    pages = {VIX_TABLE: fixture("cboe/vix_history.csv"), VIX_QUOTE: body}
    told = ask(cboe.vix, pages, now)
    assert days(told) == ["2026-07-21", "2026-07-22"]
    assert told.url.endswith("VIX_History.csv")


def test_the_quote_stands_in_for_the_table() -> None:
    """With the close of the session before, so that the change is known."""
    told = ask(cboe.vix, {VIX_QUOTE: quote("2026-07-20T16:15:00")}, "2026-07-20T23:00")
    assert days(told) == ["2026-07-17", "2026-07-20"]
    assert values(told) == [18.7, 24.5]


def test_early_in_the_year_the_treasury_is_asked_for_both_years() -> None:
    """The table of the new year may be a page yet; the old one's is told then."""
    path = "/treasury/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv"
    pages = {
        f"{path}/2025/all": b'Date,"10 Yr"\n12/31/2025,4.18\n12/30/2025,4.14\n',
        f"{path}/2026/all": b"<!DOCTYPE html><html>Nothing here</html>",
    }
    told = ask(treasury.us10y, pages, "2026-01-02T12:00")
    assert days(told) == ["2025-12-30", "2025-12-31"]
    pages[f"{path}/2026/all"] = b'Date,"20 Yr","10 Yr"\n01/02/2026,4.79,4.19\n'
    told = ask(treasury.us10y, pages, "2026-01-03T12:00")
    assert days(told) == ["2025-12-30", "2025-12-31", "2026-01-02"]
    assert values(told)[-1] == 4.19


def test_a_key_changes_the_door_and_stays_out_of_sight() -> None:
    """With a key FRED's API is asked; the address that is told holds no key."""
    with answering({"*": fixture("fred/observations.json")}) as (address, asked):
        told = asked_at(address, fred.us10y, "2026-10-02T12:00", KEY)
    assert [each.path for each in asked] == [
        "/fred/fred/series/observations?series_id=DGS10&observation_start=2026-06-24"
        f"&file_type=json&api_key={KEY['FRED_API_KEY']}"
    ]
    assert KEY["FRED_API_KEY"] not in told.url
    with answering({"*": fixture("fred/fredgraph.csv")}) as (address, asked):
        asked_at(address, fred.us10y, "2026-02-19T12:00")
    assert [each.path for each in asked] == ["/fred/graph/fredgraph.csv?id=DGS10&cosd=2025-11-11"]


# each series of FRED, and the name by which it is asked for
FRED_SERIES = (
    (fred.nasdaq_100, "NASDAQ100"),
    (fred.sp500, "SP500"),
    (fred.vix, "VIXCLS"),
    (fred.us10y, "DGS10"),
    (fred.usdjpy, "DEXJPUS"),
)


@pytest.mark.parametrize(("function", "series"), FRED_SERIES)
@pytest.mark.parametrize("header", ["observation_date", "DATE"])
def test_a_table_of_fred_is_read_by_its_columns(function: Ask, series: str, header: str) -> None:
    """The day's column has had two names; that of another series is refused."""
    table = f"{header},{series}\n2026-02-18,7.5\n".encode()
    assert values(ask(function, {"*": table}, "2026-02-19T12:00")) == [7.5]
    with pytest.raises(ProviderShapeError, match="no column"):
        ask(function, {"*": f"{header},OTHER\n2026-02-18,7.5\n".encode()}, "2026-02-19T12:00")


# each market of Yahoo, its symbol, the zone it names, and when its session of 2 October 2025 ends
YAHOO = (
    (yahoo.nasdaq_100, "%5ENDX", "America/New_York", "2025-10-02T20:00"),
    (yahoo.sp500, "%5EGSPC", "America/New_York", "2025-10-02T20:00"),
    (yahoo.dow_jones, "%5EDJI", "America/New_York", "2025-10-02T20:00"),
    (yahoo.vix, "%5EVIX", "America/New_York", "2025-10-02T20:15"),
    (yahoo.us10y, "%5ETNX", "America/New_York", "2025-10-02T20:00"),
    (yahoo.dollar_index, "DX-Y.NYB", "America/New_York", "2025-10-02T21:00"),
    (yahoo.gold, "GC=F", "America/New_York", "2025-10-02T21:00"),
    (yahoo.oil, "CL=F", "America/New_York", "2025-10-02T21:00"),
    (yahoo.usdjpy, "JPY=X", "Europe/London", "2025-10-02T22:59"),
    (yahoo.nikkei_225, "%5EN225", "Asia/Tokyo", "2025-10-02T06:30"),
    (yahoo.hang_seng, "%5EHSI", "Asia/Hong_Kong", "2025-10-02T08:10"),
)


def chart(zone: str, times: Any, closes: Any) -> bytes:
    """A chart of Yahoo."""
    result = {
        "meta": {"exchangeTimezoneName": zone},
        "timestamp": times,
        "indicators": {"quote": [{"close": closes}]},
    }
    return msgspec.json.encode({"chart": {"result": [result], "error": None}})


@pytest.mark.parametrize(("function", "symbol", "zone", "ends"), YAHOO, ids=[r[1] for r in YAHOO])
def test_a_market_of_yahoo_keeps_its_own_hours(
    function: Ask, symbol: str, zone: str, ends: str
) -> None:
    """A session counts from its end in its own zone, and is dated there.

    Tokyo opens at midnight UTC, and London's day begins at 23:00 UTC in summer.
    """
    starts = {"Asia/Tokyo": "2025-10-02T00:00", "Europe/London": "2025-10-01T23:00"}
    start = utc(starts.get(zone, "2025-10-02T13:30")).timestamp()
    page = chart(zone, [int(start) - 86400, int(start)], [4.0, 4.1])
    pages = {f"/yahoo/v8/finance/chart/{symbol}?interval=1d&range=3mo": page}
    assert days(ask(function, pages, ends)) == ["2025-10-01", "2025-10-02"]
    told = ask(function, pages, ends)
    assert told.observed_at == utc(ends)
    before = (utc(ends) - timedelta(seconds=1)).isoformat()
    assert days(ask(function, pages, before)) == ["2025-10-01"]


def test_a_yield_that_is_quoted_times_ten_is_percent() -> None:
    """As it was for decades."""
    page = chart("America/New_York", [1759325400, 1759411800], [41.06, 4.11])
    assert values(ask(yahoo.us10y, {"*": page}, "2025-10-03T12:00")) == [4.106, 4.11]


def test_yahoo_is_off_unless_wanted() -> None:
    """It wants to see a browser, and we are none."""
    assert not yahoo.YAHOO.on


# what Yahoo answers beside a chart, and what becomes of it
NO_CHARTS: tuple[tuple[bytes, type[ProviderError]], ...] = (
    (b'{"chart": {"result": null, "error": {"code": "Not Found"}}}', ProviderRefused),
    (b'{"chart": {"result": null, "error": null}}', ProviderEmpty),
    (b'{"chart": {"result": [], "error": null}}', ProviderEmpty),
    (chart("America/New_York", None, []), ProviderEmpty),
    (chart("America/New_York", [1759325400], [None]), ProviderEmpty),
    (chart("America/New_York", [1759325400], [1.0, 2.0]), ProviderShapeError),
    (chart("America/New_York", [99999999999999], [1.0]), ProviderShapeError),
    (chart("Mars/Olympus", [1759325400], [1.0]), ProviderShapeError),
    (chart("../../etc/passwd", [1759325400], [1.0]), ProviderShapeError),
    (b"Edge: Too Many Requests", ProviderShapeError),
    (b'{"finance": {"result": null}}', ProviderShapeError),
)


@pytest.mark.parametrize(("body", "error"), NO_CHARTS)
def test_what_is_no_chart_is_named(body: bytes, error: type[ProviderError]) -> None:
    """An error inside a good status, an empty range, and shapes that changed."""
    with pytest.raises(error):
        ask(yahoo.nasdaq_100, {"*": body}, "2025-10-06T21:00")


# what is asked, a body, keys, and what becomes of it
BAD: tuple[tuple[Ask, bytes, dict[str, str], type[ProviderError]], ...] = (
    (fred.us10y, b"observation_date,DGS10\n", {}, ProviderEmpty),
    (fred.us10y, b"observation_date,DGS10\n2026-02-18,\n", {}, ProviderEmpty),
    (fred.us10y, b"observation_date,DGS10\n2026-02-18,.\n", {}, ProviderEmpty),
    (fred.us10y, b"observation_date,DGS10\n2026-02-18,nan\n", {}, ProviderEmpty),
    (fred.us10y, b"observation_date,DGS10\n2026-02-18,inf\n", {}, ProviderEmpty),
    (fred.us10y, b"observation_date,DGS10\n2026-02-1", {}, ProviderShapeError),
    (fred.us10y, b"observation_date,DGS10\n18 Feb 2026,4.05\n", {}, ProviderShapeError),
    (fred.us10y, b"observation_date,DGS10\n\xff\xfe,4.05\n", {}, ProviderShapeError),
    (fred.us10y, b'{"error_code": 400, "error_message": "no"}', {}, ProviderShapeError),
    (fred.us10y, b'{"error_code": 400, "error_message": "no"}', KEY, ProviderRefused),
    (fred.us10y, b'{"observations": []}', KEY, ProviderEmpty),
    (fred.us10y, b'{"observations": [{"date": "2026-02-18"}]}', KEY, ProviderShapeError),
    (
        fred.us10y,
        b'{"observations": [{"date": "2026-02-30", "value": "1"}]}',
        KEY,
        ProviderShapeError,
    ),
    (treasury.us10y, b'Date,"1 Mo"\n02/18/2026,4.05\n', {}, ProviderShapeError),
    (treasury.us10y, b'Date,"10 Yr"\n', {}, ProviderEmpty),
    (treasury.us10y, b'Date,"10 Yr"\n13/18/2026,4.05\n', {}, ProviderShapeError),
    (treasury.us10y, b'Date,"10 Yr"\n02/18/2026,N/A\n', {}, ProviderEmpty),
    (treasury.us10y, b'Date,"10 Yr","20 Yr"\n02/18/2026,4.05\n', {}, ProviderShapeError),
    (cboe.vix, b"DATE,OPEN,HIGH,LOW\n02/18/2026,1,1,1\n", {}, ProviderShapeError),
    (cboe.vix, b"DATE,CLOSE\n02/18/2031,20\n", {}, ProviderEmpty),
    (cboe.vix, b"", {}, ProviderShapeError),
    (frankfurter.usdjpy, b'{"base": "USD", "rates": {}}', {}, ProviderEmpty),
    (
        frankfurter.usdjpy,
        b'{"base": "USD", "rates": {"2026-02-18": {"EUR": 0.8}}}',
        {},
        ProviderEmpty,
    ),
    (
        frankfurter.usdjpy,
        b'{"base": "USD", "rates": {"2026-02-18": {"JPY": 0}}}',
        {},
        ProviderEmpty,
    ),
    (
        frankfurter.usdjpy,
        b'{"base": "USD", "rates": {"2026-02-18": {"JPY": null}}}',
        {},
        ProviderShapeError,
    ),
    (frankfurter.usdjpy, b'{"message": "not found"}', {}, ProviderShapeError),
)


@pytest.mark.parametrize(("function", "body", "keys", "error"), BAD)
def test_what_is_no_series_is_named(
    function: Ask, body: bytes, keys: dict[str, str], error: type[ProviderError]
) -> None:
    """Missing is never zero, and a shape that changed is an error with a name."""
    with pytest.raises(error) as caught:
        ask(function, {"*": body}, "2026-02-19T12:00", keys)
    assert KEY["FRED_API_KEY"] not in str(caught.value)


@pytest.mark.parametrize(
    "function", [fred.us10y, treasury.us10y, cboe.vix, frankfurter.usdjpy, yahoo.gold]
)
def test_pages_and_blocks_are_no_series(function: Ask) -> None:
    """HTML where figures are due, and a source that does not serve us."""
    with pytest.raises(ProviderShapeError):
        ask(function, {"*": b"<!DOCTYPE html><html>Service notice</html>"}, "2026-02-19T12:00")
    with pytest.raises(ProviderBlocked):
        ask(function, {"*": Answer(b"no", status=403)}, "2026-02-19T12:00")
