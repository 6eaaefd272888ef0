"""Readings that need the past and that no source gave: changes, and what the market lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any, Literal, NamedTuple

import msgspec

from explainer.engine.ageing import Cover
from explainer.engine.readings import read
from explainer.history.kept import Past
from explainer.history.storable import origins
from explainer.metrics import resolve
from explainer.snapshot import Snapshot, Source

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWN = "own history since {since}"
"""How the snapshot names where such a reading came from; its day is the oldest that it needs."""


class Change(NamedTuple):
    """A reading that is the change of another, *of*, from *back* ago: in percent or in points.

    A reading *tolerance* earlier or later than that may stand for the one that is meant.
    """

    metric: str
    of: str
    back: timedelta
    tolerance: timedelta
    kind: Literal["pct", "pp"] = "pct"


# Tolerances are about 4% of the time that is looked back: what happened in it cannot be much of the
# change. Of days a month ago the last reading is left, which is half a day away at most.
CHANGES = (
    Change("market.btc_dominance_change_24h_pp", "market.btc_dominance_pct", DAY, HOUR, "pp"),
    Change("market.volume_change_24h_pct", "market.volume_24h_usd", DAY, HOUR),
    Change("market.change_7d_pct", "market.total_cap_usd", 7 * DAY, 6 * HOUR),
    Change("market.change_30d_pct", "market.total_cap_usd", 30 * DAY, 12 * HOUR),
    Change(
        "derivatives.open_interest_change_7d_pct",
        "derivatives.open_interest_usd",
        7 * DAY,
        6 * HOUR,
    ),
)

DEPTH, DEPTH_CHANGE = "liquidity.depth_1pct_usd", "liquidity.depth_change_pct"
USUAL_DAYS, FEWEST_DAYS = 30, 20
"""Days whose median is the usual depth, and how many of them have to be known."""

CAP, CHANGE_24H = "market.total_cap_usd", "market.change_24h_pct"
LOST, LOST_SINCE = "market.cap_lost_usd", "market.cap_lost_since"
FALL_DAYS = 7
"""A fall is counted from the highest day of a week: what was lost earlier is another fall's."""


class Found(NamedTuple):
    """Readings that were worked out, the one that they are *of*, and the oldest day they need."""

    readings: Mapping[str, float | str]
    of: str
    since: date


def with_changes(snapshot: Snapshot, past: Past) -> Snapshot:
    """The snapshot, with readings that the past gives where it has none, and their sources.

    What the snapshot has stays as it is. Readings are compared with those of the same origin, and
    of the time that the metric means, within the tolerances above; without one nothing is added.
    """
    values = read(snapshot, {}).values
    origin = origins(snapshot)
    known: dict[str, float] = {}
    for metric, value in values.items():
        if metric in origin and isinstance(value, float):
            known[metric] = value
    tree: dict[str, Any] = msgspec.to_builtins(snapshot)
    sources: list[Source] = []
    for found in (
        *_changes(snapshot, past, known, origin),
        *_depth(snapshot, past, known, origin),
        *_lost(snapshot, past, known, origin),
    ):
        if any(metric in values or not _possible(metric, found) for metric in found.readings):
            continue
        for metric, reading in found.readings.items():
            group, field = metric.split(".")
            tree.setdefault(group, {})[field] = reading
        sources.append(_source(snapshot, found))
    if not sources:
        return snapshot
    tree["sources"] = [*tree.get("sources", []), *msgspec.to_builtins(sources)]
    return msgspec.convert(tree, Snapshot)


def _changes(
    snapshot: Snapshot, past: Past, known: Mapping[str, float], origin: Mapping[str, str]
) -> Iterator[Found]:
    for rule in CHANGES:
        now = known.get(rule.of)
        if now is None:
            continue
        before = past.near(rule.of, snapshot.as_of - rule.back, rule.tolerance, origin[rule.of])
        if before is None:
            continue
        if rule.kind == "pp":
            change = now - before.value
        elif before.value > 0:
            change = 100 * (now / before.value - 1)
        else:
            continue
        yield Found({rule.metric: change}, rule.of, before.as_of.date())


def _depth(
    snapshot: Snapshot, past: Past, known: Mapping[str, float], origin: Mapping[str, str]
) -> Iterator[Found]:
    """The depth against the median of the last readings of 30 days, of which most are known."""
    if DEPTH not in known:
        return
    today = snapshot.as_of.date()
    days = past.daily(DEPTH, today - USUAL_DAYS * DAY, today, origin[DEPTH])
    usual = median(day.value for day in days) if len(days) >= FEWEST_DAYS else 0.0
    if usual > 0:
        yield Found({DEPTH_CHANGE: 100 * (known[DEPTH] / usual - 1)}, DEPTH, days[0].day)


def _lost(
    snapshot: Snapshot, past: Past, known: Mapping[str, float], origin: Mapping[str, str]
) -> Iterator[Found]:
    """What a falling market lost since the highest day of the week before."""
    if CAP not in known or known.get(CHANGE_24H, 0) >= 0:
        return
    today = snapshot.as_of.date()
    days = past.daily(CAP, today - FALL_DAYS * DAY, today, origin[CAP])
    highest = max(days, key=lambda kept: kept.value, default=None)
    if highest is not None and highest.value > known[CAP]:
        lost: dict[str, float | str] = {
            LOST: highest.value - known[CAP],
            LOST_SINCE: highest.day.isoformat(),
        }
        yield Found(lost, CAP, highest.day)


def _possible(metric: str, found: Found) -> bool:
    spec, reading = resolve(metric), found.readings[metric]
    return spec is not None and (isinstance(reading, str) or spec.possible(reading))


def _source(snapshot: Snapshot, found: Found) -> Source:
    """The history as a source, as old as the oldest source of the reading of today."""
    read_at = [
        source.observed_at
        for source in snapshot.sources
        if source.observed_at is not None and Cover(source.covers).takes_in(found.of)
    ]
    return Source(
        name=OWN.format(since=found.since.isoformat()),
        observed_at=min(read_at, default=None),
        covers=tuple(found.readings),
    )
