"""Other markets, rate odds, the mood, and what chains tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told
from explainer.providers.part import NOTHING, Part, change_pct, known, source_of
from explainer.providers.rows import (
    ACTIVE_ADDRESSES,
    DOLLAR_INDEX,
    DOW_JONES,
    GOLD,
    HANG_SENG,
    HASH_RATE,
    MOOD,
    NASDAQ_100,
    NIKKEI_225,
    OIL,
    RATE_ODDS,
    SP500,
    STABLECOINS,
    US10Y,
    USDJPY,
    VIX,
    Row,
)
from explainer.providers.sessions import is_new_york_session
from explainer.series import Close

LEVELS: Mapping[str, str] = {
    VIX.id: "macro.vix",
    DOLLAR_INDEX.id: "macro.dxy",
    US10Y.id: "macro.us10y_yield_pct",
}
"""Markets whose level is told, and not its change alone."""
CHANGES: Mapping[str, str] = {
    NASDAQ_100.id: "macro.nasdaq_100_change_pct",
    SP500.id: "macro.sp500_change_pct",
    DOW_JONES.id: "macro.dow_jones_change_pct",
    NIKKEI_225.id: "macro.nikkei_225_change_pct",
    HANG_SENG.id: "macro.hang_seng_change_pct",
    VIX.id: "macro.vix_change_pct",
    DOLLAR_INDEX.id: "macro.dxy_change_pct",
    USDJPY.id: "macro.usdjpy_change_pct",
    GOLD.id: "macro.gold_change_pct",
    OIL.id: "macro.oil_change_pct",
}
MARKETS: tuple[Row[tuple[Close, ...]], ...] = (
    NASDAQ_100,
    SP500,
    DOW_JONES,
    NIKKEI_225,
    HANG_SENG,
    VIX,
    DOLLAR_INDEX,
    USDJPY,
    GOLD,
    OIL,
    US10Y,
)
STOCKS = (NASDAQ_100, SP500, DOW_JONES)
MOST_BEHIND = 1
"""Sessions that the figures of stocks may lie behind the newest of other markets."""
BASIS_POINTS = 100
WEEK = timedelta(days=7)


def markets(gathered: Gathered) -> Part:
    """Every market in the last session that is known of stocks, else of any.

    All figures of a snapshot's `macro` share one session, so a market that has none of that day is
    left out: its change would be another day's. Stocks decide, unless they are published more than
    a session late: what happened since may be what the fall is about.
    """
    told = [(row, found) for row in MARKETS if (found := gathered.first(row)) is not None]
    if not told:
        return NOTHING
    session = _shared_session({row.id: found.figures[-1].day for row, found in told})
    readings: dict[str, float | str] = {}
    sources = []
    for row, found in told:
        closes = [close for close in found.figures if close.day <= session]
        own = known(_session(row, closes)) if closes and closes[-1].day == session else {}
        if own:
            readings |= own
            sources.append(source_of(found, own))
    return Part(
        readings={"macro.session_date": session.isoformat(), **readings}, sources=tuple(sources)
    )


def _shared_session(newest: Mapping[str, date]) -> date:
    """The session that the macro readings are of, from each market's newest."""
    stocks = [newest[row.id] for row in STOCKS if row.id in newest]
    last = max(newest.values())
    if not stocks:
        return last
    of_stocks = max(stocks)
    behind = sum(
        is_new_york_session(of_stocks + timedelta(days=ahead))
        for ahead in range(1, (last - of_stocks).days + 1)
    )
    return of_stocks if behind <= MOST_BEHIND else last


def _session(row: Row[Any], closes: Sequence[Close]) -> dict[str, float | str | None]:
    last = closes[-1].value
    before = closes[-2].value if len(closes) > 1 else None
    readings: dict[str, float | str | None] = {}
    if row.id in LEVELS:
        readings[LEVELS[row.id]] = last
    if row.id in CHANGES:
        readings[CHANGES[row.id]] = change_pct(before, last)
    if row is US10Y and before is not None:
        readings["macro.us10y_change_bp"] = BASIS_POINTS * (last - before)
    return readings


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
