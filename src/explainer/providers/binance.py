"""Binance, where it may be reached: candles, and open interest, funding and the book of futures."""

from __future__ import annotations

import asyncio
from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.assets import of_each
from explainer.providers.books import measured
from explainer.providers.client import Client, Parameters
from explainer.providers.daily import Cell, completed, ends_at
from explainer.providers.decoding import decoded, moment_ms, number, required
from explainer.providers.hours import HOUR, a_day_before, over_eight_hours_pct
from explainer.providers.nouns import Depth, Funding, OpenInterest, Told
from explainer.providers.provider import Provider
from explainer.series import Candle

BINANCE = Provider(
    name="binance",
    title="Binance",
    link="https://www.binance.com",
    attribution="Market data by Binance",
    terms="Terms of use: personal use; no redistribution",
    at_once=4,  # it allows 2,400 units of weight a minute
)
SPOT = "https://api.binance.com"
FUTURES = "https://fapi.binance.com"
FRESH = 60.0
CANDLES_FRESH = 900.0
CANDLES = 300
OPEN = {"BTC": "BTCUSDT", "ETH": "ETHUSDT"}
ASKED_HOURS = 25
"""A day back from the newest hour."""
BOOKS = ((f"{FUTURES}/fapi/v1/depth", 1000), (f"{SPOT}/api/v3/depth", 5000))
"""The book of futures with its levels, and that of coins, for when the first is too short."""


class _Hour(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    symbol: str
    timestamp: float | str
    sum_open_interest: float | str | None = None
    sum_open_interest_value: float | str | None = None


class _Premium(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    time: float | str | None = None
    last_funding_rate: float | str | None = None


class _Settled(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    funding_time: float | str


class _Book(msgspec.Struct, frozen=True, kw_only=True):
    bids: list[list[Cell]]
    asks: list[list[Cell]]


async def candles_btc(client: Client) -> Told[tuple[Candle, ...]]:
    """Bitcoin's completed days."""
    return await _candles(client, "BTCUSDT")


async def candles_eth(client: Client) -> Told[tuple[Candle, ...]]:
    """Ether's completed days."""
    return await _candles(client, "ETHUSDT")


async def _candles(client: Client, pair: str) -> Told[tuple[Candle, ...]]:
    parameters: Parameters = {"symbol": pair, "interval": "1d", "limit": CANDLES}
    body = await client.get(BINANCE, f"{SPOT}/api/v3/klines", parameters, fresh=CANDLES_FRESH)
    candles = completed(BINANCE, decoded(BINANCE, body, list[list[Cell]]), client.clock())
    return Told(figures=candles, provider=BINANCE, url=body.url, observed_at=ends_at(candles[-1]))


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts in the newest hour and a day before it."""
    bodies = await of_each(
        OPEN,
        lambda asset: client.get(
            BINANCE,
            f"{FUTURES}/futures/data/openInterestHist",
            {"symbol": OPEN[asset], "period": "1h", "limit": ASKED_HOURS},
            fresh=FRESH,
        ),
    )
    found: list[OpenInterest] = []
    times: list[datetime] = []
    for asset, body in bodies.items():
        hours = {
            moment_ms(BINANCE, row.timestamp, "an hour of open interest"): row
            for row in decoded(BINANCE, body, list[_Hour])
            if row.symbol == OPEN[asset]
        }
        amounts = {
            hour: amount
            for hour, row in hours.items()
            if (amount := number(row.sum_open_interest_value)) is not None and amount > 0
        }
        if not amounts:
            continue
        newest = max(amounts)
        times.append(newest)
        found.append(
            OpenInterest(
                venue=BINANCE.title,
                asset=asset,
                now_usd=amounts[newest],
                before_usd=a_day_before(amounts, newest),
                coins=number(hours[newest].sum_open_interest),
            )
        )
    if not found:
        raise ProviderEmpty(BINANCE.name, "it has no hour of open interest")
    url = next(iter(bodies.values())).url
    return Told(figures=tuple(found), provider=BINANCE, url=url, observed_at=min(times))


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay, brought to eight hours by the time between settlements."""
    parameters = {"symbol": OPEN["BTC"]}
    body, settled = await asyncio.gather(
        client.get(BINANCE, f"{FUTURES}/fapi/v1/premiumIndex", parameters, fresh=FRESH),
        client.get(
            BINANCE, f"{FUTURES}/fapi/v1/fundingRate", {**parameters, "limit": 2}, fresh=FRESH
        ),
    )
    premium = decoded(BINANCE, body, _Premium)
    rate = required(BINANCE, premium.last_funding_rate, "its funding rate")
    hours = _interval_hours(decoded(BINANCE, settled, list[_Settled]))
    pct = over_eight_hours_pct(BINANCE, rate, hours)
    return Told(
        figures=Funding(venue=BINANCE.title, rate_8h_pct=pct),
        provider=BINANCE,
        url=body.url,
        observed_at=moment_ms(BINANCE, premium.time, "the time of the funding rate"),
    )


def _interval_hours(settled: list[_Settled]) -> int:
    """Whole hours between the last two settlements: their times are off by milliseconds."""
    times = sorted(moment_ms(BINANCE, each.funding_time) for each in settled)
    if len(times) < 2:
        raise ProviderEmpty(BINANCE.name, "it does not show how often funding is settled")
    return round((times[-1] - times[-2]) / HOUR)


async def depth(client: Client) -> Told[Depth]:
    """Orders for bitcoin within 1% of the price, of the first book that reaches so far."""
    for url, levels in BOOKS:
        parameters: Parameters = {"symbol": OPEN["BTC"], "limit": levels}
        body = await client.get(BINANCE, url, parameters, fresh=FRESH)
        book = decoded(BINANCE, body, _Book)
        found = measured(BINANCE, book.bids, book.asks, levels)
        if found is not None:
            return Told(figures=found, provider=BINANCE, url=body.url, observed_at=body.fetched_at)
    raise ProviderEmpty(BINANCE.name, "its book ends before 1% from the price")
