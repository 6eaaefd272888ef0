"""Links: the addresses of sources, where a text prints them, lead to where they say.

An address links to itself alone. A name would have to be found again among words that somebody
else chose, and two sources of one name would lead to the same place.
"""

from collections.abc import Sequence

from explainer.explanation import Explanation

SOURCES = "sources"
"""The part of a text in which addresses become links."""
SCHEMES = ("https://", "http://")


def is_link(url: str | None) -> bool:
    """Whether an address is one that a text may lead to."""
    return url is not None and url.lower().startswith(SCHEMES)


def links_of(explanation: Explanation) -> tuple[str, ...]:
    """The addresses of all that figures come from; the longest first, as one may begin another."""
    found = {citation.url for citation in explanation.citations if citation.url is not None}
    return tuple(sorted(filter(is_link, found), key=lambda url: (-len(url), url)))


def linked(text: str, links: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is an address that becomes a link."""
    pieces = [(text, False)]
    for url in links:
        pieces = [
            part
            for piece, is_address in pieces
            for part in ([(piece, True)] if is_address else _split(piece, url))
        ]
    return pieces


def _split(text: str, url: str) -> list[tuple[str, bool]]:
    """The text cut around the last place of the address: a name before it may hold it too."""
    before, found, after = text.rpartition(url)
    return [(before, False), (url, True), (after, False)] if found else [(text, False)]
