"""What a history holds: readings of the past, each with its moment, day and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

import msgspec


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One kept reading, in its metric's unit.

    *as_of* is the moment of its snapshot in UTC. *day* is what it counts for: its session, or the
    UTC day of that moment. *origin* names its sources; only readings of one origin are compared,
    since two sources, or sums over other venues, differ without anything having changed.
    """

    as_of: datetime
    day: date
    metric: str
    value: float
    origin: str


class KeptText(msgspec.Struct, frozen=True, kw_only=True):
    """One kept reading that is no number: a date, a choice, or yes and no."""

    as_of: datetime
    metric: str
    value: str


class Past(Protocol):
    """What is asked of the past; a `Store` answers from its file."""

    def near(self, metric: str, moment: datetime, tolerance: timedelta, origin: str) -> Kept | None:
        """The reading closest to *moment*, at most *tolerance* away; None if there is none."""

    def daily(self, metric: str, since: date, until: date, origin: str) -> Sequence[Kept]:
        """The last reading of each day from *since* until before *until*, oldest day first."""

    def every_day(self, since: date, until: date) -> Mapping[tuple[str, str], Sequence[Kept]]:
        """The same of every metric and origin at once, by the two."""
