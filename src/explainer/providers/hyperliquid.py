"""Hyperliquid: open interest and funding of its perpetuals, all in one call."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, number, required
from explainer.providers.hours import over_eight_hours_pct
from explainer.providers.nouns import Funding, OpenInterest, Told
from explainer.providers.provider import Provider

HYPERLIQUID = Provider(
    name="hyperliquid",
    title="Hyperliquid",
    link="https://hyperliquid.xyz",
    attribution="Perpetuals data by Hyperliquid",
    terms="No terms on redistribution found",
)
URL = "https://api.hyperliquid.xyz/info"
FRESH = 60.0
ASSETS = ("BTC", "ETH")
SETTLED_HOURS = 1
"""Between two settlements of funding."""


class _Name(msgspec.Struct, frozen=True, kw_only=True):
    name: str


class _Meta(msgspec.Struct, frozen=True, kw_only=True):
    universe: list[_Name]


class _Market(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    funding: float | str | None = None
    open_interest: float | str | None = None
    mark_px: float | str | None = None


async def open_interest(client: Client) -> Told[tuple[OpenInterest, ...]]:
    """Open contracts now, told in coins; it says nothing of a day before."""
    body, markets = await _markets(client)
    found: list[OpenInterest] = []
    for asset in ASSETS:
        market = markets.get(asset)
        if market is None:
            continue
        coins, price = number(market.open_interest), number(market.mark_px)
        if coins is not None and price is not None:
            found.append(
                OpenInterest(
                    venue=HYPERLIQUID.title, asset=asset, now_usd=coins * price, coins=coins
                )
            )
    if not found:
        raise ProviderEmpty(HYPERLIQUID.name, "it has no open interest of bitcoin or ether")
    return Told(
        figures=tuple(found), provider=HYPERLIQUID, url=body.url, observed_at=body.fetched_at
    )


async def funding(client: Client) -> Told[Funding]:
    """What longs on bitcoin pay; it is settled every hour."""
    body, markets = await _markets(client)
    if "BTC" not in markets:
        raise ProviderEmpty(HYPERLIQUID.name, "it has no market of bitcoin")
    rate = required(HYPERLIQUID, markets["BTC"].funding, "its funding rate")
    return Told(
        figures=Funding(
            venue=HYPERLIQUID.title,
            rate_8h_pct=over_eight_hours_pct(HYPERLIQUID, rate, SETTLED_HOURS),
        ),
        provider=HYPERLIQUID,
        url=body.url,
        observed_at=body.fetched_at,
    )


async def _markets(client: Client) -> tuple[Body, Mapping[str, _Market]]:
    """The markets by name: names and figures come in two lists of the same order."""
    body = await client.get(HYPERLIQUID, URL, fresh=FRESH, posted={"type": "metaAndAssetCtxs"})
    meta, markets = decoded(HYPERLIQUID, body, tuple[_Meta, list[_Market]])
    if len(meta.universe) != len(markets):
        raise ProviderShapeError(HYPERLIQUID.name, "it has not as many figures as names")
    return body, {each.name: market for each, market in zip(meta.universe, markets, strict=True)}
