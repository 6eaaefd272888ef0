"""Forced selling, open interest, funding, options and order books, over the venues that told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

import msgspec

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Liquidated, Told
from explainer.providers.part import NOTHING, Dropped, Part, known, source_of
from explainer.providers.rows import (
    DEPTH,
    FUNDING,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    OPTIONS,
)

EXPIRY_AHEAD = timedelta(days=8)
"""Of the expiries of a week the largest is the one that is talked about."""
MOST_OF_ONE = 0.5
"""One liquidation of more than half of all those of any asset is an error of a unit."""
MOST_FUNDING_PCT = 2.0
"""Over eight hours: venues cap it lower, and the highest ever charged on bitcoin was 0.4."""
LARGEST = "derivatives.largest_liquidation_usd"
RATE = "derivatives.funding_rate_8h_pct"
NOT_WHOLE = "not the whole 24 hours"


def liquidations(gathered: Gathered) -> Part:
    """Positions closed by force in 24 hours: of a source that adds up venues, else of each venue.

    What several venues publish is added up under their names; it is at least what happened.
    """
    every = gathered.every(LIQUIDATIONS)
    summed = [told for told in every if told.figures.of_many]
    taken = summed[:1] or list(every)
    if not taken:
        return NOTHING
    long = sum(told.figures.long_usd for told in taken)
    short = sum(told.figures.short_usd for told in taken)
    by_asset = _by_asset(taken)
    total = long + short
    largest, dropped = _largest(taken, max(by_asset.values(), default=total))
    readings: dict[str, float | str | None] = {
        "derivatives.liquidations_24h_usd": total,
        "derivatives.long_liquidations_24h_usd": long,
        "derivatives.short_liquidations_24h_usd": short,
        "derivatives.long_share_pct": 100 * long / total if total else None,
        LARGEST: largest,
    }
    for asset, amount in by_asset.items():
        readings[f"derivatives.liquidations_by_asset_usd.{asset}"] = amount
    found = known(readings)
    sources = tuple(
        source
        if told.figures.whole
        else msgspec.structs.replace(source, name=f"{source.name} ({NOT_WHOLE})")
        for told in taken
        for source in [source_of(told, found)]
    )
    return Part(readings=found, sources=sources, dropped=dropped)


def _largest(
    taken: Sequence[Told[Liquidated]], of_one_asset: float
) -> tuple[float | None, tuple[Dropped, ...]]:
    """The largest single one, if it is credible beside all those of the most liquidated asset."""
    sizes = [told.figures.largest_usd for told in taken if told.figures.largest_usd is not None]
    largest = max(sizes, default=None)
    if largest is None or largest <= MOST_OF_ONE * of_one_asset:
        return largest, ()
    reason = "it is more than half of all liquidations of any asset"
    return None, (Dropped(metric=LARGEST, value=largest, reason=reason),)


def _by_asset(taken: Sequence[Told[Liquidated]]) -> Mapping[str, float]:
    amounts: dict[str, float] = defaultdict(float)
    for told in taken:
        for asset, amount in told.figures.by_asset_usd.items():
            amounts[asset] += amount
    return amounts


def funding(gathered: Gathered) -> Part:
    """The median over venues, so that one odd venue decides nothing."""
    every = gathered.every(FUNDING)
    credible = [told for told in every if abs(told.figures.rate_8h_pct) <= MOST_FUNDING_PCT]
    dropped = tuple(
        Dropped(
            metric=RATE,
            value=told.figures.rate_8h_pct,
            reason=f"no venue charges as much as {told.figures.venue} is said to",
        )
        for told in every
        if told not in credible
    )
    if not credible:
        return Part(dropped=dropped)
    rate = median(told.figures.rate_8h_pct for told in credible)
    return msgspec.structs.replace(_part(credible, {RATE: rate}), dropped=dropped)


def options(gathered: Gathered, today: date) -> Part:
    """Puts to calls, and the largest expiry of the days ahead."""
    told = gathered.first(OPTIONS)
    if told is None:
        return NOTHING
    ahead = {
        day: amount
        for day, amount in told.figures.by_expiry_usd.items()
        if today <= day <= today + EXPIRY_AHEAD
    }
    day = max(ahead, key=lambda one: ahead[one], default=None)
    readings: dict[str, float | str | None] = {
        "derivatives.put_call_ratio": told.figures.put_call_ratio
    }
    if day is not None:
        readings["derivatives.options_expiry_usd"] = ahead[day]
        readings["derivatives.options_expiry_date"] = day.isoformat()
    return _part([told], readings)


def implied_volatility(gathered: Gathered) -> Part:
    """The newest value of the index of bitcoin's implied volatility."""
    told = gathered.first(IMPLIED_VOLATILITY)
    if told is None:
        return NOTHING
    return _part([told], {"derivatives.dvol": told.figures[-1].value})


def depth(gathered: Gathered) -> Part:
    """Orders within 1% of the price over all venues, and the median of their spreads."""
    every = gathered.every(DEPTH)
    if not every:
        return NOTHING
    spreads = [t.figures.spread_bp for t in every if t.figures.spread_bp is not None]
    return _part(
        every,
        {
            "liquidity.depth_1pct_usd": sum(told.figures.within_1pct_usd for told in every),
            "liquidity.spread_bp": median(spreads) if spreads else None,
        },
    )


def _part(told: Iterable[Told[Any]], readings: Mapping[str, float | str | None]) -> Part:
    found = known(readings)
    return Part(readings=found, sources=tuple(source_of(each, found) for each in told))
