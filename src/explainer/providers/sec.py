"""The U.S. Securities and Exchange Commission: titles of its press releases."""

from __future__ import annotations

from explainer.providers import rss
from explainer.providers.client import Client
from explainer.providers.nouns import Headlines, Told
from explainer.providers.provider import Provider

SEC = Provider(
    name="sec",
    title="U.S. Securities and Exchange Commission",
    link="https://www.sec.gov",
    attribution="Press releases of the U.S. Securities and Exchange Commission",
    terms="a work of the U.S. government, free to use; programs are to name a contact in their "
    "User-Agent, which only the operator has, so it is off by default",
    may_serve=True,
    may_store=True,
    on=False,
    at_once=1,
)
FEED = "https://www.sec.gov/news/pressreleases.rss"


async def headlines(client: Client) -> Told[Headlines]:
    """The events that its press releases of three days tell of, newest first."""
    return await rss.headlines(client, SEC, FEED, steady=False)
