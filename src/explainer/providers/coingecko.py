"""CoinGecko: prices of many coins in one call, and the market as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers.assets import of_each
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.decoding import Moment, decoded, moment, moment_ms
from explainer.providers.nouns import Price, Prices, Stablecoins, Told, Totals
from explainer.providers.provider import Key, Provider

COINGECKO = Provider(
    name="coingecko",
    title="CoinGecko",
    link="https://www.coingecko.com",
    attribution="Price data by CoinGecko",
    terms="API terms of 2025-09-05: credit due; answers may be kept for 24 hours; "
    "no redistribution",
    key=Key(variable="COINGECKO_API_KEY", sent_as="header", name="x-cg-demo-api-key"),
    optional=True,
)
BASE = "https://api.coingecko.com/api/v3"
FRESH = 60.0
"""Seconds; its own figures change no faster."""
COINS = {
    "bitcoin": "BTC",
    "ethereum": "ETH",
    "solana": "SOL",
    "ripple": "XRP",
    "binancecoin": "BNB",
    "dogecoin": "DOGE",
    "cardano": "ADA",
    "tron": "TRX",
    "chainlink": "LINK",
    "avalanche-2": "AVAX",
    "sui": "SUI",
    "litecoin": "LTC",
    "tether": "USDT",
    "usd-coin": "USDC",
    "dai": "DAI",
}
"""Its ids of the coins that are looked at: the largest, and the stablecoins that must hold."""


LAG = timedelta(minutes=10)
"""A coin that was updated so long before the newest one is frozen, and left out."""
STABLECOIN_FRESH = 3600.0
STABLECOINS = ("tether", "usd-coin")
"""The two that hold four fifths of all dollars in stablecoins; each takes a call."""
WEEK = timedelta(days=7)
CHART_DAYS = 8
AROUND = timedelta(hours=12)
"""Its charts of a week have a point an hour, those of longer a point a day."""
BUSY = 429


class _Coin(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    last_updated: Moment | None = None
    current_price: float | None = None
    total_volume: float | None = None
    low_24h: float | None = None
    high_24h: float | None = None
    ath: float | None = None
    price_change_percentage_1h_in_currency: float | None = None
    price_change_percentage_24h_in_currency: float | None = None
    price_change_percentage_7d_in_currency: float | None = None
    price_change_percentage_30d_in_currency: float | None = None


class _Global(msgspec.Struct, frozen=True, kw_only=True):
    total_market_cap: dict[str, float]
    total_volume: dict[str, float]
    market_cap_percentage: dict[str, float]
    updated_at: float
    market_cap_change_percentage_24h_usd: float | None = None


class _GlobalAnswer(msgspec.Struct, frozen=True, kw_only=True):
    data: _Global


class _Chart(msgspec.Struct, frozen=True, kw_only=True):
    """Points of milliseconds and dollars."""

    market_caps: list[tuple[float, float | None]]


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    error_code: int | None = None


class _Error(msgspec.Struct, frozen=True, kw_only=True):
    status: _Status | None = None
    error: object | None = None


async def prices(client: Client) -> Told[Prices]:
    """The price of each coin with its changes, by symbol; null figures are left out.

    The time is that of the coin that was updated first. ProviderEmpty without a price of bitcoin.
    """
    body = await _call(
        client,
        "/coins/markets",
        {
            "vs_currency": "usd",
            "ids": ",".join(COINS),
            "price_change_percentage": "1h,24h,7d,30d",
        },
    )
    found: dict[str, Price] = {}
    times: dict[str, datetime] = {}
    for coin in decoded(COINGECKO, body, list[_Coin | None]):
        price = None if coin is None else _price(coin)
        if coin is None or price is None or coin.last_updated is None or coin.id not in COINS:
            continue
        found[COINS[coin.id]] = price
        times[COINS[coin.id]] = coin.last_updated
    newest = max(times.values(), default=None)
    live = {symbol for symbol in found if newest is not None and newest - times[symbol] < LAG}
    if "BTC" not in live:
        raise ProviderEmpty(COINGECKO.name, "it has no price of bitcoin")
    return Told(
        figures={symbol: found[symbol] for symbol in found if symbol in live},
        provider=COINGECKO,
        url=body.url,
        observed_at=min(times[symbol] for symbol in live),
    )


def _price(coin: _Coin) -> Price | None:
    """What it tells of a coin; None without a price above zero."""
    price = coin.current_price
    if price is None or price <= 0:
        return None
    return Price(
        price_usd=price,
        change_1h_pct=coin.price_change_percentage_1h_in_currency,
        change_24h_pct=coin.price_change_percentage_24h_in_currency,
        change_7d_pct=coin.price_change_percentage_7d_in_currency,
        change_30d_pct=coin.price_change_percentage_30d_in_currency,
        volume_24h_usd=coin.total_volume,
        # ranges and records are renewed later than prices, and a price beyond them has moved them
        low_24h_usd=None if coin.low_24h is None else min(coin.low_24h, price),
        high_24h_usd=None if coin.high_24h is None else max(coin.high_24h, price),
        all_time_high_usd=None if coin.ath is None else max(coin.ath, price),
    )


async def totals(client: Client) -> Told[Totals]:
    """Market value, its change, volume and bitcoin's share."""
    body = await _call(client, "/global", {})
    told = decoded(COINGECKO, body, _GlobalAnswer).data
    cap = told.total_market_cap.get("usd")
    if cap is None or cap <= 0:
        raise ProviderEmpty(COINGECKO.name, "its total has no US dollars")
    return Told(
        figures=Totals(
            total_cap_usd=cap,
            change_24h_pct=told.market_cap_change_percentage_24h_usd,
            volume_24h_usd=told.total_volume.get("usd"),
            btc_dominance_pct=told.market_cap_percentage.get("btc"),
        ),
        provider=COINGECKO,
        url=body.url,
        observed_at=moment(COINGECKO, told.updated_at, "updated_at"),
    )


async def stablecoins(client: Client) -> Told[Stablecoins]:
    """Dollars in the two largest stablecoins, now and a week ago."""
    bodies = await of_each(STABLECOINS, lambda coin: _chart(client, coin))
    charts = {coin: _points(body) for coin, body in bodies.items()}
    if len(charts) < len(STABLECOINS):
        raise ProviderEmpty(COINGECKO.name, "it lacks one of the two largest stablecoins")
    observed = min(max(points) for points in charts.values())
    before = [_near(points, observed - WEEK) for points in charts.values()]
    weeks = [value for value in before if value is not None]
    return Told(
        figures=Stablecoins(
            total_usd=sum(points[max(points)] for points in charts.values()),
            week_ago_usd=sum(weeks) if len(weeks) == len(before) else None,
        ),
        provider=COINGECKO,
        url=bodies[STABLECOINS[0]].url,
        observed_at=observed,
    )


async def _chart(client: Client, coin: str) -> Body:
    parameters: Parameters = {"vs_currency": "usd", "days": CHART_DAYS}
    return await _call(client, f"/coins/{coin}/market_chart", parameters, STABLECOIN_FRESH)


def _points(body: Body) -> dict[datetime, float]:
    """Market values by their time; ProviderEmpty for none."""
    points = {
        moment_ms(COINGECKO, at, "a point of a chart"): value
        for at, value in decoded(COINGECKO, body, _Chart).market_caps
        if value is not None and value > 0
    }
    if not points:
        raise ProviderEmpty(COINGECKO.name, "a chart has no market value")
    return points


def _near(points: Mapping[datetime, float], due: datetime) -> float | None:
    nearest = min(points, key=lambda at: abs(at - due))
    return points[nearest] if abs(nearest - due) <= AROUND else None


async def _call(client: Client, path: str, parameters: Parameters, fresh: float = FRESH) -> Body:
    return await client.get(COINGECKO, f"{BASE}{path}", parameters, fresh=fresh, check=_check)


def _check(body: Body) -> None:
    """Its errors have been seen with a good status, too."""
    try:
        told = msgspec.json.decode(body.content, type=_Error)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return  # no object that tells of an error; what else is wrong is found on decoding
    code = None if told.status is None else told.status.error_code
    if code == BUSY:
        raise ProviderBusy(COINGECKO.name, "it asks for fewer requests")
    if code or told.error is not None:
        raise ProviderRefused(COINGECKO.name, "it answers with an error")
