"""How closely two markets moved together."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from explainer.series import Candle, Close

SESSIONS = 30


def correlation(candles: Sequence[Candle], closes: Sequence[Close]) -> float | None:
    """Pearson's coefficient of the changes over the last 30 sessions that both have, -1 to 1.

    Both changes run from one shared session to the next, so a Monday's covers the weekend on both
    sides. A coin's day ends at midnight UTC, a few hours after the stock session of the same date.
    Karl Pearson, Notes on regression and inheritance in the case of two parents (1895).
    None for fewer than 31 shared sessions, or where one of the two did not move at all.
    """
    coins: Mapping[date, float] = {candle.day: candle.close for candle in candles}
    shared = [(coins[each.day], each.value) for each in closes if each.day in coins]
    recent = shared[-(SESSIONS + 1) :]
    if len(recent) <= SESSIONS or any(min(pair) <= 0 for pair in recent):
        return None
    changes = [(b[0] / a[0] - 1, b[1] / a[1] - 1) for a, b in pairwise(recent)]
    ours, theirs = ([change[side] for change in changes] for side in (0, 1))
    if len(set(ours)) == 1 or len(set(theirs)) == 1:
        return None
    return statistics.correlation(ours, theirs)
