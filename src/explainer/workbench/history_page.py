"""What a history shows, as a part of the public page in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from explainer.render.to_markdown import escaped
from explainer.workbench.day_tally import LARGE_FALL_PCT, QUIET_ALTCOIN_PCT, QUIET_BITCOIN_PCT
from explainer.workbench.firings import Backtest, DriverFrequency, DriverPair, Firing
from explainer.workbench.history_words import BY_SIZE, NO_SIZE, OFTEN, RISES, SIZES, TOGETHER
from explainer.workbench.interval import wilson
from explainer.workbench.pages.markdown import table
from explainer.workbench.pairs import LEAST_EXPECTED, telling
from explainer.workbench.percents import between, of_whole, percent
from explainer.workbench.sizes import UNKNOWN

MOST_PAIRS = 8
"""Pairs in a table."""
FEW_EXPECTED = 10
"""Expected days below which a decimal is shown."""
OFTEN_UNSEEN = 0.1
"""Share of days from which on it is told that nothing of a driver could be looked at."""
DIRECTIONS = ("down", "up", "mixed", "flat", "unknown")
SIZE_HEADS = ("bitcoin", "days", "share", "that or lower", "a fall explained", "no driver fired")
FREQUENCY_HEADS = (
    "driver",
    "fired",
    "share",
    "95% interval",
    "ruled out",
    "not evaluated, in part",
    "not evaluated at all",
    "explained",
    "longest run",
)
RISE_HEADS = ("driver", "on falls", "on rises", "95% interval", "on quiet days", "falls to rises")
PAIR_HEADS = (
    "drivers",
    "days together",
    "expected",
    "times",
    "falls together",
    "expected",
    "times",
)
UNEXPLAINED_HEADS = ("day", "bitcoin", "fired all the same", "drivers not evaluated")


def history_parts(history: Backtest) -> Iterator[str]:
    """The blocks of the page that tell of a history, from its heading on."""
    yield "## On a history of days"
    yield _summary(history)
    yield "### How large the moves were"
    yield SIZES
    yield _sizes(history)
    if any(size.id == UNKNOWN.id for size in history.sizes):
        yield NO_SIZE
    yield "### How often each driver fired"
    yield OFTEN
    yield _frequencies(history)
    yield "### On moves of which size"
    yield BY_SIZE
    yield _by_size(history)
    yield "### On days without a fall"
    yield RISES
    yield _rises(history)
    yield "### Which drivers fire together"
    yield TOGETHER
    yield from _pairs(history)
    yield "### Large falls without an explanation"
    yield from _unexplained(history)
    yield "### What this history cannot show"
    yield _blind(history)


def _summary(history: Backtest) -> str:
    told = {
        "down": "it fell on {}",
        "up": "rose on {}",
        "mixed": "was mixed on {}",
        "flat": "was flat on {}",
        "unknown": "cannot be read on {}",
    }
    counts = [
        told[name].format(f"{history.directions[name]:,}")
        for name in DIRECTIONS
        if name in history.directions
    ]
    words = (
        f"{history.days:,} days from {history.first_day} to {history.last_day}. Of the market: "
        f"{', '.join(counts)}. {history.quiet_days:,} days were quiet: bitcoin within "
        f"{QUIET_BITCOIN_PCT:g}%, the median altcoin within {QUIET_ALTCOIN_PCT:g}%."
    )
    if history.unreadable_lines:
        words += f" Lines without a readable snapshot, not counted: {history.unreadable_lines:,}."
    return words


def _sizes(history: Backtest) -> str:
    known = [size for size in history.sizes if size.id != UNKNOWN.id]
    upto = dict(
        zip((size.id for size in known), accumulate(size.days for size in known), strict=True)
    )
    return table(
        SIZE_HEADS,
        (
            (
                size.title,
                f"{size.days:,}",
                percent(size.days / history.days),
                percent(upto[size.id] / history.days) if size.id in upto else "",
                of_whole(size.explained, size.days),
                of_whole(size.silent, size.days),
            )
            for size in history.sizes
        ),
        figures=True,
    )


def _frequencies(history: Backtest) -> str:
    return table(FREQUENCY_HEADS, map(_frequency, _most_first(history)), figures=True)


def _frequency(one: DriverFrequency) -> tuple[str, ...]:
    run = f"{one.longest_run} days to {one.longest_run_until}" if one.longest_run > 1 else ""
    decided = one.fired + one.not_fired > 0
    return (
        escaped(one.title),
        f"{one.fired:,}" if decided else "",
        percent(one.share) if decided else "",
        between(one.share_interval) if decided else "",
        f"{one.not_fired:,}" if decided else "",
        f"{one.not_evaluated - one.unseen:,}",
        f"{one.unseen:,}",
        f"{one.explained:,}" if decided else "",
        run,
    )


def _by_size(history: Backtest) -> str:
    sizes = history.sizes
    days = ("*days*", *(f"{size.days:,}" for size in sizes))
    rows = [
        (escaped(one.title), *(_firing(one.by_size[size.id]) for size in sizes))
        for one in _most_first(history)
        if one.fired
    ]
    return table(("driver", *(size.title for size in sizes)), (days, *rows), figures=True)


def _rises(history: Backtest) -> str:
    rows = [
        (
            escaped(one.title),
            _firing(one.falls),
            _firing(one.rises),
            between(wilson(one.rises.fired, one.rises.seen)),
            _firing(one.quiet),
            _times(one),
        )
        for one in sorted(history.drivers, key=lambda one: -one.rises.fired)
        if one.fired
    ]
    return table(RISE_HEADS, rows, figures=True)


def _firing(days: Firing) -> str:
    return of_whole(days.fired, days.seen) if days.seen else ""


def _times(one: DriverFrequency) -> str:
    """How many times as often a driver fired on falls as on rises."""
    if one.falls.share is None or one.rises.share is None:
        return ""
    if not one.rises.fired:
        return "on falls only" if one.falls.fired else ""
    return f"{one.falls.share / one.rises.share:.1f}"


def _pairs(history: Backtest) -> Iterator[str]:
    titles = {one.id: one.title for one in history.drivers}
    together = [pair for pair in history.pairs if pair.all_days.together]
    yield "Most often together, on all days:"
    yield _pair_table(together[:MOST_PAIRS], titles)
    told = telling(history.pairs)
    more = [pair for pair in told if pair.falls.together > pair.falls.expected]
    fewer = [pair for pair in reversed(told) if pair.falls.together < pair.falls.expected]
    enough = f"Pairs for which chance gives fewer than {LEAST_EXPECTED:g} days are left out."
    yield f"Most surprisingly together, on falls. {enough}"
    yield _pair_table(more[:MOST_PAIRS], titles)
    yield "Most surprisingly apart, on falls:"
    yield _pair_table(fewer[:MOST_PAIRS], titles)


def _pair_table(pairs: Sequence[DriverPair], titles: dict[str, str]) -> str:
    if not pairs:
        return "None."
    rows = []
    for pair in pairs:
        cells = [f"{escaped(titles[pair.first])}; {escaped(titles[pair.second])}"]
        for kept in (pair.all_days, pair.falls):
            times = "" if kept.lift is None else f"{kept.lift:.1f}"
            cells += [f"{kept.together:,}", _days(kept.expected), times]
        rows.append(cells)
    return table(PAIR_HEADS, rows, figures=True)


def _days(expected: float) -> str:
    """Days that are expected, with a decimal where they are few."""
    return f"{expected:.0f}" if expected >= FEW_EXPECTED else f"{expected:.1f}"


def _unexplained(history: Backtest) -> Iterator[str]:
    falls = f"{history.large_falls:,} days with bitcoin down {-LARGE_FALL_PCT:g}% or more"
    if not history.unexplained:
        yield f"None, of {falls}."
        return
    yield f"{len(history.unexplained):,} of {falls}:"
    titles = {one.id: one.title for one in history.drivers}
    yield table(
        UNEXPLAINED_HEADS,
        (
            (
                fall.day,
                f"{fall.change_pct:.1f}%",
                escaped("; ".join(titles[one] for one in fall.fired)) or "none",
                f"{fall.not_evaluated} of {len(titles)}",
            )
            for fall in history.unexplained
        ),
    )


def _blind(history: Backtest) -> str:
    never = [one for one in history.drivers if not one.fired + one.not_fired]
    often = [
        one
        for one in history.drivers
        if one not in never and one.unseen > history.days * OFTEN_UNSEEN
    ]
    lines = []
    if never:
        lines.append(
            f"- Not evaluated on {history.days:,} of {history.days:,} days, for lack of their "
            f"figures and events: {_titled(never)}. That they never fired says nothing about them."
        )
    lines += [
        f"- {escaped(one.title)}: not evaluated at all on {one.unseen:,} of {history.days:,} days."
        for one in often
    ]
    return "\n".join(lines) or "Every driver had something to read on most days."


def _titled(drivers: Sequence[DriverFrequency]) -> str:
    return escaped("; ".join(one.title for one in drivers))


def _most_first(history: Backtest) -> list[DriverFrequency]:
    return sorted(history.drivers, key=lambda one: -one.fired)
