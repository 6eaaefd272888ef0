"""What sources told, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import Row

NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)


def source(title: str) -> Provider:
    """A source of that title."""
    return Provider(
        name=title.lower(), title=title, link="https://example.org", attribution="", terms=""
    )


def told(figures: Any, title: str = "Venue") -> Told[Any]:
    """Figures of a source."""
    return Told(
        figures=figures,
        provider=source(title),
        url=f"https://example.org/{title.lower()}",
        observed_at=NOON,
    )


def gathered(row: Row[Any], *tellings: Told[Any], **others: Told[Any]) -> Gathered:
    """All that was told of a row, and of others by their id."""
    return Gathered(
        told={row.id: tellings, **{name: (each,) for name, each in others.items()}}, attempts=()
    )
