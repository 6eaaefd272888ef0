"""Readings such as there were none in a long time, named in the snapshot with their window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

import msgspec

from explainer.history.kept import Past
from explainer.history.standing import Side, standing
from explainer.history.storable import storable
from explainer.snapshot import Record, Snapshot

FEWEST_DAYS = 30
"""Kept days without a reading as far: what happens every month is no record."""
WINDOW = timedelta(days=400)
"""A year and a month, so that a year is told from a year and some days."""


def with_records(snapshot: Snapshot, past: Past) -> Snapshot:
    """The snapshot, with a record for each reading as high or as low as none for 30 kept days."""
    records = tuple(_records(snapshot, past))
    return msgspec.structs.replace(snapshot, records=records) if records else snapshot


def _records(snapshot: Snapshot, past: Past) -> Iterator[Record]:
    names = frozenset(source.name for source in snapshot.sources)
    readings, _ = storable(snapshot, names)
    today = snapshot.as_of.date()
    days = past.every_day(today - WINDOW, today)
    for each in readings:
        known = days.get((each.metric, each.origin), ())
        before = [kept for kept in known if kept.day < each.day]
        if len(before) < FEWEST_DAYS:
            continue
        for side in get_args(Side):
            found = standing(each.metric, each.value, side, before)
            if found is not None and found.calm >= FEWEST_DAYS:
                yield Record(
                    metric=each.metric,
                    side=side,
                    days=float(found.days),
                    first=found.first,
                    since=found.since,
                )
