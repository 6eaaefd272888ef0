"""Coinalyze (with a key): liquidations and open interest of several venues."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.client import Body, Client
from explainer.providers.decoding import amount, decoded, moment, number
from explainer.providers.hours import DAY, HOUR, a_day_before
from explainer.providers.nouns import Liquidated, OpenInterest, Told
from explainer.providers.provider import Key, Provider

COINALYZE = Provider(
    name="coinalyze",
    title="Coinalyze",
    link="https://coinalyze.net",
    attribution="Futures data by Coinalyze",
    terms="Free with a key; credit due; nothing said of redistribution",
    key=Key(variable="COINALYZE_API_KEY", sent_as="header", name="api_key"),
)
BASE = "https://api.coinalyze.net/v1"
FRESH = 60.0
VENUES = {"Binance": "USDT_PERP.A", "Bybit": "USDT.6", "OKX": "USDT_PERP.3"}
"""Where most is liquidated, and how its names of the perpetuals there end."""
LIQUIDATED = ("BTC", "ETH", "SOL")
OPEN = ("BTC", "ETH")
MARGIN = timedelta(hours=2)
"""Hours asked for beyond a day: the last one is unfinished, the first a reference."""


class _Liquidations(msgspec.Struct, frozen=True, kw_only=True):
    """Of one hour that begins at *t*: longs and shorts in US dollars."""

    t: float
    l: float | str | None = None  # noqa: E741 - its own name
    s: float | str | None = None


class _LiquidationHistory(msgspec.Struct, frozen=True, kw_only=True):
    symbol: str
    history: list[_Liquidations]


class _Open(msgspec.Struct, frozen=True, kw_only=True):
    """Of one hour that begins at *t*: what was open at its end, in US dollars."""

    t: float
    c: float | str | None = None


class _OpenHistory(msgspec.Struct, frozen=True, kw_only=True):
    symbol: str
    history: list[_Open]


def _symbols(assets: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Venue and asset by Coinalyze's name of the perpetual; each name counts as one call."""
    return {
        f"{asset}{ending}": (venue, asset) for asset in assets for venue, ending in VENUES.items()
    }


async def liquidations(client: Client) -> Told[Liquidated]:
    """Longs and shorts closed by force on all of its venues in the last 24 hours that are over."""
    symbols = _symbols(LIQUIDATED)
    body = await _history(client, "/liquidation-history", symbols)
    until = _this_hour(client)
    long_usd = short_usd = 0.0
    by_asset: dict[str, float] = {}
    told: set[str] = set()
    for each in decoded(COINALYZE, body, list[_LiquidationHistory]):
        if each.symbol not in symbols:
            continue
        _, asset = symbols[each.symbol]
        for hour in each.history:
            longs, shorts = amount(hour.l), amount(hour.s)
            if longs is None or shorts is None:
                continue
            if until - DAY <= moment(COINALYZE, hour.t) < until:
                long_usd, short_usd = long_usd + longs, short_usd + shorts
                by_asset[asset] = by_asset.get(asset, 0.0) + longs + shorts
                told.add(each.symbol)
    if not by_asset:
        raise ProviderEmpty(COINALYZE.name, "it has no liquidation of the last 24 hours")
    return Told(
        figures=Liquidated(
            venue=COINALYZE.title,
            long_usd=long_usd,
            short_usd=short_usd,
            by_asset_usd=by_asset,
            whole=told == symbols.keys(),
            of_many=True,
        ),
        provider=COINALYZE,
        url=body.url,
        observed_at=until,
    )


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts of each venue and asset in the newest hour that is over, and a day before."""
    symbols = _symbols(OPEN)
    body = await _history(client, "/open-interest-history", symbols)
    until = _this_hour(client)
    found: list[OpenInterest] = []
    times: list[datetime] = []
    for each in decoded(COINALYZE, body, list[_OpenHistory]):
        hours = {
            moment(COINALYZE, hour.t) + HOUR: usd
            for hour in each.history
            if (usd := number(hour.c)) is not None and usd > 0
        }
        over = {ends: usd for ends, usd in hours.items() if ends <= until}
        if each.symbol not in symbols or not over:
            continue
        venue, asset = symbols[each.symbol]
        newest = max(over)
        times.append(newest)
        found.append(
            OpenInterest(
                venue=venue,
                asset=asset,
                now_usd=over[newest],
                before_usd=a_day_before(over, newest),
            )
        )
    if not found:
        raise ProviderEmpty(COINALYZE.name, "it has no hour of open interest")
    return Told(figures=tuple(found), provider=COINALYZE, url=body.url, observed_at=min(times))


async def _history(client: Client, path: str, symbols: dict[str, tuple[str, str]]) -> Body:
    until = _this_hour(client)
    return await client.get(
        COINALYZE,
        f"{BASE}{path}",
        {
            "symbols": ",".join(symbols),
            "interval": "1hour",
            "from": int((until - DAY - MARGIN).timestamp()),  # in seconds; others say milliseconds
            "to": int(until.timestamp()),
            "convert_to_usd": "true",
        },
        fresh=FRESH,
    )


def _this_hour(client: Client) -> datetime:
    """The start of the hour that is not over yet; the same for all calls within it."""
    return client.clock().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
