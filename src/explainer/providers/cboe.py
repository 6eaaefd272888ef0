"""Cboe: the VIX, session by session, from the exchange that computes it."""

from __future__ import annotations

from explainer.providers import closes
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import STOCKS
from explainer.series import Close

CBOE = Provider(
    name="cboe",
    title="Cboe",
    link="https://www.cboe.com/tradable_products/vix/vix_historical_data/",
    attribution="VIX by Cboe Global Indices, delayed",
    terms="shown with a note of its delay; whether it may be passed on or kept is not stated",
)
HISTORY = "https://cdn.cboe.com/api/global/us_indices/daily_prices/VIX_History.csv"
FRESH = 900.0
"""Seconds; a row is added once a session, in the hours after it."""


async def vix(client: Client) -> Told[tuple[Close, ...]]:
    """The VIX at the close of each session in New York."""
    body = await client.get(CBOE, HISTORY, form="csv", fresh=FRESH)
    rows = closes.table(CBOE, body, ("DATE",), "CLOSE")
    return closes.told(CBOE, body.url, rows, STOCKS, client.clock())
