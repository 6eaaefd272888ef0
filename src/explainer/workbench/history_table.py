"""What a history shows, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.workbench.firings import Backtest, DriverPair
from explainer.workbench.pairs import telling
from explainer.workbench.percents import percent

MOST_PAIRS = 8
"""Pairs that are listed, of those most surprisingly together."""
MOST_PROBLEMS = 3
"""Problems of one line that are told."""
SHORT_SIZES = {
    "fall_10": "<=-10%",
    "fall_5": "<=-5%",
    "fall_2": "<=-2%",
    "fall_small": "<-0.5%",
    "flat": "flat",
    "rise_small": "to 2%",
    "rise_2": "to 5%",
    "rise_5": ">5%",
    "unknown": "?",
}
"""Heads of columns; a size reaches from the one before it."""


def draw_history(history: Backtest) -> str:
    """The frequencies as tables for a terminal; no line break at the end."""
    return "\n".join(
        [*_summary(history), "", *_drivers(history), "", *_sizes(history), *_pairs(history)]
    )


def _summary(history: Backtest) -> Iterator[str]:
    told = ", ".join(f"{name} {days:,}" for name, days in sorted(history.directions.items()))
    large = history.large_falls
    explained = f"{large - len(history.unexplained)} of {large} large falls explained"
    yield f"{history.days:,} days from {history.first_day} to {history.last_day}: {told}"
    yield f"{history.quiet_days:,} quiet days; {explained}"
    for fall in history.unexplained:
        yield f"not explained: {fall.day} ({fall.change_pct:.1f}%)"
    if history.unreadable_lines:
        yield f"NOT COUNTED, lines that cannot be read: {history.unreadable_lines:,}"
        for line in history.unreadable:
            yield f"  {line.id}: {'; '.join(line.problems[:MOST_PROBLEMS])}"
        more = history.unreadable_lines - len(history.unreadable)
        if more:
            yield f"  and {more:,} more"


def _drivers(history: Backtest) -> Iterator[str]:
    yield (
        f"{'driver':<22} {'fired':>6} {'share':>7} {'falls':>7} {'rises':>7} {'quiet':>7}"
        f" {'explains':>8} {'unseen':>7} {'run':>4}"
    )
    for one in history.drivers:
        if not one.fired + one.not_fired:
            yield f"{one.id:<22} not evaluated on {history.days:,} of {history.days:,} days"
            continue
        shares = (one.share, one.falls.share, one.rises.share, one.quiet.share)
        drawn = " ".join(f"{percent(share):>7}" for share in shares)
        counts = f"{one.explained:>8,} {one.unseen:>7,} {one.longest_run:>4,}"
        yield f"{one.id:<22} {one.fired:>6,} {drawn} {counts}"


def _sizes(history: Backtest) -> Iterator[str]:
    yield "share of days it fired on, by bitcoin's change"
    yield _line("", [SHORT_SIZES[size.id] for size in history.sizes])
    yield _line("days", [f"{size.days:,}" for size in history.sizes])
    for one in history.drivers:
        if one.fired:
            yield _line(one.id, [percent(one.by_size[size.id].share) for size in history.sizes])


def _pairs(history: Backtest) -> Iterator[str]:
    told = telling(history.pairs)[:MOST_PAIRS]
    if not told:
        return
    yield ""
    yield "together more often than chance, on falls"
    yield from map(_pair, told)


def _pair(pair: DriverPair) -> str:
    falls = pair.falls
    counts = f"{falls.together:>4,} days, {falls.expected:.1f} expected"
    times = falls.together / falls.expected
    return f"{pair.first + ', ' + pair.second:<44} {counts}: {times:.1f} times"


def _line(name: str, cells: list[str]) -> str:
    return (f"{name:<22} " + " ".join(f"{cell:>7}" for cell in cells)).rstrip()
