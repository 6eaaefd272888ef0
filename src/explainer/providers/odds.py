"""From the prices of bets on a rate decision to odds that add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.nouns import RateOdds
from explainer.providers.provider import Provider

Side = Literal["cut", "hold", "hike"]
SIDES: tuple[Side, ...] = ("cut", "hold", "hike")
LEAST_SUM, MOST_SUM = 0.9, 1.15
"""Prices of all outcomes add up to about one, a little more for the small ones that cannot be sold
below a cent. Outside of this one is missing or wrong."""


class Bet(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome: what a dollar on it costs, 0 to 1, and how much that rose in a day."""

    side: Side
    price: float
    rise: float | None = None


def scaled(provider: Provider, meeting: date, bets: Sequence[Bet]) -> RateOdds:
    """The odds in percent, scaled to add up to 100; the cut's of a day ago if every rise is known.

    ProviderShapeError for a price outside 0 to 1, ProviderEmpty where the outcomes are not all
    there.
    """
    if any(not 0 <= bet.price <= 1 for bet in bets):
        raise ProviderShapeError(provider.name, "a price of a bet lies outside 0 to 1")
    now = [bet.price for bet in bets]
    missing = [side for side in SIDES if all(bet.side != side for bet in bets)]
    if missing:
        raise ProviderEmpty(provider.name, f"it has no price for a {missing[0]}")
    if not LEAST_SUM <= sum(now) <= MOST_SUM:
        raise ProviderEmpty(provider.name, f"its odds add up to {100 * sum(now):.0f}%")
    return RateOdds(
        meeting=meeting,
        cut_pct=_share(bets, now, "cut"),
        hold_pct=_share(bets, now, "hold"),
        hike_pct=_share(bets, now, "hike"),
        cut_before_pct=_cut_before(bets),
    )


def _cut_before(bets: Sequence[Bet]) -> float | None:
    rises = [bet.rise for bet in bets if bet.rise is not None]
    if len(rises) < len(bets):
        return None
    before = [max(bet.price - rise, 0.0) for bet, rise in zip(bets, rises, strict=True)]
    return _share(bets, before, "cut") if LEAST_SUM <= sum(before) <= MOST_SUM else None


def _share(bets: Sequence[Bet], prices: Sequence[float], side: Side) -> float:
    of_side = sum(price for bet, price in zip(bets, prices, strict=True) if bet.side == side)
    return 100 * of_side / sum(prices)
