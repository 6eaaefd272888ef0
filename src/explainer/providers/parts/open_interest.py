"""Open contracts over the venues that told, and how they changed over those known at both times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from explainer.providers.gather import Gathered
from explainer.providers.nouns import OpenInterest, Told
from explainer.providers.part import Dropped, Part, change_pct, known, source_of
from explainer.providers.rows import OPEN_INTEREST, PRICES

METRIC = "derivatives.open_interest_usd"
CHANGE = "derivatives.open_interest_change_24h_pct"
CHANGE_BY_ASSET = "derivatives.open_interest_by_asset_change_24h_pct"
MOST_AT_ONE: Mapping[str, float] = {"BTC": 500_000.0, "ETH": 10_000_000.0}
"""Coins at one venue: a few times what the largest ever had."""
MOST_IN_ALL: Mapping[str, float] = {"BTC": 2_000_000.0, "ETH": 40_000_000.0}
"""Coins at all venues: a tenth of all bitcoin, a third of all ether."""
MOST_TIMES = 3.0
"""Nowhere has open interest trebled, or shrunk to a third, within a day."""


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """One asset at one venue, by whoever told of it first."""

    told: Told[Any]
    each: OpenInterest
    coins: float | None


def open_interest(gathered: Gathered) -> Part:
    """Open contracts now, and their change over venues that are known at both times.

    A venue that several sources tell of counts once. What is beyond any venue is left out, with the
    reason; so is an asset of which all venues together have more than there can be.
    """
    credible: list[_Line] = []
    dropped: list[Dropped] = []
    for line in _lines(gathered):
        reason = _fault(line)
        if reason is None:
            credible.append(line)
        else:
            dropped.append(Dropped(metric=METRIC, value=line.each.now_usd, reason=reason))
    for asset in _assets(credible):
        coins = sum(line.coins for line in _of(credible, asset) if line.coins is not None)
        if coins > MOST_IN_ALL.get(asset, coins):
            reason = f"{coins:,.0f} {asset} in all are more than there can be"
            amount = sum(line.each.now_usd for line in _of(credible, asset))
            dropped.append(Dropped(metric=METRIC, value=amount, reason=reason))
            credible = [line for line in credible if line.each.asset != asset]
    readings = known(_readings(credible))
    told = [told for told in gathered.every(OPEN_INTEREST) if _is_among(told, credible)]
    return Part(
        readings=readings,
        sources=tuple(source_of(one, readings) for one in told),
        dropped=tuple(dropped),
    )


def _lines(gathered: Gathered) -> Sequence[_Line]:
    """What sources told, each venue and asset once, in the order of the row."""
    found: dict[tuple[str, str], _Line] = {}
    for told in gathered.every(OPEN_INTEREST):
        for each in told.figures:
            line = _Line(told=told, each=each, coins=_coins(gathered, each))
            found.setdefault((each.venue, each.asset), line)
    return list(found.values())


def _coins(gathered: Gathered, each: OpenInterest) -> float | None:
    """Open contracts in coins, as told, else at the price; None without either."""
    if each.coins is not None:
        return each.coins
    priced = gathered.first(PRICES)
    price = None if priced is None else priced.figures.get(each.asset)
    return None if price is None or price.price_usd <= 0 else each.now_usd / price.price_usd


def _fault(line: _Line) -> str | None:
    """Why this cannot be true; None where it can."""
    each, where = line.each, f"{line.each.venue} with {line.each.asset}"
    if not 0 < each.now_usd < math.inf:
        return f"{where}: it is no amount above zero"
    if line.coins is not None and line.coins > MOST_AT_ONE.get(each.asset, line.coins):
        return f"{where}: {line.coins:,.0f} coins are more than any venue has"
    if each.before_usd is not None and each.before_usd > 0:
        times = each.now_usd / each.before_usd
        if not 1 / MOST_TIMES <= times <= MOST_TIMES:
            return f"{where}: it is {times:.2f} times that of a day before"
    return None


def _readings(lines: Sequence[_Line]) -> dict[str, float | str | None]:
    if not lines:
        return {}
    by_asset = {
        f"{CHANGE_BY_ASSET}.{asset}": _changed(_of(lines, asset)) for asset in _assets(lines)
    }
    return {
        METRIC: sum(line.each.now_usd for line in lines),
        CHANGE: _changed(lines),
        **by_asset,
    }


def _changed(lines: Iterable[_Line]) -> float | None:
    both = [
        (line.each.before_usd, line.each.now_usd)
        for line in lines
        if line.each.before_usd is not None and line.each.before_usd > 0
    ]
    return change_pct(sum(before for before, _ in both), sum(now for _, now in both))


def _assets(lines: Iterable[_Line]) -> list[str]:
    return list(dict.fromkeys(line.each.asset for line in lines))


def _of(lines: Iterable[_Line], asset: str) -> list[_Line]:
    return [line for line in lines if line.each.asset == asset]


def _is_among(told: Told[Any], lines: Iterable[_Line]) -> bool:
    return any(line.told is told for line in lines)
