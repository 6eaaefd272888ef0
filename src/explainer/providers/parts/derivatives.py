"""Forced selling, open interest, funding, options and order books, over the venues that told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Liquidated, OpenInterest, Told
from explainer.providers.part import NOTHING, Part, change_pct, known, source_of
from explainer.providers.rows import (
    DEPTH,
    FUNDING,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    OPEN_INTEREST,
    OPTIONS,
)

EXPIRY_AHEAD = timedelta(days=8)
"""Of the expiries of a week the largest is the one that is talked about."""
MOST_COINS: Mapping[str, float] = {"BTC": 2_000_000.0, "ETH": 40_000_000.0}
"""Open interest beyond a tenth or a third of all coins is an error of a venue."""
MOST_OF_ONE = 0.5
"""One liquidation of more than half of all is an error of a unit, not an event."""


def liquidations(gathered: Gathered) -> Part:
    """Positions closed by force in 24 hours: of a source that sums all venues, else of each.

    What several venues publish is added up under their names; it is at least what happened.
    """
    every = gathered.every(LIQUIDATIONS)
    whole = [told for told in every if told.figures.whole]
    taken = whole[:1] or list(every)
    if not taken:
        return NOTHING
    long = sum(told.figures.long_usd for told in taken)
    short = sum(told.figures.short_usd for told in taken)
    total = long + short
    readings: dict[str, float | str | None] = {
        "derivatives.liquidations_24h_usd": total,
        "derivatives.long_liquidations_24h_usd": long,
        "derivatives.short_liquidations_24h_usd": short,
        "derivatives.long_share_pct": 100 * long / total if total else None,
        "derivatives.largest_liquidation_usd": _largest(taken, total),
    }
    for asset, amount in _by_asset(taken).items():
        readings[f"derivatives.liquidations_by_asset_usd.{asset}"] = amount
    return _part(taken, readings)


def _largest(taken: Sequence[Told[Liquidated]], total: float) -> float | None:
    """The largest single one that is credible."""
    sizes = [told.figures.largest_usd for told in taken if told.figures.largest_usd is not None]
    largest = max(sizes, default=None)
    return None if largest is None or largest > MOST_OF_ONE * total else largest


def _by_asset(taken: Sequence[Told[Liquidated]]) -> Mapping[str, float]:
    amounts: dict[str, float] = defaultdict(float)
    for told in taken:
        for asset, amount in told.figures.by_asset_usd.items():
            amounts[asset] += amount
    return amounts


def open_interest(gathered: Gathered) -> Part:
    """Open contracts now, and their change over venues that are known at both times."""
    every = gathered.every(OPEN_INTEREST)
    credible = [(told, each) for told in every for each in told.figures if _credible(each)]
    if not credible:
        return NOTHING
    rows = [each for _, each in credible]
    readings: dict[str, float | str | None] = {
        "derivatives.open_interest_usd": sum(each.now_usd for each in rows),
        "derivatives.open_interest_change_24h_pct": _changed(rows),
    }
    for asset in dict.fromkeys(each.asset for each in rows):
        change = _changed([each for each in rows if each.asset == asset])
        readings[f"derivatives.open_interest_by_asset_change_24h_pct.{asset}"] = change
    return _part([told for told in every if any(told is one for one, _ in credible)], readings)


def _credible(each: OpenInterest) -> bool:
    most = MOST_COINS.get(each.asset)
    return each.now_usd > 0 and (most is None or each.coins is None or each.coins <= most)


def _changed(rows: Iterable[OpenInterest]) -> float | None:
    both = [(each.before_usd, each.now_usd) for each in rows if each.before_usd]
    before = sum(pair[0] for pair in both)
    return change_pct(before, sum(pair[1] for pair in both))


def funding(gathered: Gathered) -> Part:
    """The median over venues, so that one odd venue decides nothing."""
    every = gathered.every(FUNDING)
    if not every:
        return NOTHING
    rate = median(told.figures.rate_8h_pct for told in every)
    return _part(every, {"derivatives.funding_rate_8h_pct": rate})


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
