"""Links: the names of sources lead to where they were published."""

from collections.abc import Mapping

from explainer.explanation import Explanation

SOURCES = "sources"
"""The part of a text in which names become links."""
SCHEMES = ("https://", "http://")


def is_link(url: str | None) -> bool:
    """Whether an address is one that a text may lead to."""
    return url is not None and url.lower().startswith(SCHEMES)


def links_of(explanation: Explanation) -> Mapping[str, str]:
    """Name -> address, of all that figures come from; the longest names first."""
    found = {
        citation.name: citation.url
        for citation in explanation.citations
        if citation.url is not None and is_link(citation.url)
    }
    return {name: found[name] for name in sorted(found, key=len, reverse=True)}


def linked(text: str, links: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """The text in pieces, each with the address that it leads to, if it is a name that has one.

    A name within a longer one that is a link already stays as it is.
    """
    pieces: list[tuple[str, str | None]] = [(text, None)]
    for name, url in links.items():
        pieces = [
            part
            for piece in pieces
            for part in (_split(piece[0], name, url) if piece[1] is None else [piece])
        ]
    return pieces


def _split(text: str, name: str, url: str) -> list[tuple[str, str | None]]:
    """The text cut around the first place of the name."""
    before, found, after = text.partition(name)
    if not found:
        return [(text, None)]
    return [(before, None), (name, url), (after, None)]
