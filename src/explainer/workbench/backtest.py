"""How often each rule fires on real days, and what it explains there: days without attributions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explainer.errors import OptionError, SnapshotError
from explainer.limits import Limits
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.day_tally import DayTally
from explainer.workbench.firings import Backtest
from explainer.workbench.history import Line, Progress, read_lines, unwatched

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
    for line in read_lines(history, limits.max_body_bytes, progress):
        problems = _add(line, tally, explainer, limits)
        if problems:
            unreadable_lines += 1
            if len(unreadable) < MOST_NAMED:
                unreadable.append(UnreadableCase(id=f"line {line.number}", problems=problems))
    if not tally.days:
        raise OptionError("history file", str(history), _no_day(unreadable, unreadable_lines))
    return tally.backtest(tuple(unreadable), unreadable_lines)


def _add(line: Line, tally: DayTally, explainer: Explainer, limits: Limits) -> tuple[str, ...]:
    """Count the day of a line; what is wrong with one that holds none."""
    if line.content is None:
        return (f"the line has more than {limits.max_body_bytes:,} bytes",)
    try:
        snapshot = explainer.read(line.content)
    except SnapshotError as error:
        return tuple(map(str, error.problems))
    tally.add(explainer.assess(snapshot))
    return ()


def _no_day(unreadable: list[UnreadableCase], lines: int) -> str:
    wanted = "name a file with one snapshot as JSON in each line"
    if not unreadable:
        return f"it is empty; {wanted}"
    first = unreadable[0]
    return (
        f"none of its {lines:,} lines holds a snapshot: {first.id}: {first.problems[0]}; {wanted}"
    )
