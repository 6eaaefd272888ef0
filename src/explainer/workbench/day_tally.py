"""Counting over the days of a history; a backtest's figures come from these counts."""

from __future__ import annotations

from collections import Counter, defaultdict

from explainer.assessment import Assessment, Direction, Move
from explainer.pack.schema import Driver, RulePack
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.firings import (
    Backtest,
    DriverFrequency,
    Firing,
    SizeCount,
    UnexplainedFall,
)
from explainer.workbench.interval import wilson
from explainer.workbench.pairs import Pairs
from explainer.workbench.runs import Run
from explainer.workbench.seeing import saw
from explainer.workbench.sizes import SIZES, UNKNOWN, size_of
from explainer.workbench.tally import share

QUIET_BITCOIN_PCT = 1.0
"""Bitcoin within this many percent, either way, on a quiet day."""
QUIET_ALTCOIN_PCT = 1.5
"""The median altcoin within this many percent, either way, on a quiet day."""
LARGE_FALL_PCT = -5.0
"""Bitcoin's change on a day that should have an explanation, or lower."""

ANY_DAY, FELL, ROSE, QUIET = "any day", "the market fell", "the market rose", "a quiet day"
"""Kinds of days, beside the sizes of bitcoin's change."""


class DayTally:
    """Counts over days, one `add` after the other, for the drivers of a rule pack."""

    def __init__(self, pack: RulePack) -> None:
        self._drivers = pack.drivers
        self.days = 0
        self._first_day = self._last_day = ""
        self._quiet_days = self._large_falls = 0
        self._directions: Counter[Direction] = Counter()
        self._sizes: Counter[tuple[str, str]] = Counter()
        self._count: Counter[tuple[str, str]] = Counter()
        self._fired: Counter[tuple[str, str]] = Counter()
        self._seen: Counter[tuple[str, str]] = Counter()
        self._runs: defaultdict[str, Run] = defaultdict(Run)
        self._pairs = Pairs([driver.id for driver in pack.drivers])
        self._unexplained: list[UnexplainedFall] = []

    def add(self, assessment: Assessment) -> None:
        """Count one day. What its snapshot does not give counts for nothing."""
        move = assessment.move
        day = assessment.as_of.date()
        self.days += 1
        self._first_day = min(self._first_day or day.isoformat(), day.isoformat())
        self._last_day = max(self._last_day, day.isoformat())
        self._quiet_days += is_quiet(move)
        self._directions[move.direction] += 1
        self._add_size(assessment)
        seen = frozenset(driver.id for driver in assessment.drivers if saw(driver))
        fired = frozenset(one.id for one in assessment.drivers if one.status == "fired")
        for driver in assessment.drivers:
            self._count[driver.id, driver.status] += 1
            self._count[driver.id, "explained"] += driver.explains
        for kind in kinds_of(move):
            self._seen.update((driver, kind) for driver in seen)
            self._fired.update((driver, kind) for driver in fired)
        for name in fired:
            self._runs[name].add(day)
        self._pairs.add(fell=move.direction == "down", seen=seen, fired=fired)

    def backtest(self, unreadable: tuple[UnreadableCase, ...], unreadable_lines: int) -> Backtest:
        """The frequencies of all that was counted."""
        sizes = [
            size for size in (*SIZES, UNKNOWN) if size in SIZES or self._sizes[size.id, "days"]
        ]
        return Backtest(
            days=self.days,
            first_day=self._first_day,
            last_day=self._last_day,
            quiet_days=self._quiet_days,
            large_falls=self._large_falls,
            directions=dict(self._directions),
            sizes=tuple(
                SizeCount(
                    id=size.id,
                    title=size.title,
                    days=self._sizes[size.id, "days"],
                    explained=self._sizes[size.id, "explained"],
                    silent=self._sizes[size.id, "silent"],
                )
                for size in sizes
            ),
            drivers=tuple(
                self._frequency(driver, [size.id for size in sizes]) for driver in self._drivers
            ),
            pairs=self._pairs.pairs(),
            unexplained=tuple(self._unexplained),
            unreadable=unreadable,
            unreadable_lines=unreadable_lines,
        )

    def _add_size(self, assessment: Assessment) -> None:
        change = assessment.move.bitcoin_change_pct
        size = size_of(change).id
        fired = tuple(driver.id for driver in assessment.drivers if driver.status == "fired")
        explained = any(driver.explains for driver in assessment.drivers)
        self._sizes[size, "days"] += 1
        self._sizes[size, "explained"] += explained
        self._sizes[size, "silent"] += not fired
        if change is None or change > LARGE_FALL_PCT:
            return
        self._large_falls += 1
        if not explained:
            undecided = sum(driver.status == "not_evaluated" for driver in assessment.drivers)
            self._unexplained.append(
                UnexplainedFall(
                    day=assessment.as_of.date().isoformat(),
                    change_pct=change,
                    direction=assessment.move.direction,
                    fired=fired,
                    not_evaluated=undecided,
                )
            )

    def _frequency(self, driver: Driver, sizes: list[str]) -> DriverFrequency:
        count, run = self._count, self._runs[driver.id]
        days = self._firing(driver, ANY_DAY)
        return DriverFrequency(
            id=driver.id,
            title=driver.title,
            fired=days.fired,
            not_fired=count[driver.id, "not_fired"],
            not_evaluated=count[driver.id, "not_evaluated"],
            unseen=self.days - days.seen,
            share=days.share,
            share_interval=wilson(days.fired, days.seen),
            explained=count[driver.id, "explained"],
            by_size={size: self._firing(driver, size) for size in sizes},
            falls=self._firing(driver, FELL),
            rises=self._firing(driver, ROSE),
            quiet=self._firing(driver, QUIET),
            longest_run=run.longest,
            longest_run_until=run.until.isoformat() if run.until else None,
        )

    def _firing(self, driver: Driver, kind: str) -> Firing:
        fired, seen = self._fired[driver.id, kind], self._seen[driver.id, kind]
        return Firing(fired=fired, seen=seen, share=share(fired, seen))


def kinds_of(move: Move) -> tuple[str, ...]:
    """The kinds that a day belongs to: any day, its size, and up to two more."""
    market = {"down": (FELL,), "up": (ROSE,)}.get(move.direction, ())
    quiet = (QUIET,) if is_quiet(move) else ()
    return (ANY_DAY, size_of(move.bitcoin_change_pct).id, *market, *quiet)


def is_quiet(move: Move) -> bool:
    """Whether bitcoin and the median altcoin hardly moved in 24 hours; False if that is unknown."""
    bitcoin, altcoins = move.bitcoin_change_pct, move.altcoin_change_pct
    if bitcoin is None or altcoins is None:
        return False
    return abs(bitcoin) <= QUIET_BITCOIN_PCT and abs(altcoins) <= QUIET_ALTCOIN_PCT
