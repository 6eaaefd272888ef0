"""The part of a snapshot that may be kept: readings whose sources all allow it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set
from datetime import UTC, date, datetime

from explainer.assessment import Value
from explainer.engine.ageing import SESSION_FIELDS, Cover
from explainer.engine.readings import read
from explainer.history.kept import Kept, KeptText
from explainer.metrics import KEYED_GROUPS
from explainer.snapshot import Snapshot

SEPARATOR = "; "
SESSION_DATE = "session_date"
OVER_SESSIONS = frozenset(
    ("vix", "btc_nasdaq_correlation", "btc_sp500_correlation", "btc_gold_correlation")
)
"""Readings whose window is another, but which change with a session alone."""


def origins(snapshot: Snapshot) -> Mapping[str, str]:
    """The names of the sources of each reading, joined; a reading without a source has none."""
    return {metric: SEPARATOR.join(names) for metric, names in _named(snapshot).items()}


def _named(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The names of the sources of each reading that has any."""
    covers = [(source.name, Cover(source.covers)) for source in snapshot.sources]
    found: dict[str, tuple[str, ...]] = {}
    for metric in read(snapshot, {}).values:
        names = {name for name, cover in covers if cover.takes_in(metric)}
        if names:
            found[metric] = tuple(sorted(names))
    return found


def storable(
    snapshot: Snapshot, sources: Set[str]
) -> tuple[tuple[Kept, ...], tuple[KeptText, ...]]:
    """The readings, and the texts, of which every source is among *sources*.

    A reading that nobody stands for, an impossible one and one that is not finite are not kept.
    """
    values = read(snapshot, {}).values
    readings: list[Kept] = []
    texts: list[KeptText] = []
    for metric, names in _named(snapshot).items():
        if not sources >= set(names):
            continue
        value, origin = values[metric], SEPARATOR.join(names)
        if isinstance(value, bool | str):
            text = str(value).lower() if isinstance(value, bool) else value
            texts.append(KeptText(as_of=snapshot.as_of, metric=metric, value=text))
        elif value is not None and math.isfinite(value):
            day = _day(metric, values, snapshot.as_of)
            readings.append(
                Kept(as_of=snapshot.as_of, day=day, metric=metric, value=value, origin=origin)
            )
    return tuple(readings), tuple(texts)


def _day(metric: str, values: Mapping[str, Value], as_of: datetime) -> date:
    """The session of a reading that belongs to one, else the UTC day of the snapshot."""
    group, *_, field = metric.split(".")
    if field in SESSION_FIELDS.get(group, ()) or (group == "macro" and field in OVER_SESSIONS):
        of = metric.split(".")[:2] if group in KEYED_GROUPS else [group]
        session = values.get(".".join([*of, SESSION_DATE]))
        if isinstance(session, str):
            return date.fromisoformat(session)
    return as_of.astimezone(UTC).date()
