"""Which drivers fire together, and whether more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from explainer.workbench.firings import Company, DriverPair

LEAST_EXPECTED = 5.0
"""Days together that chance alone must give before a lift is told.

Below five expected counts the ratio is mostly luck: W. G. Cochran, "Some Methods for Strengthening
the Common Chi-Squared Tests", Biometrics 10 (1954), 417-451.
"""

Day = tuple[frozenset[str], frozenset[str]]
"""The drivers that saw something of what they read, and those of them that fired."""
Together = tuple[str, str, str]
"""Two drivers, and what is counted of them."""


class Pairs:
    """Counts, one `add` a day, over the drivers named in their *order*.

    Days that saw and fired alike are kept as one, so a long history takes little room.
    """

    def __init__(self, order: Sequence[str]) -> None:
        self._order = tuple(order)
        self._falls: Counter[Day] = Counter()
        self._others: Counter[Day] = Counter()

    def add(self, *, fell: bool, seen: frozenset[str], fired: frozenset[str]) -> None:
        """Count one day, on which the market *fell* or not, with the drivers of `Day`."""
        days = self._falls if fell else self._others
        days[seen, fired] += 1

    def pairs(self) -> tuple[DriverPair, ...]:
        """Every two drivers that each fired while the other was seen, those most together first."""
        falls = self._counted(self._falls)
        days = falls + self._counted(self._others)
        pairs = [
            DriverPair(
                first=first,
                second=second,
                all_days=_company(first, second, days),
                falls=_company(first, second, falls),
            )
            for first, second in combinations(self._order, 2)
            if days[first, second, "first"] and days[first, second, "second"]
        ]
        return tuple(sorted(pairs, key=lambda pair: -pair.all_days.together))

    def _counted(self, days: Counter[Day]) -> Counter[Together]:
        count: Counter[Together] = Counter()
        for (seen, fired), times in days.items():
            visible = [driver for driver in self._order if driver in seen]
            for first, second in combinations(visible, 2):
                count[first, second, "seen"] += times
                if first in fired:
                    count[first, second, "first"] += times
                if second in fired:
                    count[first, second, "second"] += times
                    count[first, second, "both"] += times * (first in fired)
        return count


def lift(both: int, first: int, second: int, days: int) -> float | None:
    """How many times as often both fire as they would if neither had to do with the other.

    P(a and b) / (P(a) P(b)), counted over *days*; None where one of them never fired. Source: S.
    Brin, R. Motwani, J. Ullman and S. Tsur, "Dynamic Itemset Counting and Implication Rules for
    Market Basket Data", SIGMOD 1997, 255-264, where it is called interest.
    """
    return both * days / (first * second) if first and second else None


def telling(pairs: Sequence[DriverPair]) -> list[DriverPair]:
    """The pairs whose lift on falls chance alone gives days enough to tell, the greatest first."""
    enough = [pair for pair in pairs if pair.falls.expected >= LEAST_EXPECTED]
    return sorted(enough, key=lambda pair: -pair.falls.together / pair.falls.expected)


def _company(first: str, second: str, days: Counter[Together]) -> Company:
    seen, both = days[first, second, "seen"], days[first, second, "both"]
    one, other = days[first, second, "first"], days[first, second, "second"]
    return Company(
        seen=seen,
        together=both,
        expected=one * other / seen if seen else 0.0,
        lift=lift(both, one, other, seen),
    )
