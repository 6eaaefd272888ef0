"""Cointelegraph: headlines of its news."""

from __future__ import annotations

from explainer.providers import rss
from explainer.providers.client import Client
from explainer.providers.nouns import Headlines, Told
from explainer.providers.provider import Provider

COINTELEGRAPH = Provider(
    name="cointelegraph",
    title="Cointelegraph",
    link="https://cointelegraph.com",
    attribution="Headlines by Cointelegraph",
    terms="its feed is offered for headlines with their links, and nothing more is taken; "
    "keeping them is not provided for",
    may_serve=True,
)
FEED = "https://cointelegraph.com/rss"


async def headlines(client: Client) -> Told[Headlines]:
    """The events that its headlines of three days tell of, newest first."""
    return await rss.headlines(client, COINTELEGRAPH, FEED)
