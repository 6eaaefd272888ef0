"""Rows of days as exchanges write them, and the completed candles in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.decoding import moment_ms, number
from explainer.providers.provider import Provider
from explainer.series import Candle

Cell = float | str | None
"""A figure as such, as text, or null."""
DAY = timedelta(days=1)
COLUMNS = 6
"""Start in milliseconds, open, high, low, close and volume; what follows is not read."""


def completed(
    provider: Provider, rows: Iterable[Sequence[Cell]], now: datetime
) -> tuple[Candle, ...]:
    """The days that are over by *now*, the oldest first, each once.

    Rows with a figure that is missing or impossible are left out. ProviderShapeError for a row that
    is none of a UTC day; ProviderEmpty where no day is left.
    """
    found = {
        candle.day: candle
        for row in rows
        if (candle := _candle(provider, row)) is not None and ends_at(candle) <= now
    }
    if not found:
        raise ProviderEmpty(provider.name, "it has no completed day")
    return tuple(found[day] for day in sorted(found))


def ends_at(candle: Candle) -> datetime:
    """The end of the candle's day, which is the time of its close."""
    return datetime.combine(candle.day, time(), UTC) + DAY


def _candle(provider: Provider, row: Sequence[Cell]) -> Candle | None:
    if len(row) < COLUMNS:
        raise ProviderShapeError(provider.name, f"a candle has {len(row)} columns")
    starts = moment_ms(provider, row[0], "the start of a candle")
    if starts.time() != time():
        raise ProviderShapeError(provider.name, "a candle does not start at midnight UTC")
    opened, high, low, close, volume = (number(cell) for cell in row[1:COLUMNS])
    if opened is None or high is None or low is None or close is None:
        return None
    if not 0 < low <= min(opened, close) <= max(opened, close) <= high:
        return None
    return Candle(day=starts.date(), open=opened, high=high, low=low, close=close, volume=volume)
