"""What one snapshot tells that numbers in a text may stand for, gathered once for each text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from explainer.verification.candidates import Candidate, DatedThing
from explainer.verification.titles import Title

MOST_DATES = 50
"""Dates between which spans are counted; nobody writes of more."""


def gaps_between(days: Sequence[date], as_of: date) -> frozenset[int]:
    """The days that lie between any of the first dates, or the moment, and each of the others."""
    return frozenset(
        abs((day - other).days) for day in days for other in (as_of, *days[:MOST_DATES])
    )


class Told(NamedTuple):
    """Everything of one snapshot that numbers may stand for.

    *counts* maps `fired`, `not_evaluated` and `not_fired` to how many drivers there are; *titles*
    are those of events, *sizes* in dollars go with some of them; *windows* count hours, *gaps* the
    days between two dates.
    """

    candidates: Sequence[Candidate]
    dates: Sequence[DatedThing]
    counts: Mapping[str, int]
    titles: Sequence[Title]
    sizes: Sequence[tuple[Title, float]]
    windows: frozenset[float]
    gaps: frozenset[int]
    as_of: date


class Context(NamedTuple):
    """What the sentences before said: topics and assets, for a sentence that names none."""

    topics: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    paragraph: frozenset[str] = frozenset()
    """All topics since the paragraph began."""


def numbers_of_drivers(told: Told) -> frozenset[int]:
    """How many drivers fired, did not, were not checked, could be decided, and are there."""
    total = sum(told.counts.values())
    return frozenset((*told.counts.values(), total, total - told.counts["not_evaluated"]))
