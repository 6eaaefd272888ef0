"""How unusual a reading is among those of the days before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from explainer.history.kept import Kept

Side = Literal["highest", "lowest"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reading stands among the kept *days* before its own, the first of which is *first*.

    On *as_far* of them the last reading was at least as far on the *side*; *since* is the latest of
    these, None where there is none: then it is the farthest of all that are kept. *calm* counts the
    kept days after *since*, or all.
    """

    metric: str
    side: Side
    value: float
    days: int
    as_far: int
    first: date
    since: date | None
    calm: int

    @property
    def share(self) -> float:
        """The share of days with a reading at least as far, 0 to 1."""
        return self.as_far / self.days


def standing(metric: str, value: float, side: Side, before: Sequence[Kept]) -> Standing | None:
    """Where *value* stands among the last readings of the days before; None without any day."""
    if not before:
        return None
    sign = 1 if side == "highest" else -1
    as_far = [each.day for each in before if sign * each.value >= sign * value]
    since = max(as_far, default=None)
    return Standing(
        metric=metric,
        side=side,
        value=value,
        days=len(before),
        as_far=len(as_far),
        first=min(each.day for each in before),
        since=since,
        calm=sum(since is None or each.day > since for each in before),
    )
