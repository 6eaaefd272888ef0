"""Snapshots to compare: an uneventful day of which everything is known, and what happens to it."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from tests.properties.snapshots import PATHS, put, reading
from tests.quiet_day import MOODS, quiet_twin

from explainer.snapshot import utc_text

Plain = dict[str, Any]

FIRST = datetime(2026, 2, 3, 21, tzinfo=UTC)
"""A Tuesday."""
NEXT_DAY = "2026-02-04T21:00:00Z"


def quiet(as_of: datetime = FIRST) -> Plain:
    """Return a day with every metric of the catalogue, on which nothing happened."""
    whole: Plain = {"as_of": utc_text(as_of)}
    for path, spec in PATHS:
        put(whole, path, reading(path, spec, 0.5, as_of))
    day = quiet_twin(whole, as_of, MOODS[0])
    return {**day, "as_of": utc_text(as_of), "events": [], "calendar": []}


def changed(day: Plain, as_of: str = NEXT_DAY, /, **readings: Any) -> Plain:
    """Return the day at another moment with these readings; `__` stands between their names."""
    other = deepcopy(day)
    other["as_of"] = as_of
    for name, value in readings.items():
        *groups, last = name.split("__")
        held = other
        for group in groups:
            held = held[group]
        if value is None:
            held.pop(last, None)
        else:
            held[last] = value
    return other
