"""Option chains: puts to calls, and what is open by the day it expires."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time

import msgspec

from explainer.providers.nouns import Options

SETTLES = time(8, 0)
"""Of the day of expiry, in UTC, at every venue that we ask."""


class OpenOption(msgspec.Struct, frozen=True, kw_only=True):
    """What is open of one option; *usd* is its size at the price of the coin."""

    expires: date
    is_put: bool
    coins: float
    usd: float | None = None


def summed(options: Iterable[OpenOption], now: datetime) -> Options | None:
    """What has not been settled by *now*; None where nothing is open."""
    live = [each for each in options if each.coins > 0 and not is_settled(each.expires, now)]
    if not live:
        return None
    puts = sum(each.coins for each in live if each.is_put)
    calls = sum(each.coins for each in live if not each.is_put)
    by_expiry: dict[date, float] = defaultdict(float)
    for each in live:
        if each.usd is not None:
            by_expiry[each.expires] += each.usd
    return Options(
        put_call_ratio=puts / calls if calls else None,
        by_expiry_usd={day: by_expiry[day] for day in sorted(by_expiry)},
    )


def is_settled(expires: date, now: datetime) -> bool:
    """Whether options of this day are no longer open."""
    return datetime.combine(expires, SETTLES, UTC) <= now
