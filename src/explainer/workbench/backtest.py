"""How often each rule fires on real days, and what it explains there: days without attributions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import msgspec

from explainer.assessment import Direction
from explainer.errors import OptionError, SnapshotError
from explainer.snapshot import Snapshot
from explainer.workbench.cases import UnreadableCase

if TYPE_CHECKING:
    from explainer.explainer import Explainer

BITCOIN = "BTC"
QUIET_BITCOIN_PCT = 1.0
"""Bitcoin within this many percent, either way, on a quiet day."""
QUIET_ALTCOIN_PCT = 1.5
"""The median altcoin within this many percent, either way, on a quiet day."""
LARGE_FALL_PCT = -5.0
"""Bitcoin's change on a day that should have an explanation, or lower."""


class DriverFrequency(msgspec.Struct, frozen=True, kw_only=True):
    """On how many days a driver fired, on how many quiet ones, and how many falls it explained."""

    id: str
    fired: int
    fired_quiet: int
    explained: int


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules make of a series of days.

    *unexplained* are the days of large falls that no driver explains. *unreadable* names lines that
    hold no usable snapshot.
    """

    days: int
    quiet_days: int
    large_falls: int
    directions: dict[Direction, int]
    drivers: tuple[DriverFrequency, ...]
    unexplained: tuple[str, ...]
    unreadable: tuple[UnreadableCase, ...]


def backtest(history: Path, explainer: Explainer) -> Backtest:
    """The frequencies over a file with one snapshot as JSON a line.

    A line that cannot be read is named in `unreadable` and left out. OptionError if the file
    cannot be read, or holds no line.
    """
    try:
        lines = [line for line in history.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise OptionError("history file", str(history), str(error.strerror or error)) from None
    if not lines:
        raise OptionError("history file", str(history), "name a file with a snapshot in each line")
    count: Counter[tuple[str, str]] = Counter()
    directions: Counter[Direction] = Counter()
    unexplained: list[str] = []
    unreadable: list[UnreadableCase] = []
    days = quiet_days = large_falls = 0
    for number, line in enumerate(lines, 1):
        try:
            snapshot = explainer.read(line)
        except SnapshotError as error:
            problems = tuple(map(str, error.problems))
            unreadable.append(UnreadableCase(id=f"line {number}", problems=problems))
            continue
        assessment = explainer.assess(snapshot)
        quiet = is_quiet(snapshot, explainer.pack.stablecoins | explainer.pack.wrapped)
        change = _change(snapshot, BITCOIN)
        large = change is not None and change <= LARGE_FALL_PCT
        days += 1
        quiet_days += quiet
        large_falls += large
        directions[assessment.move.direction] += 1
        for driver in assessment.drivers:
            count[driver.id, "fired"] += driver.status == "fired"
            count[driver.id, "quiet"] += quiet and driver.status == "fired"
            count[driver.id, "explained"] += driver.explains
        if large and not any(driver.explains for driver in assessment.drivers):
            unexplained.append(snapshot.as_of.date().isoformat())
    return Backtest(
        days=days,
        quiet_days=quiet_days,
        large_falls=large_falls,
        directions=dict(directions),
        drivers=tuple(
            DriverFrequency(
                id=driver.id,
                fired=count[driver.id, "fired"],
                fired_quiet=count[driver.id, "quiet"],
                explained=count[driver.id, "explained"],
            )
            for driver in explainer.pack.drivers
        ),
        unexplained=tuple(unexplained),
        unreadable=tuple(unreadable),
    )


def is_quiet(snapshot: Snapshot, no_altcoins: frozenset[str]) -> bool:
    """Whether bitcoin and the median altcoin hardly moved in 24 hours; False if that is unknown."""
    bitcoin = _change(snapshot, BITCOIN)
    changes = [
        change
        for symbol in snapshot.assets
        if symbol != BITCOIN and symbol not in no_altcoins
        if (change := _change(snapshot, symbol)) is not None
    ]
    if bitcoin is None or not changes:
        return False
    return abs(bitcoin) <= QUIET_BITCOIN_PCT and abs(median(changes)) <= QUIET_ALTCOIN_PCT


def draw_backtest(result: Backtest) -> str:
    """The frequencies as a table for a terminal; no line break at the end."""
    told = ", ".join(f"{name} {days}" for name, days in sorted(result.directions.items()))
    explained = f"{result.large_falls - len(result.unexplained)} of {result.large_falls}"
    lines = [
        f"{result.days} days: {told}",
        f"{result.quiet_days} quiet days; {explained} large falls explained",
        *(f"not explained: {day}" for day in result.unexplained),
        *(f"NOT COUNTED: {one.id}: {'; '.join(one.problems)}" for one in result.unreadable),
        "",
        f"{'driver':<22} {'fired':>6} {'of quiet':>9} {'explains':>9}",
    ]
    lines += [
        f"{one.id:<22} {_percent(one.fired, result.days):>6}"
        f" {_percent(one.fired_quiet, result.quiet_days):>9} {one.explained:>9}"
        for one in result.drivers
    ]
    return "\n".join(lines)


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else ""


def _change(snapshot: Snapshot, symbol: str) -> float | None:
    asset = snapshot.assets.get(symbol)
    return None if asset is None else asset.change_24h_pct
