"""Rate odds, the mood, and what chains tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.part import NOTHING, Part, change_pct, known, source_of
from explainer.providers.rows import (
    ACTIVE_ADDRESSES,
    HASH_RATE,
    MOOD,
    RATE_ODDS,
    STABLECOINS,
)
from explainer.series import Close

WEEK = timedelta(days=7)


def rate_odds(gathered: Gathered) -> Part:
    """The odds of a cut at the next meeting, and how they changed in a day."""
    told = gathered.first(RATE_ODDS)
    if told is None:
        return NOTHING
    odds = told.figures
    change = None if odds.cut_before_pct is None else odds.cut_pct - odds.cut_before_pct
    return _part(
        told,
        {
            "macro.fed_cut_probability_pct": odds.cut_pct,
            "macro.fed_cut_probability_change_pp": change,
        },
    )


def mood(gathered: Gathered) -> Part:
    """The fear and greed index of today and of the day before."""
    told = gathered.first(MOOD)
    if told is None:
        return NOTHING
    return _part(
        told,
        {
            "sentiment.fear_greed": told.figures.now,
            "sentiment.fear_greed_previous": told.figures.before,
        },
    )


def stablecoins(gathered: Gathered) -> Part:
    """The change of all stablecoins in a week."""
    told = gathered.first(STABLECOINS)
    if told is None:
        return NOTHING
    change = change_pct(told.figures.week_ago_usd, told.figures.total_usd)
    return _part(told, {"onchain.stablecoin_supply_change_7d_pct": change})


def hash_rate(gathered: Gathered) -> Part:
    """The change of the hash rate between the newest day and the same seven days earlier."""
    return _over(gathered.first(HASH_RATE), "onchain.hash_rate_change_pct", WEEK)


def active_addresses(gathered: Gathered) -> Part:
    """The change of active addresses from one day to the next."""
    metric = "onchain.active_addresses_change_pct"
    return _over(gathered.first(ACTIVE_ADDRESSES), metric, timedelta(days=1))


def _over(told: Told[tuple[Close, ...]] | None, metric: str, back: timedelta) -> Part:
    """The change from so many days back; nothing where that day is not there."""
    if told is None:
        return NOTHING
    newest = told.figures[-1]
    by_day: Mapping[date, float] = {each.day: each.value for each in told.figures}
    return _part(told, {metric: change_pct(by_day.get(newest.day - back), newest.value)})


def _part(told: Told[Any], readings: Mapping[str, float | str | None]) -> Part:
    found = known(readings)
    return Part(readings=found, sources=(source_of(told, found),)) if found else NOTHING
