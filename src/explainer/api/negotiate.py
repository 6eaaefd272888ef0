"""Which of the offered media types an Accept header asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

JSON = "application/json"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PROBLEM = "application/problem+json"

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "json": JSON,
        "text": PLAIN,
        "markdown": MARKDOWN,
        "html": HTML,
        "slack": JSON,
        "telegram": PLAIN,
    }
)
"""Format of an explanation -> media type of the answer; the first is what a client gets unasked.

Of two with one media type, `Accept` chooses the first: messages for channels are asked for by
`format`. A Telegram message is plain text although it has markup: it is the value of a field, and
nobody's browser should show it as a page. Text of every kind is sent in UTF-8, and the header says
so.
"""

MOST_RANGES = 50  # browsers send under ten; the rest of a longer header is not read


class _Range:
    """One media range of an Accept header: `text/*;q=0.5`."""

    __slots__ = ("kind", "quality", "subkind")

    def __init__(self, text: str) -> None:
        name, *parameters = text.split(";")
        self.kind, _, self.subkind = name.strip().lower().partition("/")
        self.quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                self.quality = _quality(value.strip())

    def fit(self, kind: str, subkind: str) -> int:
        """Say how exactly the range names this type: 2 fully, 1 its kind, 0 any, -1 not."""
        if self.kind == kind and self.subkind == subkind:
            return 2
        if self.subkind != "*":
            return -1
        if self.kind == kind:
            return 1
        return 0 if self.kind == "*" else -1


def _quality(text: str) -> float:
    """The weight 0..1; what is no weight counts as 0, so that a slip asks for nothing."""
    whole, _, decimals = text.partition(".")
    digits = text.isascii() and whole in ("0", "1") and (not decimals or decimals.isdigit())
    weight = float(text) if digits and len(decimals) <= 3 else 0.0
    return weight if weight <= 1 else 0.0


def negotiate(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Return the key of `offered` whose media type the header asks for most, None if none fits.

    Among equals the more exactly named wins, then the client's order, then the order of `offered`.
    """
    if accept is None or not accept.strip() or accept.strip() == "*/*":
        return next(iter(offered))
    ranges = [_Range(part) for part in accept.split(",")[:MOST_RANGES] if part.strip()]
    best: str | None = None
    best_rank = (0.0, 0, 0)
    for key, media_type in offered.items():
        kind, _, subkind = media_type.partition("/")
        fits = [(each.fit(kind, subkind), -place) for place, each in enumerate(ranges)]
        fit, place = max(fits, default=(-1, 0))
        if fit < 0:
            continue
        quality = ranges[-place].quality
        rank = (quality, fit, place)
        if quality > 0 and (best is None or rank > best_rank):
            best, best_rank = key, rank
    return best
