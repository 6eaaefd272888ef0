"""The relative strength index."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

DAYS = 14
"""Wilder's own choice, and that of every chart."""


def relative_strength(closes: Sequence[float]) -> float | None:
    """Wilder's RSI over 14 days, 0 to 100; None for fewer than 15 closes.

    J. Welles Wilder, New Concepts in Technical Trading Systems (1978), section VI: the first
    average gain and loss are plain means of 14 changes; each later one is 13 parts of the average
    before it and one part of the change. RSI = 100 - 100 / (1 + average gain / average loss). The
    more closes, the less the first mean matters. Without any change it is 50: neither side is
    stronger.
    """
    changes = [later - earlier for earlier, later in pairwise(closes)]
    if len(changes) < DAYS:
        return None
    gain = sum(max(change, 0.0) for change in changes[:DAYS]) / DAYS
    loss = sum(max(-change, 0.0) for change in changes[:DAYS]) / DAYS
    for change in changes[DAYS:]:
        gain = (gain * (DAYS - 1) + max(change, 0.0)) / DAYS
        loss = (loss * (DAYS - 1) + max(-change, 0.0)) / DAYS
    if gain + loss == 0:
        return 50.0
    return 100 * gain / (gain + loss)
