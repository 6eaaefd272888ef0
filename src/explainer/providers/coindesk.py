"""CoinDesk: headlines of its news."""

from __future__ import annotations

from explainer.providers import rss
from explainer.providers.client import Client
from explainer.providers.nouns import Headlines, Told
from explainer.providers.provider import Provider

COINDESK = Provider(
    name="coindesk",
    title="CoinDesk",
    link="https://www.coindesk.com",
    attribution="Headlines by CoinDesk",
    terms="its feed is offered for headlines with their links, and nothing more is taken; "
    "keeping them is not provided for",
    may_serve=True,
)
FEED = "https://www.coindesk.com/arc/outboundfeeds/rss"


async def headlines(client: Client) -> Told[Headlines]:
    """The events that its headlines of three days tell of, newest first."""
    return await rss.headlines(client, COINDESK, FEED)
