"""What it has decided, from the feed of its press releases on monetary policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from explainer.providers import feeds
from explainer.providers.client import Client
from explainer.providers.federalreserve.source import BASE, FEDERAL_RESERVE
from explainer.providers.nouns import Headlines, Told
from explainer.snapshot import Event, utc_text

FEED = f"{BASE}/feeds/press_monetary.xml"
FRESH = 600.0
RECENT = timedelta(days=7)
"""A decision keeps being named for about a week."""
DECISION = "issues fomc statement"
"""Minutes are in the calendar; projections and discount rates come with a decision or mean little.
"""


async def headlines(client: Client) -> Told[Headlines]:
    """The decisions of the last week; none if there was no meeting."""
    body = await client.get(FEDERAL_RESERVE, FEED, form="xml", fresh=FRESH)
    items = feeds.items(FEDERAL_RESERVE, body)
    return Told(
        figures=Headlines(events=tuple(_decisions(items, client.clock()))),
        provider=FEDERAL_RESERVE,
        url=body.url,
        observed_at=body.fetched_at,
    )


def _decisions(items: tuple[feeds.Item, ...], now: datetime) -> Iterator[Event]:
    for item in items:
        if DECISION in item.title.lower() and now - RECENT <= item.published_at <= now:
            yield Event(
                kind="monetary_policy",
                title=item.title,
                date=utc_text(item.published_at),
                source=FEDERAL_RESERVE.title,
                url=item.link,
            )
