"""CoinLore: the market as a whole."""

from __future__ import annotations

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.client import Client
from explainer.providers.daily import Cell
from explainer.providers.decoding import decoded, number
from explainer.providers.nouns import Told, Totals
from explainer.providers.provider import Provider

COINLORE = Provider(
    name="coinlore",
    title="CoinLore",
    link="https://www.coinlore.com",
    attribution="Market data by CoinLore",
    terms="Free of charge and without a key; nothing is said of passing figures on",
)
URL = "https://api.coinlore.net/api/global/"
FRESH = 60.0


class _Global(msgspec.Struct, frozen=True, kw_only=True):
    """Amounts are numbers, shares and changes are text."""

    total_mcap: Cell = None
    total_volume: Cell = None
    btc_d: Cell = None
    mcap_change: Cell = None


async def totals(client: Client) -> Told[Totals]:
    """Market value, its change, volume and bitcoin's share; it tells no time."""
    body = await client.get(COINLORE, URL, fresh=FRESH)
    rows = decoded(COINLORE, body, list[_Global])
    cap = number(rows[0].total_mcap) if rows else None
    if cap is None or cap <= 0:
        raise ProviderEmpty(COINLORE.name, "it has no market value")
    return Told(
        figures=Totals(
            total_cap_usd=cap,
            change_24h_pct=number(rows[0].mcap_change),
            volume_24h_usd=number(rows[0].total_volume),
            btc_dominance_pct=number(rows[0].btc_d),
        ),
        provider=COINLORE,
        url=body.url,
        observed_at=body.fetched_at,
    )
