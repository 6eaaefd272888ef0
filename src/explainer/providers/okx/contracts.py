"""OKX's futures: open interest and funding."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from explainer.errors import ProviderEmpty, ProviderError
from explainer.providers.assets import of_each
from explainer.providers.client import Client
from explainer.providers.daily import Cell
from explainer.providers.decoding import decoded, moment_ms, number, required
from explainer.providers.hours import HOUR, a_day_before, over_eight_hours_pct
from explainer.providers.nouns import Funding, OpenInterest, Told
from explainer.providers.okx.calls import OKX, call
from explainer.providers.okx.instruments import coins_per_contract, swap_of
from explainer.providers.okx.spot import prices

ASSETS = ("BTC", "ETH")


class _History(msgspec.Struct, frozen=True, kw_only=True):
    data: list[list[Cell]]


class _Swap(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    ts: float | str | None = None
    oi: float | str | None = None
    oi_usd: float | str | None = None


class _Swaps(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Swap]


class _Rate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    funding_rate: float | str | None = None
    funding_time: float | str | None = None
    next_funding_time: float | str | None = None
    ts: float | str | None = None


class _Rates(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Rate]


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts of all kinds by OKX's own hours; without these its perpetuals as of now."""
    try:
        return await _by_the_hour(client)
    except ProviderError as error:
        # the statistics rest by themselves at times; what is open can still be told
        try:
            return await _as_of_now(client)
        except ProviderError:
            raise error from None


async def _by_the_hour(client: Client) -> Told[tuple[OpenInterest, ...]]:
    bodies = await of_each(
        ASSETS,
        lambda asset: call(
            client, "/rubik/stat/contracts/open-interest-volume", {"ccy": asset, "period": "1H"}
        ),
    )
    found: list[OpenInterest] = []
    times: list[datetime] = []
    for asset, body in bodies.items():
        hours = _hours(decoded(OKX, body, _History))
        if not hours:
            continue
        newest = max(hours)
        times.append(newest)
        found.append(
            OpenInterest(
                venue=OKX.title,
                asset=asset,
                now_usd=hours[newest],
                before_usd=a_day_before(hours, newest),
            )
        )
    if not found:
        raise ProviderEmpty(OKX.name, "it has no hour of open interest")
    url = next(iter(bodies.values())).url
    return Told(figures=tuple(found), provider=OKX, url=url, observed_at=min(times))


def _hours(history: _History) -> Mapping[datetime, float]:
    """US dollars by hour: the second cell, after the time."""
    found: dict[datetime, float] = {}
    for row in history.data:
        amount = number(row[1]) if len(row) > 1 else None
        if amount is not None and amount > 0:
            found[moment_ms(OKX, row[0], "an hour of open interest")] = amount
    return found


async def _as_of_now(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Its perpetuals that are settled in USDT; of a day before OKX then says nothing."""
    body, coins = await asyncio.gather(
        call(client, "/public/open-interest", {"instType": "SWAP"}), coins_per_contract(client)
    )
    found: list[OpenInterest] = []
    times: list[datetime] = []
    swaps = {each.inst_id: each for each in decoded(OKX, body, _Swaps).data}
    for asset in ASSETS:
        swap, per_contract = swaps.get(swap_of(asset)), coins.get(swap_of(asset))
        contracts = None if swap is None else number(swap.oi)
        if swap is None or contracts is None or per_contract is None:
            continue
        amount = contracts * per_contract
        usd = number(swap.oi_usd)
        if usd is None:
            price = (await prices(client)).figures.get(asset)
            usd = None if price is None else amount * price.price_usd
        if usd is not None:
            times.append(moment_ms(OKX, swap.ts, "the time of open interest"))
            found.append(OpenInterest(venue=OKX.title, asset=asset, now_usd=usd, coins=amount))
    if not found:
        raise ProviderEmpty(OKX.name, "it has no open interest of any coin that is looked at")
    return Told(figures=tuple(found), provider=OKX, url=body.url, observed_at=min(times))


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay at the next settlement, brought to eight hours."""
    swap = swap_of("BTC")
    body = await call(client, "/public/funding-rate", {"instId": swap})
    rates = [each for each in decoded(OKX, body, _Rates).data if each.inst_id == swap]
    if not rates:
        raise ProviderEmpty(OKX.name, f"it has no funding rate of {swap}")
    told = rates[0]
    rate = required(OKX, told.funding_rate, "its funding rate")
    pct = over_eight_hours_pct(OKX, rate, _interval(told) / HOUR)
    return Told(
        figures=Funding(venue=OKX.title, rate_8h_pct=pct),
        provider=OKX,
        url=body.url,
        observed_at=moment_ms(OKX, told.ts, "the time of the funding rate"),
    )


def _interval(told: _Rate) -> timedelta:
    """Between this settlement and the next; OKX shortens it where a market is one-sided."""
    due = moment_ms(OKX, told.funding_time, "the time of funding")
    return moment_ms(OKX, told.next_funding_time, "the time of the next funding") - due
