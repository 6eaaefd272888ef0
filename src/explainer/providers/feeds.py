"""Feeds of headlines: RSS from strangers, of which the title, the link and the time are read."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from explainer.errors import ProviderShapeError
from explainer.providers.client import Body
from explainer.providers.provider import Provider

LONGEST_TITLE = 300
SCHEMES = ("https://", "http://")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One headline; *link* is None where it leads nowhere on the web."""

    title: str
    published_at: datetime
    link: str | None = None


def items(provider: Provider, body: Body) -> tuple[Item, ...]:
    """The headlines of a feed that have a title and a time, the newest first.

    ProviderShapeError for what is no feed, tries to bring in entities, or has no item that reads.
    """
    try:
        root = fromstring(body.content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        kind = type(error).__name__
        raise ProviderShapeError(provider.name, f"its feed cannot be read ({kind})") from None
    nodes = list(root.iter("item"))
    found = [item for node in nodes if (item := _item(node)) is not None]
    if root.tag != "rss" or (nodes and not found):
        raise ProviderShapeError(provider.name, "its feed is none of RSS")
    return tuple(sorted(found, key=lambda item: item.published_at, reverse=True))


def _item(node: Element) -> Item | None:
    title = " ".join(unescape(node.findtext("title") or "").split())[:LONGEST_TITLE]
    link = (node.findtext("link") or "").strip()
    published = _time(node.findtext("pubDate") or "")
    if not title or published is None:
        return None
    return Item(
        title=title,
        published_at=published,
        link=link if link.startswith(SCHEMES) else None,
    )


def _time(text: str) -> datetime | None:
    """The time of an e-mail's date, in UTC; None for what is none."""
    try:
        moment = parsedate_to_datetime(text.strip())
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
