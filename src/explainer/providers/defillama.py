"""DefiLlama: how many dollars are in stablecoins."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.client import Client
from explainer.providers.daily import Cell
from explainer.providers.decoding import decoded, number
from explainer.providers.nouns import Stablecoins, Told
from explainer.providers.provider import Provider

DEFILLAMA = Provider(
    name="defillama",
    title="DefiLlama",
    link="https://defillama.com/stablecoins",
    attribution="Stablecoin data by DefiLlama",
    terms="Open data; no licence is stated",
)
URL = "https://stablecoins.llama.fi/stablecoins"
FRESH = 3600.0
DOLLAR = "peggedUSD"
TETHER, USD_COIN = "1", "2"
"""Its ids of the two that hold most of it: without both the sum says nothing."""
FUNDS = frozenset({"BUIDL", "USYC", "USDY", "USTB", "OUSG", "BENJI", "JTRSY", "TBILL", "WTGXX"})
"""Shares of funds that hold Treasury bills. It counts them, but they are savings and buy no coins;
a day on which one fund moves would pass for capital that leaves the market."""

Amounts = Mapping[str, Cell]
"""By what the coin is pegged to."""


class _Asset(msgspec.Struct, frozen=True, kw_only=True):
    id: str | int
    symbol: str = ""
    circulating: Amounts | None = None
    circulating_week: Amounts | None = msgspec.field(default=None, name="circulatingPrevWeek")


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    assets: list[_Asset | None] = msgspec.field(name="peggedAssets")


async def stablecoins(client: Client) -> Told[Stablecoins]:
    """Dollars in stablecoins pegged to the dollar, now and a week ago; it tells no time.

    Only coins of which both amounts are known count, so that none seems to come or go because a
    figure is missing. Ids tell coins apart: two of them may have one symbol.
    """
    body = await client.get(DEFILLAMA, URL, {"includePrices": "true"}, fresh=FRESH)
    known: dict[str, tuple[float, float]] = {}
    for asset in decoded(DEFILLAMA, body, _Answer).assets:
        if asset is None or asset.symbol.upper() in FUNDS:
            continue
        now, week_ago = _dollars(asset.circulating), _dollars(asset.circulating_week)
        if now is not None and week_ago is not None:
            known[str(asset.id)] = (now, week_ago)
    if TETHER not in known or USD_COIN not in known:
        raise ProviderEmpty(DEFILLAMA.name, "it lacks USDT or USDC, now or a week ago")
    return Told(
        figures=Stablecoins(
            total_usd=sum(now for now, _ in known.values()),
            week_ago_usd=sum(week_ago for _, week_ago in known.values()),
        ),
        provider=DEFILLAMA,
        url=body.url,
        observed_at=body.fetched_at,
    )


def _dollars(amounts: Amounts | None) -> float | None:
    """An amount of dollars; nothing for other pegs, and for what cannot be an amount."""
    dollars = None if amounts is None else number(amounts.get(DOLLAR))
    return None if dollars is None or dollars < 0 else dollars
