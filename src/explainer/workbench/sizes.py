"""Days by the size of bitcoin's change over 24 hours."""

from __future__ import annotations

import msgspec

FLAT_WITHIN_PCT = 0.5
"""As far as a move is called flat."""


class Size(msgspec.Struct, frozen=True, kw_only=True):
    """One class of days: bitcoin's change is at most *highest* percent, and in no class before."""

    id: str
    title: str
    highest: float


FALLS = (
    Size(id="fall_10", title="fell 10% or more", highest=-10.0),
    Size(id="fall_5", title="fell 5 to 10%", highest=-5.0),
    Size(id="fall_2", title="fell 2 to 5%", highest=-2.0),
)
"""Falls that a reader asks about.

Of the days of 2019-2024, bitcoin fell by 10% or more on one in 150, by 5% on one in 20 and by 2% on
one in five or six: the 0.7th, 5th and 18th percentiles.
"""
SMALL_FALL = Size(id="fall_small", title="fell 0.5 to 2%", highest=-FLAT_WITHIN_PCT)
FLAT = Size(id="flat", title="stayed within 0.5%", highest=FLAT_WITHIN_PCT)
SMALL_RISE = Size(id="rise_small", title="rose 0.5 to 2%", highest=2.0)
RISES = (
    Size(id="rise_2", title="rose 2 to 5%", highest=5.0),
    Size(id="rise_5", title="rose more than 5%", highest=float("inf")),
)
"""Rises of 2% make the 79th percentile of those days, of 5% the 94th."""
SIZES = (*FALLS, SMALL_FALL, FLAT, SMALL_RISE, *RISES)
"""From the deepest fall to the largest rise; no day has two."""
UNKNOWN = Size(id="unknown", title="not given, or rejected", highest=float("nan"))
"""The class of days that do not give bitcoin's change, or one that was rejected."""


def size_of(change_pct: float | None) -> Size:
    """The class of a day on which bitcoin changed by so many percent; UNKNOWN for None."""
    if change_pct is None:
        return UNKNOWN
    return next(size for size in SIZES if change_pct <= size.highest)
