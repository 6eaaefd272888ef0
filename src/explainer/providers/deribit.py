"""Deribit: options on bitcoin, their implied volatility, and its perpetuals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import msgspec

from explainer.errors import ProviderBusy, ProviderEmpty, ProviderRefused
from explainer.providers.assets import of_each
from explainer.providers.chains import OpenOption, summed
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.daily import Cell
from explainer.providers.decoding import decoded, moment_ms, number, required
from explainer.providers.hours import DAY, EIGHT, HOUR, over_eight_hours_pct
from explainer.providers.nouns import Funding, OpenInterest, Options, Told
from explainer.providers.provider import Provider
from explainer.series import Close

DERIBIT = Provider(
    name="deribit",
    title="Deribit",
    link="https://www.deribit.com",
    attribution="Options data and DVOL by Deribit",
    terms="Terms of service: personal use; no aggregation, no resale",
    at_once=4,  # it allows 20 calls a second
)
BASE = "https://www.deribit.com/api/v2/public"
FRESH = 60.0
CANDLES_FRESH = 900.0
TOO_MANY_REQUESTS = 10028
ASSETS = ("BTC", "ETH")
VOLATILITY_BACK = timedelta(hours=48)
NAME = re.compile(r"BTC-(?P<day>\d{1,2})(?P<month>[A-Z]{3})(?P<year>\d{2})-[^-]+-(?P<kind>[CP])")
"""As in BTC-9SEP26-73000-P."""
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


class _Error(msgspec.Struct, frozen=True, kw_only=True):
    code: int


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    error: _Error | None = None


class _Option(msgspec.Struct, frozen=True, kw_only=True):
    instrument_name: str
    open_interest: float | None = None
    underlying_price: float | None = None
    creation_timestamp: float | None = None


class _OptionsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    result: list[_Option]


class _Ticker(msgspec.Struct, frozen=True, kw_only=True):
    instrument_name: str
    timestamp: float | None = None
    open_interest: float | None = None
    mark_price: float | None = None
    funding_8h: float | None = None


class _TickerAnswer(msgspec.Struct, frozen=True, kw_only=True):
    result: _Ticker


class _Volatility(msgspec.Struct, frozen=True, kw_only=True):
    data: list[list[Cell]]


class _VolatilityAnswer(msgspec.Struct, frozen=True, kw_only=True):
    result: _Volatility


async def options(client: Client) -> Told[Options]:
    """Puts to calls by what is open, and open amounts by expiry at the price of their own future.

    Deribit counts open options in bitcoin.
    """
    parameters = {"currency": "BTC", "kind": "option"}
    body = await _call(client, "/get_book_summary_by_currency", parameters, FRESH)
    rows = decoded(DERIBIT, body, _OptionsAnswer).result
    found = summed(_open(rows), client.clock())
    if found is None:
        raise ProviderEmpty(DERIBIT.name, "it has no open option")
    times = [
        moment_ms(DERIBIT, row.creation_timestamp)
        for row in rows
        if row.creation_timestamp is not None
    ]
    return Told(
        figures=found,
        provider=DERIBIT,
        url=body.url,
        observed_at=max(times, default=body.fetched_at),
    )


def _open(rows: list[_Option]) -> Iterator[OpenOption]:
    for row in rows:
        name = NAME.fullmatch(row.instrument_name)
        coins, price = number(row.open_interest), number(row.underlying_price)
        expires = None if name is None else _day(name)
        if name is None or expires is None or coins is None:
            continue
        usd = None if price is None else coins * price
        yield OpenOption(expires=expires, is_put=name["kind"] == "P", coins=coins, usd=usd)


def _day(name: re.Match[str]) -> date | None:
    """The day in the name; None for one that no calendar has."""
    try:
        return date(2000 + int(name["year"]), MONTHS.index(name["month"]) + 1, int(name["day"]))
    except ValueError:
        return None


async def implied_volatility(client: Client) -> Told[tuple[Close, ...]]:
    """The last value of DVOL on each day, the volatility that options imply, in percent.

    Hours are asked for, so that the newest value is of the hour before; candles that are not over
    are left out.
    """
    now = client.clock()
    # whole hours, so that all calls of an hour are the same call
    until = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    parameters: Parameters = {
        "currency": "BTC",
        "resolution": int(HOUR.total_seconds()),
        "start_timestamp": int((until - VOLATILITY_BACK).timestamp() * 1000),
        "end_timestamp": int(until.timestamp() * 1000),
    }
    body = await _call(client, "/get_volatility_index_data", parameters, CANDLES_FRESH)
    starts: dict[datetime, float | None] = {
        moment_ms(DERIBIT, row[0] if row else None, "the start of a candle"): (
            number(row[4]) if len(row) > 4 else None
        )
        for row in decoded(DERIBIT, body, _VolatilityAnswer).result.data
    }
    # it may answer days where hours were asked for: how long a candle is shows between two
    length = min((later - start for start, later in pairwise(sorted(starts))), default=DAY)
    over = {
        start: close
        for start, close in sorted(starts.items())
        if start + length <= now and close is not None and close > 0
    }
    if not over:
        raise ProviderEmpty(DERIBIT.name, "it has no completed candle of DVOL")
    by_day = {start.date(): close for start, close in over.items()}
    return Told(
        figures=tuple(Close(day=day, value=close) for day, close in by_day.items()),
        provider=DERIBIT,
        url=body.url,
        observed_at=max(over) + length,
    )


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open perpetuals now; unlike options they are counted in US dollars."""
    told = await of_each(ASSETS, lambda asset: _ticker(client, asset))
    found: list[OpenInterest] = []
    for asset, (_, ticker) in told.items():
        usd, price = number(ticker.open_interest), number(ticker.mark_price)
        if usd is not None:
            coins = None if price is None or price <= 0 else usd / price
            found.append(OpenInterest(venue=DERIBIT.title, asset=asset, now_usd=usd, coins=coins))
    if not found:
        raise ProviderEmpty(DERIBIT.name, "its perpetuals have no open interest")
    times = [moment_ms(DERIBIT, ticker.timestamp) for _, ticker in told.values()]
    url = next(iter(told.values()))[0].url
    return Told(figures=tuple(found), provider=DERIBIT, url=url, observed_at=min(times))


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin paid over the last eight hours; it is settled all the time."""
    body, ticker = await _ticker(client, "BTC")
    rate = required(DERIBIT, ticker.funding_8h, "its funding rate")
    pct = over_eight_hours_pct(DERIBIT, rate, EIGHT)
    return Told(
        figures=Funding(venue=DERIBIT.title, rate_8h_pct=pct),
        provider=DERIBIT,
        url=body.url,
        observed_at=moment_ms(DERIBIT, ticker.timestamp),
    )


async def _ticker(client: Client, asset: str) -> tuple[Body, _Ticker]:
    name = f"{asset}-PERPETUAL"
    body = await _call(client, "/ticker", {"instrument_name": name}, FRESH)
    ticker = decoded(DERIBIT, body, _TickerAnswer).result
    if ticker.instrument_name != name:
        raise ProviderEmpty(DERIBIT.name, f"it has no ticker of {name}")
    return body, ticker


async def _call(client: Client, path: str, parameters: Parameters, fresh: float) -> Body:
    return await client.get(DERIBIT, f"{BASE}{path}", parameters, fresh=fresh, check=_check)


def _check(body: Body) -> None:
    error = decoded(DERIBIT, body, _Status).error
    if error is None:
        return
    if error.code == TOO_MANY_REQUESTS:
        raise ProviderBusy(DERIBIT.name, f"it asks for fewer requests ({error.code})")
    raise ProviderRefused(DERIBIT.name, f"it refuses the request ({error.code})")
