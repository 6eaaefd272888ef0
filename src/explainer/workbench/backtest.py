"""How often each rule fires on real days, and what it explains there: days without attributions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.day_tally import DayTally
from explainer.workbench.firings import Backtest
from explainer.workbench.history import Progress, unwatched
from explainer.workbench.moments import WANTED, Moment, of_history

if TYPE_CHECKING:
    from explainer.explainer import Explainer

DEFAULT_LIMITS = Limits()
MOST_NAMED = 20
"""Lines that cannot be read are named up to this many, then counted."""


def backtest(
    history: Path,
    explainer: Explainer,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress = unwatched,
) -> Backtest:
    """The frequencies over a file with one snapshot as JSON a line.

    The file is read line by line, so it may be larger than memory. A line that cannot be read is
    counted, and named in `unreadable`. *progress* is told the bytes of every line. OptionError if
    the file cannot be read, or no line of it holds a snapshot.
    """
    tally = DayTally(explainer.pack)
    unreadable: list[UnreadableCase] = []
    unreadable_lines = 0
    for day in of_history(history, limits, progress):
        if isinstance(day, Moment):
            tally.add(explainer.assess(day.snapshot))
            continue
        unreadable_lines += 1
        if len(unreadable) < MOST_NAMED:
            unreadable.append(day)
    if not tally.days:
        raise OptionError("history file", str(history), _no_day(unreadable[0], unreadable_lines))
    return tally.backtest(tuple(unreadable), unreadable_lines)


def _no_day(first: UnreadableCase, lines: int) -> str:
    told = f"{first.id}: {first.problems[0]}"
    return f"none of its {lines:,} lines holds a snapshot: {told}; {WANTED}"
