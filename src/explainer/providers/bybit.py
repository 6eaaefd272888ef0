"""Bybit, where it may be reached: open interest and funding of its perpetuals."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

import msgspec

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers.assets import of_each
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.decoding import decoded, moment_ms, number, required
from explainer.providers.hours import a_day_before, over_eight_hours_pct
from explainer.providers.nouns import Funding, OpenInterest, Told
from explainer.providers.provider import Provider

BYBIT = Provider(
    name="bybit",
    title="Bybit",
    link="https://www.bybit.com",
    attribution="Futures data by Bybit",
    terms="No terms on redistribution found",
    at_once=4,  # it allows 600 calls in five seconds
)
BASE = "https://api.bybit.com/v5/market"
FRESH = 60.0
OPEN = {"BTC": "BTCUSDT", "ETH": "ETHUSDT"}
ASKED_HOURS = 26
BUSY = 10006
"""Its code for too many requests."""


class _Status(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    ret_code: int


class _Ticker(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    symbol: str
    mark_price: float | str | None = None
    prev_price_24h: float | str | None = msgspec.field(default=None, name="prevPrice24h")
    single_open_interest: float | str | None = None
    funding_rate: float | str | None = None
    funding_interval_hour: float | str | None = None


class _Tickers(msgspec.Struct, frozen=True, kw_only=True):
    rows: list[_Ticker] = msgspec.field(name="list")


class _TickersAnswer(msgspec.Struct, frozen=True, kw_only=True):
    result: _Tickers
    time: float


class _Hour(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    timestamp: float | str
    single_open_interest: float | str | None = None


class _Hours(msgspec.Struct, frozen=True, kw_only=True):
    symbol: str
    rows: list[_Hour] = msgspec.field(name="list")


class _HoursAnswer(msgspec.Struct, frozen=True, kw_only=True):
    result: _Hours


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts now and a day before, each counted once.

    What Bybit calls open interest counts both sides of a contract, unlike all others.
    """
    told = await of_each(OPEN, lambda asset: _open_interest(client, asset))
    every = tuple(told.values())
    return Told(
        figures=tuple(figures for _, _, figures in every),
        provider=BYBIT,
        url=every[0][0],
        observed_at=min(at for _, at, _ in every),
    )


async def _open_interest(client: Client, asset: str) -> tuple[str, datetime, OpenInterest]:
    """The address, the time and the figures of one asset."""
    pair = OPEN[asset]
    (url, at, ticker), history = await asyncio.gather(
        _ticker(client, pair), _coins_by_hour(client, pair)
    )
    coins = required(BYBIT, ticker.single_open_interest, "its open interest counted once")
    price = required(BYBIT, ticker.mark_price, "its mark price")
    figures = OpenInterest(
        venue=BYBIT.title,
        asset=asset,
        now_usd=coins * price,
        before_usd=_product(a_day_before(history, at), number(ticker.prev_price_24h)),
        coins=coins,
    )
    return url, at, figures


def _product(coins: float | None, price: float | None) -> float | None:
    return None if coins is None or price is None else coins * price


async def _coins_by_hour(client: Client, pair: str) -> Mapping[datetime, float]:
    parameters: Parameters = {
        "category": "linear",
        "symbol": pair,
        "intervalTime": "1h",
        "limit": ASKED_HOURS,
    }
    body = await _call(client, "/open-interest", parameters)
    return {
        moment_ms(BYBIT, row.timestamp, "an hour of open interest"): coins
        for row in decoded(BYBIT, body, _HoursAnswer).result.rows
        if (coins := number(row.single_open_interest)) is not None and coins > 0
    }


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay, brought to eight hours by the interval that it states."""
    url, at, ticker = await _ticker(client, OPEN["BTC"])
    rate = required(BYBIT, ticker.funding_rate, "its funding rate")
    hours = required(BYBIT, ticker.funding_interval_hour, "its funding interval")
    pct = over_eight_hours_pct(BYBIT, rate, hours)
    return Told(
        figures=Funding(venue=BYBIT.title, rate_8h_pct=pct),
        provider=BYBIT,
        url=url,
        observed_at=at,
    )


async def _ticker(client: Client, pair: str) -> tuple[str, datetime, _Ticker]:
    """The address, the time and the figures of one perpetual."""
    body = await _call(client, "/tickers", {"category": "linear", "symbol": pair})
    answer = decoded(BYBIT, body, _TickersAnswer)
    for ticker in answer.result.rows:
        if ticker.symbol == pair:
            return body.url, moment_ms(BYBIT, answer.time, "its time"), ticker
    raise ProviderEmpty(BYBIT.name, f"it has no ticker of {pair}")


async def _call(client: Client, path: str, parameters: Parameters) -> Body:
    return await client.get(BYBIT, f"{BASE}{path}", parameters, fresh=FRESH, check=_check)


def _check(body: Body) -> None:
    status = decoded(BYBIT, body, _Status)
    if status.ret_code == BUSY:
        raise ProviderBusy(BYBIT.name, f"it asks for fewer requests ({BUSY})")
    if status.ret_code != 0:
        raise ProviderRefused(BYBIT.name, f"it refuses the request ({status.ret_code})")
