"""A snapshot of what sources told, and what is missing from it, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
import structlog

from explainer.errors import SnapshotError
from explainer.intake import convert_snapshot
from explainer.metrics import resolve
from explainer.providers.gaps import doubts_of
from explainer.providers.gather import Attempt, Gathered
from explainer.providers.part import Doubted, Dropped, Part
from explainer.providers.parts import (
    derivatives,
    funds,
    happenings,
    macro,
    markets,
    open_interest,
    prices,
)
from explainer.snapshot import Gap, Snapshot, Source, utc_text

log = structlog.get_logger()

Made = Callable[[], Part | Iterable[Part]]


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """A *snapshot*, None where there is nothing to say; what became of each source; what fell.

    *doubted* name figures of the snapshot of which a second source has another.
    """

    snapshot: Snapshot | None
    attempts: tuple[Attempt, ...]
    dropped: tuple[Dropped, ...]
    doubted: tuple[Doubted, ...] = ()


def assemble(gathered: Gathered, now: datetime, gaps: tuple[Gap, ...] = ()) -> Assembled:
    """The snapshot of this moment, with the *gaps* in it.

    Without any price there is none: nothing can be explained.
    """
    parts: list[Part] = []
    dropped: list[Dropped] = []
    for part in _parts(gathered, now):
        sound = _sound(part, now)
        parts.append(sound)
        dropped += sound.dropped
    metrics = [metric for part in parts for metric in part.readings]
    priced = any(metric.endswith("price_usd") or "change_24h" in metric for metric in metrics)
    doubted = tuple(each for part in parts for each in part.doubted)
    return Assembled(
        snapshot=_snapshot(parts, now, gaps, doubted) if priced else None,
        attempts=gathered.attempts,
        dropped=tuple(dropped),
        doubted=doubted,
    )


def _parts(gathered: Gathered, now: datetime) -> Iterator[Part]:
    """Every part; one that fails is a defect of ours, and is no reason to lose the others."""
    today = now.date()
    made: tuple[Made, ...] = (
        partial(prices.prices, gathered),
        partial(prices.totals, gathered),
        partial(prices.trends, gathered),
        partial(prices.correlations, gathered),
        partial(funds.fund_flows, gathered),
        partial(derivatives.liquidations, gathered),
        partial(open_interest.open_interest, gathered),
        partial(derivatives.funding, gathered),
        partial(derivatives.options, gathered, today),
        partial(derivatives.implied_volatility, gathered),
        partial(derivatives.depth, gathered),
        partial(markets.markets, gathered),
        partial(macro.rate_odds, gathered),
        partial(macro.mood, gathered),
        partial(macro.stablecoins, gathered),
        partial(macro.hash_rate, gathered),
        partial(macro.active_addresses, gathered),
        partial(happenings.headlines, gathered),
        partial(happenings.agenda, gathered, today),
    )
    for make in made:
        try:
            part = make()
            parts = [part] if isinstance(part, Part) else list(part)
        except Exception as error:
            log.error("part.failed", error=type(error).__name__, exc_info=error)
            continue
        yield from parts


def _sound(part: Part, now: datetime) -> Part:
    """The part without readings that cannot exist; without any, if no snapshot could hold it."""
    readings = {metric: v for metric, v in part.readings.items() if _possible(metric, v)}
    odd = [(m, v) for m, v in part.readings.items() if m not in readings]
    dropped = (*part.dropped, *_dropped(odd, "it lies outside what is possible"))
    sound = msgspec.structs.replace(part, readings=readings, dropped=dropped)
    try:
        convert_snapshot(_tree([sound], now))
    except SnapshotError as error:
        log.error("part.refused", problems=[str(problem) for problem in error.problems])
        refused = _dropped(readings.items(), "its source told it beside what no snapshot can hold")
        return Part(dropped=(*dropped, *refused))
    return sound


def _dropped(readings: Iterable[tuple[str, float | str]], reason: str) -> list[Dropped]:
    return [Dropped(metric=metric, value=value, reason=reason) for metric, value in readings]


def _possible(metric: str, value: float | str) -> bool:
    """Whether a reading of this size can exist, by the catalogue."""
    spec = resolve(metric)
    assert spec is not None, metric
    return not isinstance(value, float | int) or spec.possible(value)


def _snapshot(
    parts: Sequence[Part],
    now: datetime,
    gaps: tuple[Gap, ...],
    doubted: Iterable[Doubted],
) -> Snapshot:
    beside = {"gaps": _plain(gaps), "doubts": _plain(doubts_of(doubted))}
    return convert_snapshot(_tree(parts, now) | beside)


def _tree(parts: Sequence[Part], now: datetime) -> dict[str, Any]:
    """The parts as one snapshot in plain data; of a reading that two parts have, the later."""
    tree: dict[str, Any] = {"as_of": utc_text(now)}
    for part in parts:
        for metric, value in part.readings.items():
            *groups, field = metric.split(".")
            place = tree
            for group in groups:
                place = place.setdefault(group, {})
            place[field] = value
    calendars = [part.calendar for part in parts if part.calendar is not None]
    if calendars:
        tree["calendar"] = _plain([entry for calendar in calendars for entry in calendar])
    events = [event for part in parts for event in part.events]
    if events:
        tree["events"] = _plain(events)
    tree["sources"] = _plain(_each_once([s for part in parts for s in part.sources], now))
    return tree


def _each_once(sources: Sequence[Source], now: datetime) -> list[Source]:
    """The sources, those of one answer as one; a clock a little ahead of ours tells our time."""
    found: dict[tuple[str, str | None, datetime | None], list[str]] = {}
    asked: dict[str, str | None] = {}
    for source in sources:
        observed = source.observed_at
        key = source.name, source.url, None if observed is None else min(observed, now)
        found.setdefault(key, []).extend(source.covers)
        asked[source.name] = source.attribution
    return [
        Source(
            name=name,
            url=url,
            observed_at=observed,
            covers=tuple(dict.fromkeys(covers)),
            attribution=asked[name],
        )
        for (name, url, observed), covers in found.items()
    ]


def _plain(nouns: Sequence[Any]) -> Any:
    return msgspec.to_builtins(nouns)
