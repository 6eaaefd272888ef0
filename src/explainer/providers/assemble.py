"""A snapshot of what sources told, and what is missing from it, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from explainer.intake import convert_snapshot
from explainer.metrics import resolve
from explainer.providers.gather import Attempt, Gathered
from explainer.providers.part import Disagreement, Dropped, Part
from explainer.providers.parts import (
    derivatives,
    funds,
    happenings,
    macro,
    markets,
    open_interest,
    prices,
)
from explainer.snapshot import Snapshot, utc_text


class Assembled(msgspec.Struct, frozen=True, kw_only=True):
    """A *snapshot*, None where there is nothing to say; what became of each source; what fell.

    *disagreements* name figures of the snapshot of which a second source has another.
    """

    snapshot: Snapshot | None
    attempts: tuple[Attempt, ...]
    dropped: tuple[Dropped, ...]
    disagreements: tuple[Disagreement, ...] = ()


def assemble(gathered: Gathered, now: datetime) -> Assembled:
    """The snapshot of this moment. Without any price there is none: nothing can be explained."""
    parts = list(_parts(gathered, now))
    readings: dict[str, float | str] = {}
    dropped = [each for part in parts for each in part.dropped]
    for part in parts:
        for metric, value in part.readings.items():
            if _possible(metric, value):
                readings[metric] = value
            else:
                reason = "it lies outside what is possible"
                dropped.append(Dropped(metric=metric, value=value, reason=reason))
    priced = any(metric.endswith("price_usd") or "change_24h" in metric for metric in readings)
    return Assembled(
        snapshot=_snapshot(parts, readings, now) if priced else None,
        attempts=gathered.attempts,
        dropped=tuple(dropped),
        disagreements=tuple(each for part in parts for each in part.disagreements),
    )


def _parts(gathered: Gathered, now: datetime) -> Iterator[Part]:
    yield prices.prices(gathered)
    yield prices.totals(gathered)
    yield from prices.trends(gathered)
    yield from prices.correlations(gathered)
    yield from funds.fund_flows(gathered)
    yield derivatives.liquidations(gathered)
    yield open_interest.open_interest(gathered)
    yield derivatives.funding(gathered)
    yield derivatives.options(gathered, now.date())
    yield derivatives.implied_volatility(gathered)
    yield derivatives.depth(gathered)
    yield markets.markets(gathered)
    yield macro.rate_odds(gathered)
    yield macro.mood(gathered)
    yield macro.stablecoins(gathered)
    yield macro.hash_rate(gathered)
    yield macro.active_addresses(gathered)
    yield happenings.headlines(gathered)
    yield happenings.agenda(gathered, now.date())


def _possible(metric: str, value: float | str) -> bool:
    """Whether a reading of this size can exist, by the catalogue."""
    spec = resolve(metric)
    assert spec is not None, metric
    return not isinstance(value, float | int) or spec.possible(value)


def _snapshot(parts: list[Part], readings: Mapping[str, float | str], now: datetime) -> Snapshot:
    tree: dict[str, Any] = {"as_of": utc_text(now)}
    for metric, value in readings.items():
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
    tree["sources"] = _plain([source for part in parts for source in part.sources])
    return convert_snapshot(tree)


def _plain(nouns: list[Any]) -> Any:
    return msgspec.to_builtins(nouns)
