"""Headlines of a feed: read with care, since every word of it is somebody else's."""

from __future__ import annotations

import html
import unicodedata
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.intake.forms import is_link
from explainer.providers.client import Body, Client
from explainer.providers.headline_kind import read_headline
from explainer.providers.nouns import Headlines, Told
from explainer.providers.provider import Provider
from explainer.snapshot import Event, utc_text

FRESH = 600.0
"""Seconds; the feeds themselves ask for five minutes."""
MOST_ITEMS = 200
"""Of one feed; a news feed holds 25 to 100."""
LONGEST_TITLE = 200
"""Characters; a longer headline is none, and half of one may say the opposite."""
OLDEST = timedelta(days=3)
"""A headline of an older day says nothing of a fall of today."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One headline: plain text in one line, its link if it is one to be sent to, and its time."""

    title: str
    url: str | None
    published: datetime


async def headlines(
    client: Client, provider: Provider, url: str, *, steady: bool = True
) -> Told[Headlines]:
    """The events that a feed of headlines tells of, newest first.

    A feed that is *steady* brings news around the clock, so its time is that of its newest item;
    of any other the time is when it was asked.
    """
    body = await client.get(provider, url, fresh=FRESH, form="xml")
    now = client.clock()
    # a time to come is an error, or of a clock that is not ours
    items = [item for item in items_of(provider, body) if item.published <= now]
    if not items:
        raise ProviderEmpty(provider.name, "its feed has no headline with a time")
    items.sort(key=lambda item: item.published, reverse=True)
    events = [_event(provider, item) for item in items if now - item.published <= OLDEST]
    return Told(
        figures=Headlines(events=tuple(event for event in events if event is not None)),
        provider=provider,
        url=body.url,
        observed_at=items[0].published if steady else body.fetched_at,
    )


def items_of(provider: Provider, body: Body) -> list[Item]:
    """The headlines of a feed that have a title and a time; ProviderShapeError for no feed."""
    try:
        root = fromstring(body.content, forbid_dtd=True)
    except DefusedXmlException:
        raise ProviderShapeError(provider.name, "its feed defines entities of its own") from None
    except (ParseError, ValueError, LookupError) as error:
        raise ProviderShapeError(provider.name, f"its feed is no XML: {error}") from None
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise ProviderShapeError(provider.name, "what came is not an RSS feed")
    found = (_item(each) for each in channel.findall("item")[:MOST_ITEMS])
    return [item for item in found if item is not None]


def _item(element: Element) -> Item | None:
    title = plain_line(element.findtext("title") or "")
    published = _moment(element.findtext("pubDate") or "")
    if not title or len(title) > LONGEST_TITLE or published is None:
        return None
    link = (element.findtext("link") or "").strip()
    return Item(title=title, url=link if is_link(link) else None, published=published)


def plain_line(text: str) -> str:
    """The text in one line, without entities, control and formatting characters."""
    spaced = "".join(" " if char.isspace() else char for char in html.unescape(text))
    kept = (char for char in spaced if unicodedata.category(char)[0] != "C")
    return " ".join("".join(kept).split())


def _moment(text: str) -> datetime | None:
    """The time of a `pubDate` in UTC, which one without a zone is; None for none."""
    try:
        moment = parsedate_to_datetime(text.strip())
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _event(provider: Provider, item: Item) -> Event | None:
    read = read_headline(item.title, item.published.year)
    if read is None:
        return None
    return Event(
        kind=read.kind,
        title=item.title,
        date=utc_text(item.published),
        assets=read.assets,
        size_usd=read.size_usd,
        source=provider.title,
        url=item.url,
        impact=read.impact,
    )
