"""What sources told, written down by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tests.providers.asking import utc

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import Row
from explainer.series import Close

SOURCE = Provider(
    name="example",
    title="Example",
    link="https://example.org",
    attribution="Figures by Example",
    terms="an example",
)


def told(figures: Any, observed_at: datetime, provider: Provider = SOURCE) -> Told[Any]:
    """Figures of one source."""
    return Told(
        figures=figures,
        provider=provider,
        url="https://example.org/figures",
        observed_at=observed_at,
    )


def series(observed_at: str, values: Mapping[str, float]) -> Told[tuple[Close, ...]]:
    """A series, by day."""
    rows = (Close(day=date.fromisoformat(day), value=value) for day, value in values.items())
    return told(tuple(rows), utc(observed_at))


def closes(observed_at: str, **values: float) -> Told[tuple[Close, ...]]:
    """A series of October 2026: `d02=5.28` is the session of the second."""
    return series(observed_at, {f"2026-10-{day[1:]}": value for day, value in values.items()})


def gathered(answers: Mapping[Row[Any], Told[Any] | tuple[Told[Any], ...]]) -> Gathered:
    """All that answered, by row."""
    return Gathered(
        told={
            row.id: answer if isinstance(answer, tuple) else (answer,)
            for row, answer in answers.items()
        },
        attempts=(),
    )
