"""Yahoo Finance: other markets on the day itself, from its unofficial charts.

It answers browsers, and our requests never pass for one's; it is off unless the operator wants it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from explainer.errors import ProviderEmpty, ProviderRefused, ProviderShapeError
from explainer.providers import closes
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import HONG_KONG, STOCKS, TOKYO, VOLATILITY, Exchange
from explainer.series import Close

YAHOO = Provider(
    name="yahoo",
    title="Yahoo Finance",
    link="https://finance.yahoo.com",
    attribution="Market data by Yahoo Finance",
    terms="for personal use; the charts are no official interface",
    on=False,
)
BASE = "https://query1.finance.yahoo.com/v8/finance/chart"
FRESH = 900.0
SPAN = "3mo"
"""Some 62 sessions."""
FUTURES = Exchange(zone="America/New_York", close=time(17, 0), holidays="NYSE")
"""Gold, oil and the dollar index: their day ends when trading pauses for an hour."""
CURRENCIES = Exchange(zone="Europe/London", close=time(23, 59), holidays="ECB")
MOST_YIELD = 20.0
"""Percent; a 10-year yield above this is quoted times ten, as it was for decades."""


class _Meta(msgspec.Struct, frozen=True, kw_only=True):
    exchangeTimezoneName: str  # noqa: N815 - its name


class _Quote(msgspec.Struct, frozen=True, kw_only=True):
    close: list[float | None] = []


class _Indicators(msgspec.Struct, frozen=True, kw_only=True):
    quote: list[_Quote] = []


class _Result(msgspec.Struct, frozen=True, kw_only=True):
    meta: _Meta
    indicators: _Indicators
    timestamp: list[int] | None = None


class _Problem(msgspec.Struct, frozen=True, kw_only=True):
    code: str | None = None


class _Chart(msgspec.Struct, frozen=True, kw_only=True):
    result: list[_Result] | None = None
    error: _Problem | None = None


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    chart: _Chart


async def nasdaq_100(client: Client) -> Told[tuple[Close, ...]]:
    """The Nasdaq-100 at each close."""
    return await _series(client, "%5ENDX", STOCKS)


async def sp500(client: Client) -> Told[tuple[Close, ...]]:
    """The S&P 500 at each close."""
    return await _series(client, "%5EGSPC", STOCKS)


async def dow_jones(client: Client) -> Told[tuple[Close, ...]]:
    """The Dow Jones at each close."""
    return await _series(client, "%5EDJI", STOCKS)


async def nikkei_225(client: Client) -> Told[tuple[Close, ...]]:
    """Japan's Nikkei 225 at each close in Tokyo."""
    return await _series(client, "%5EN225", TOKYO)


async def hang_seng(client: Client) -> Told[tuple[Close, ...]]:
    """Hong Kong's Hang Seng at each close there."""
    return await _series(client, "%5EHSI", HONG_KONG)


async def vix(client: Client) -> Told[tuple[Close, ...]]:
    """The VIX at each close."""
    return await _series(client, "%5EVIX", VOLATILITY)


async def dollar_index(client: Client) -> Told[tuple[Close, ...]]:
    """The dollar index of ICE at the end of each day."""
    return await _series(client, "DX-Y.NYB", FUTURES)


async def gold(client: Client) -> Told[tuple[Close, ...]]:
    """The next gold future in US dollars an ounce."""
    return await _series(client, "GC=F", FUTURES)


async def oil(client: Client) -> Told[tuple[Close, ...]]:
    """The next future on U.S. crude oil in US dollars a barrel."""
    return await _series(client, "CL=F", FUTURES)


async def usdjpy(client: Client) -> Told[tuple[Close, ...]]:
    """Yen for one dollar at the end of each day in London."""
    return await _series(client, "JPY=X", CURRENCIES)


async def us10y(client: Client) -> Told[tuple[Close, ...]]:
    """The 10-year U.S. yield in percent at each close."""
    found = await _series(client, "%5ETNX", STOCKS)
    percent = tuple(
        msgspec.structs.replace(each, value=each.value / 10) if each.value > MOST_YIELD else each
        for each in found.figures
    )
    return msgspec.structs.replace(found, figures=percent)


async def _series(client: Client, symbol: str, exchange: Exchange) -> Told[tuple[Close, ...]]:
    parameters = {"interval": "1d", "range": SPAN}
    body = await client.get(YAHOO, f"{BASE}/{symbol}", parameters, fresh=FRESH)
    chart = decoded(YAHOO, body, _Answer).chart
    if chart.error is not None:
        raise ProviderRefused(YAHOO.name, f"it has no chart: {str(chart.error.code)[:40]!r}")
    if not chart.result:
        raise ProviderEmpty(YAHOO.name, "its chart is empty")
    result = chart.result[0]
    # days are those of the exchange, wherever it has moved
    there = msgspec.structs.replace(exchange, zone=_zone(result.meta.exchangeTimezoneName))
    return closes.told(YAHOO, body.url, _rows(result, there.zone), there, client.clock())


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ProviderShapeError(YAHOO.name, f"it has no time zone {name[:40]!r}") from None


def _rows(result: _Result, zone: str) -> Iterable[tuple[date, float | None]]:
    """Each day and its close, null on holidays."""
    times = result.timestamp or []
    values = result.indicators.quote[0].close if result.indicators.quote else []
    if len(times) != len(values):
        raise ProviderShapeError(YAHOO.name, f"it has {len(times)} days and {len(values)} closes")
    starts: list[datetime] = [moment(YAHOO, seconds, "a day") for seconds in times]
    days = [start.astimezone(ZoneInfo(zone)).date() for start in starts]
    return zip(days, values, strict=True)
