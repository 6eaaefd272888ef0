"""A Monday on which stocks crash, as the default sources tell of it, hour by hour."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import msgspec
import pytest
from tests.providers.answering import Answer, answering
from tests.providers.asking import fixture, utc

from explainer.explainer import explain
from explainer.providers.assemble import Assembled, assemble
from explainer.providers.client import Client
from explainer.providers.gather import gather
from explainer.providers.offers import OFFERED
from explainer.snapshot import Snapshot

TREASURY = "/treasury/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv"
DEFAULT = {
    "bea",
    "bls",
    "cboe",
    "coingecko",
    "federalreserve",
    "frankfurter",
    "fred",
    "kalshi",
    "polymarket",
    "treasury",
}
FALL = [
    {
        "id": name,
        "last_updated": "2026-10-05T{hour}:00Z",
        "current_price": price,
        "price_change_percentage_24h_in_currency": -9.0,
    }
    for name, price in (("bitcoin", 70_000.0), ("ethereum", 2_000.0))
]


def pages(now: str, *, monday: bool, stocks: bool) -> dict[str, bytes | Answer]:
    """What sources answer at a moment: *monday* is in their tables, in those of *stocks* too."""
    vix = b"DATE,OPEN,HIGH,LOW,CLOSE\n10/01/2026,16,16,16,16\n10/02/2026,15,15,15,15.2\n"
    yields = b'Date,"10 Yr"\n10/02/2026,5.28\n10/01/2026,5.24\n'
    if monday:
        vix += b"10/05/2026,20,40,20,38\n"
        yields = yields.replace(b"\n", b"\n10/05/2026,5.08\n", 1)
    nasdaq = b"observation_date,NASDAQ100\n2026-10-01,20000\n2026-10-02,20200\n"
    if stocks:
        nasdaq += b"2026-10-05,18786\n"
    rates = msgspec.json.decode(fixture("frankfurter/series.json"))
    rates["rates"]["2026-10-05"] = {**rates["rates"]["2026-10-02"], "JPY": 145.53}
    prices = msgspec.json.encode(FALL).replace(b"{hour}", now[11:].encode())
    return {
        "/coingecko/api/v3/coins/markets": prices,
        "/cboe/api/global/us_indices/daily_prices/VIX_History.csv": vix,
        f"{TREASURY}/2026/all": yields,
        "/fred/graph/fredgraph.csv?id=NASDAQ100&cosd=2026-06-27": nasdaq,
        "/frankfurter/v1/2026-07-12..": msgspec.json.encode(rates),
        "/kalshi/trade-api/v2/events": fixture("kalshi/fed_decision.json"),
        "/federalreserve/json/calendar.json": fixture("federalreserve/calendar.json"),
        "/federalreserve/feeds/press_monetary.xml": fixture("federalreserve/press_monetary.xml"),
        "/bls/schedule/news_release/bls.ics": Answer(b"<html>Access Denied</html>", status=403),
        "/bea/API/signup/release_dates.json": fixture("bea/release_dates.json"),
    }


def assembled(now: str, served: dict[str, bytes | Answer]) -> Assembled:
    """The snapshot of a moment, over HTTP."""

    async def run(address: str) -> Assembled:
        async with Client(clock=lambda: utc(now), mirror=address) as client:
            return assemble(await gather(client, OFFERED, DEFAULT), utc(now))

    with answering(served) as (address, _):
        return asyncio.run(run(address))


def macro(snapshot: Snapshot | None) -> dict[str, Any]:
    """The macro readings that are there."""
    assert snapshot is not None
    assert snapshot.macro is not None
    told = msgspec.structs.asdict(snapshot.macro)
    return {name: value for name, value in told.items() if value is not None}


ODDS = {
    "fed_cut_probability_pct": pytest.approx(0.97561, abs=1e-5),
    "fed_cut_probability_change_pp": pytest.approx(-0.00961, abs=1e-5),
}
YEN = {"usdjpy_change_pct": pytest.approx(-2.0)}


def test_in_the_afternoon_fridays_session_is_told() -> None:
    """It is the last full one; the fixing of Monday waits for the others."""
    now = "2026-10-05T16:00"
    result = assembled(now, pages(now, monday=False, stocks=False))
    told = macro(result.snapshot)
    assert told.pop("dxy") == pytest.approx(98.55, abs=0.01)
    assert told == {
        **ODDS,
        "session_date": date(2026, 10, 2),
        "nasdaq_100_change_pct": pytest.approx(1.0),
        "vix": 15.2,
        "vix_change_pct": pytest.approx(-5.0),
        "us10y_yield_pct": 5.28,
        "us10y_change_bp": pytest.approx(4.0),
        "usdjpy_change_pct": pytest.approx(100 * (148.5 / 147 - 1)),
    }


def test_in_the_evening_mondays_fear_is_told_and_fridays_rise_is_not() -> None:
    """The stocks of Monday are not published yet, and are named as missing."""
    now = "2026-10-05T22:30"
    result = assembled(now, pages(now, monday=True, stocks=False))
    told = macro(result.snapshot)
    assert "dxy_change_pct" in told
    del told["dxy"], told["dxy_change_pct"]
    assert told == {
        **ODDS,
        **YEN,
        "session_date": date(2026, 10, 5),
        "vix": 38,
        "vix_change_pct": pytest.approx(150),
        "us10y_yield_pct": 5.08,
        "us10y_change_bp": pytest.approx(-20),
    }
    assert [each.metric for each in result.dropped] == ["macro.nasdaq_100_change_pct"]
    assert result.snapshot is not None
    explanation = explain(result.snapshot)
    fired = {driver.id for driver in explanation.drivers if driver.status == "fired"}
    assert "risk_off_equities" in fired


def test_when_the_stocks_are_told_they_are_mondays() -> None:
    """On Tuesday morning all of it is there."""
    now = "2026-10-05T23:30"
    result = assembled(now, pages(now, monday=True, stocks=True))
    assert macro(result.snapshot)["nasdaq_100_change_pct"] == pytest.approx(-7.0)
    assert result.dropped == ()


def test_who_failed_is_named_and_dates_come_from_the_others() -> None:
    """A blocked office, series that no source has; meetings and growth are there all the same."""
    now = "2026-10-05T16:00"
    result = assembled(now, pages(now, monday=False, stocks=False))
    failed = {(each.row, each.provider): each.reason for each in result.attempts if each.reason}
    assert failed == {
        ("totals", "coingecko"): "refused",
        ("stablecoins", "coingecko"): "refused",
        ("sp500", "fred"): "refused",
        ("agenda", "bls"): "blocked",
        ("agenda", "fred"): "no_key",
    }
    assert result.snapshot is not None
    assert result.snapshot.calendar is not None
    assert [(entry.kind, entry.date) for entry in result.snapshot.calendar] == [
        ("fomc_minutes", "2026-10-07T18:00:00Z"),
        ("fomc", "2026-10-28T18:00:00Z"),
        ("gdp", "2026-10-29T12:30:00Z"),
        ("pce", "2026-10-30T12:30:00Z"),
    ]
