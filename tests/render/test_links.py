"""Links: addresses lead to where they say, whatever the sources are called."""

from __future__ import annotations

import re

from tests.render.making import explainer

from explainer.render import RENDERINGS
from explainer.render.links import linked

SOURCES = (
    ("e", "https://example.org/1"),
    ("Fund data", "https://example.org/11"),
    ("Fund data", "https://example.org/2"),
    ("he said https://example.org/2 is it", "https://example.org/3"),
    ("no address", None),
)


def _told(form: str) -> str:
    snapshot = {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"change_24h_pct": -6.1}},
        "sources": [
            {"name": name} if url is None else {"name": name, "url": url} for name, url in SOURCES
        ],
    }
    return RENDERINGS[form](explainer().explain(snapshot, length="article"))


def test_an_address_that_begins_another_is_not_mistaken_for_it() -> None:
    """The longest is looked for first, and each piece is cut once."""
    links = ("https://e.org/11", "https://e.org/1")
    assert linked("One, https://e.org/11; two, https://e.org/1.", links) == [
        ("One, ", False),
        ("https://e.org/11", True),
        ("; two, ", False),
        ("https://e.org/1", True),
        (".", False),
    ]


def test_every_source_leads_to_its_own_address_in_html() -> None:
    """A short name, one name for two sources, an address in a name: none leads astray."""
    found = re.findall('<a href="([^"]*)" rel="nofollow"><bdi>([^<]*)</bdi></a>', _told("html"))
    assert [href for href, _ in found if href != "https://example.org/2"] == [
        "https://example.org/1",
        "https://example.org/11",
        "https://example.org/3",
    ]
    assert all(href == shown for href, shown in found)


def test_every_source_leads_to_its_own_address_in_markdown() -> None:
    """As in HTML."""
    found = re.findall(r"\[([^\]]*)\]\(<([^>]*)>\)", _told("markdown"))
    assert {shown for _, shown in found} == {url for _, url in SOURCES if url is not None}
    assert all(shown == url for shown, url in found)
