"""Figures of a chain by the day, and the days of them that are over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from explainer.errors import ProviderEmpty
from explainer.providers.provider import Provider
from explainer.series import Close

ONE_DAY = timedelta(days=1)


TERAHASH = 1e12
"""The unit of hash rates that are told in trillions."""


def days_over(
    provider: Provider,
    figures: Iterable[tuple[date, float | None]],
    now: datetime,
    unit: float = 1.0,
) -> tuple[Close, ...]:
    """The days that are over by *now* and have a figure above zero, the oldest first, each once.

    Figures are told in *unit*, and given in ones. ProviderEmpty where no day is left: a chain never
    stands still for a day, so zero is a gap.
    """
    by_day = {
        day: unit * value
        for day, value in figures
        if value is not None and value > 0 and end_of(day) <= now
    }
    if not by_day:
        raise ProviderEmpty(provider.name, "it has no completed day")
    return tuple(Close(day=day, value=by_day[day]) for day in sorted(by_day))


def end_of(day: date) -> datetime:
    """The midnight UTC that ends a day."""
    return datetime.combine(day, time(), UTC) + ONE_DAY
