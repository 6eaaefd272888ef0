"""CoinPaprika: the market as a whole."""

from __future__ import annotations

import msgspec

from explainer.errors import ProviderEmpty, ProviderRefused
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, moment, number
from explainer.providers.nouns import Told, Totals
from explainer.providers.provider import Provider

COINPAPRIKA = Provider(
    name="coinpaprika",
    title="CoinPaprika",
    link="https://coinpaprika.com",
    attribution="Market data by CoinPaprika",
    terms="Free for personal use with credit, by its price list; no licence to pass figures on",
)
URL = "https://api.coinpaprika.com/v1/global"
FRESH = 60.0


class _Global(msgspec.Struct, frozen=True, kw_only=True):
    last_updated: float
    market_cap_usd: float | None = None
    market_cap_change_24h: float | None = None
    volume_24h_usd: float | None = None
    bitcoin_dominance_percentage: float | None = None


class _Error(msgspec.Struct, frozen=True, kw_only=True):
    error: str | None = None


async def totals(client: Client) -> Told[Totals]:
    """Market value, its change, volume and bitcoin's share."""
    body = await client.get(COINPAPRIKA, URL, fresh=FRESH, check=_check)
    told = decoded(COINPAPRIKA, body, _Global)
    cap = number(told.market_cap_usd)
    if cap is None or cap <= 0:
        raise ProviderEmpty(COINPAPRIKA.name, "it has no market value")
    return Told(
        figures=Totals(
            total_cap_usd=cap,
            change_24h_pct=number(told.market_cap_change_24h),
            volume_24h_usd=number(told.volume_24h_usd),
            btc_dominance_pct=number(told.bitcoin_dominance_percentage),
        ),
        provider=COINPAPRIKA,
        url=body.url,
        observed_at=moment(COINPAPRIKA, told.last_updated, "last_updated"),
    )


def _check(body: Body) -> None:
    if decoded(COINPAPRIKA, body, _Error).error is not None:
        raise ProviderRefused(COINPAPRIKA.name, "it answers with an error")
