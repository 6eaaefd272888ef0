"""Gate: liquidations, open interest and funding of its perpetuals, by the hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.assets import of_each
from explainer.providers.client import Body, Client
from explainer.providers.decoding import amount, decoded, moment, number, required
from explainer.providers.hours import DAY, HOUR, a_day_before, over_eight_hours_pct
from explainer.providers.nouns import Funding, Liquidated, OpenInterest, Told
from explainer.providers.provider import Provider

GATE = Provider(
    name="gate",
    title="Gate",
    link="https://www.gate.com",
    attribution="Futures data by Gate",
    terms="No terms on redistribution found",
    at_once=4,  # it allows 200 calls in ten seconds
)
BASE = "https://api.gateio.ws/api/v4/futures/usdt"
FRESH = 60.0
ASKED_HOURS = 26
"""A day back from the newest hour that is over takes 25, and the last row is unfinished."""
LIQUIDATED = ("BTC", "ETH", "SOL")
SECONDS = 3600
"""In an hour: its interval of funding is in seconds."""
OPEN = ("BTC", "ETH")


class _Hour(msgspec.Struct, frozen=True, kw_only=True):
    time: float
    long_liq_usd: float | str | None = None
    short_liq_usd: float | str | None = None
    open_interest_usd: float | str | None = None
    mark_price: float | str | None = None


class _Contract(msgspec.Struct, frozen=True, kw_only=True):
    funding_rate: float | str | None = None
    funding_interval: float | str | None = None
    funding_next_apply: float | str | None = None


Hours = Mapping[datetime, _Hour]
"""Hours that are over, by their end."""


async def liquidations(client: Client) -> Told[Liquidated]:
    """Longs and shorts closed by force in the last 24 hours that are over."""
    told = await of_each(LIQUIDATED, lambda asset: _hours(client, asset))
    by_asset: dict[str, float] = {}
    long_usd = short_usd = 0.0
    whole = len(told) == len(LIQUIDATED)
    for asset, (_, hours) in told.items():
        newest = max(hours)
        day = [each for ends, each in hours.items() if ends > newest - DAY]
        longs = _known(each.long_liq_usd for each in day)
        shorts = _known(each.short_liq_usd for each in day)
        whole = whole and len(longs) == len(shorts) == DAY // HOUR
        if not longs or not shorts:
            continue  # a side that is not told of is not one of which nothing was closed
        long_usd, short_usd = long_usd + sum(longs), short_usd + sum(shorts)
        by_asset[asset] = sum(longs) + sum(shorts)
    if not by_asset:
        raise ProviderEmpty(GATE.name, "its hours have no liquidations")
    return Told(
        figures=Liquidated(
            venue=GATE.title,
            long_usd=long_usd,
            short_usd=short_usd,
            by_asset_usd=by_asset,
            whole=whole,
        ),
        provider=GATE,
        url=_url(told),
        observed_at=_newest(told),
    )


def _known(cells: Iterable[float | str | None]) -> list[float]:
    """The amounts that are there, and can be."""
    read = (amount(cell) for cell in cells)
    return [each for each in read if each is not None]


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts at the end of the newest hour, and a day before it."""
    told = await of_each(OPEN, lambda asset: _hours(client, asset))
    found: list[OpenInterest] = []
    for asset, (_, hours) in told.items():
        amounts = {
            ends: usd
            for ends, each in hours.items()
            if (usd := number(each.open_interest_usd)) is not None and usd > 0
        }
        newest = max(hours)
        if newest not in amounts:
            continue
        # its own count is in contracts of a ten-thousandth of a bitcoin
        price = number(hours[newest].mark_price)
        found.append(
            OpenInterest(
                venue=GATE.title,
                asset=asset,
                now_usd=amounts[newest],
                before_usd=a_day_before(amounts, newest),
                coins=None if price is None or price <= 0 else amounts[newest] / price,
            )
        )
    if not found:
        raise ProviderEmpty(GATE.name, "its newest hour has no open interest")
    return Told(figures=tuple(found), provider=GATE, url=_url(told), observed_at=_newest(told))


def _url(told: Mapping[str, tuple[Body, Hours]]) -> str:
    """The address of the first asset."""
    return next(iter(told.values()))[0].url


def _newest(told: Mapping[str, tuple[Body, Hours]]) -> datetime:
    """The end of the newest hour that is known of all assets."""
    return min(max(hours) for _, hours in told.values())


async def _hours(client: Client, asset: str) -> tuple[Body, Hours]:
    """The hours of an asset's perpetual that are over; the last row may not be."""
    body = await client.get(
        GATE,
        f"{BASE}/contract_stats",
        {"contract": f"{asset}_USDT", "interval": "1h", "limit": ASKED_HOURS},
        fresh=FRESH,
    )
    now = client.clock()
    ends = ((moment(GATE, row.time) + HOUR, row) for row in decoded(GATE, body, list[_Hour]))
    over = {end: row for end, row in ends if end <= now}
    if not over:
        raise ProviderEmpty(GATE.name, f"it has no hour of {asset} that is over")
    return body, over


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay, by the interval that its contract states."""
    body = await client.get(GATE, f"{BASE}/contracts/BTC_USDT", fresh=FRESH)
    told = decoded(GATE, body, _Contract)
    rate = required(GATE, told.funding_rate, "its funding rate")
    seconds = required(GATE, told.funding_interval, "its funding interval")
    pct = over_eight_hours_pct(GATE, rate, seconds / SECONDS)
    # a rate that was due for settlement is no older than that
    applies = told.funding_next_apply
    due = None if applies is None else moment(GATE, applies, "the time of funding")
    return Told(
        figures=Funding(venue=GATE.title, rate_8h_pct=pct),
        provider=GATE,
        url=body.url,
        observed_at=body.fetched_at if due is None else min(body.fetched_at, due),
    )
