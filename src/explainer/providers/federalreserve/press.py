"""What it has decided, from the feed of its press releases on monetary policy."""

from __future__ import annotations

from explainer.providers import rss
from explainer.providers.client import Client
from explainer.providers.federalreserve.source import BASE, FEDERAL_RESERVE
from explainer.providers.nouns import Headlines, Told

FEED = f"{BASE}/feeds/press_monetary.xml"


async def headlines(client: Client) -> Told[Headlines]:
    """The decisions of the last days; none if there was no meeting."""
    return await rss.headlines(client, FEDERAL_RESERVE, FEED, steady=False)
