"""How much a snapshot may hold before it is refused; alone here, so anything may import it."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Upper bounds of one snapshot, each inclusive.

    `max_body_bytes` counts decimal bytes: 4 MB is 4,000,000. `max_depth` counts nested objects
    and arrays, the outermost included. `max_title_chars` counts code points of an event's title,
    `max_text_chars` those of a text that is verified.
    """

    max_body_bytes: int = 4_000_000
    max_depth: int = 32
    max_assets: int = 20_000
    max_events: int = 1_000
    max_title_chars: int = 10_000
    max_text_chars: int = 100_000
