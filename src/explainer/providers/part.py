"""A part of a snapshot: readings by metric, and the sources that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from explainer.providers.nouns import Told
from explainer.snapshot import CalendarEntry, Event, Source


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """A reading that was not taken over, and why."""

    metric: str
    value: float | str
    reason: str


class Doubted(msgspec.Struct, frozen=True, kw_only=True):
    """Two sources that differ beyond what is ordinary: the first one's figure was taken."""

    metric: str
    first: float
    second: float
    sources: tuple[str, str]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Readings by the metric's path, in its unit; events and dates; and where they came from.

    *dropped* are readings that a bound refused, with the reason.
    """

    readings: Mapping[str, float | str] = {}
    events: tuple[Event, ...] = ()
    calendar: tuple[CalendarEntry, ...] | None = None
    sources: tuple[Source, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    doubted: tuple[Doubted, ...] = ()


NOTHING = Part()


def known(readings: Mapping[str, float | str | None]) -> dict[str, float | str]:
    """The readings that are known: what is None is missing, and left out."""
    return {metric: value for metric, value in readings.items() if value is not None}


def source_of(told: Told[Any], metrics: Iterable[str]) -> Source:
    """The source of these metrics, as the snapshot names it."""
    return Source(
        name=told.provider.title,
        url=told.url,
        observed_at=told.observed_at,
        covers=tuple(metrics),
        attribution=told.provider.attribution,
    )


def change_pct(before: float | None, now: float) -> float | None:
    """The change in percent; None where it is not defined."""
    return None if before is None or before <= 0 else 100 * (now / before - 1)
