"""Rounds of live data on the command line, and what they tell at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import groupby

import msgspec

from explainer.logging_setup import configure_logging
from explainer.providers.gather import Attempt, Tell, untold
from explainer.providers.live import Live, Round
from explainer.settings import Settings
from explainer.snapshot import utc_text


def opened(settings: Settings, at: datetime | None) -> Live:
    """Live data by these settings, at a moment that stands still if one is given.

    SettingsError for a source that does not exist.
    """
    # its events would stand between the lines of progress; a defect is told all the same
    configure_logging(msgspec.structs.replace(settings, log_level="error"))
    return Live(settings.live, clock=_clock(at))


async def one_round(live: Live, tell: Tell = untold) -> Round:
    """Ask all sources once, and be done with it."""
    async with live:
        return await live.round(tell)


def _clock(at: datetime | None) -> Callable[[], datetime]:
    def now() -> datetime:
        return datetime.now(UTC) if at is None else at

    return now


def tell_attempt(attempt: Attempt) -> None:
    """One line of progress: the kind of figures, the source, how long it took, what came of it."""
    taken = "" if attempt.milliseconds is None else f"{attempt.milliseconds} ms"
    print(f"{attempt.row:<20} {attempt.provider:<16} {taken:>9}  {_came(attempt)}", file=sys.stderr)


def tell_missing(done: Round) -> None:
    """What is left out of the snapshot, and why."""
    for line in _missing(done):
        print(line, file=sys.stderr)


def summary(done: Round) -> str:
    """One line for a round that is over."""
    came = "no snapshot" if done.snapshot is None else f"{_readings(done)} readings"
    left_out = ", ".join(each.row for each in done.lacking) or "nothing"
    return f"{utc_text(done.at)}  {came}; left out: {left_out}"


def _readings(done: Round) -> int:
    return 0 if done.snapshot is None else sum(len(each.covers) for each in done.snapshot.sources)


def _came(attempt: Attempt) -> str:
    if attempt.reason is not None:
        return f"{attempt.reason}: {attempt.detail}"
    return "ok" if attempt.observed_at is None else f"ok, as of {utc_text(attempt.observed_at)}"


def _missing(done: Round) -> Iterator[str]:
    if done.snapshot is None:
        yield "No snapshot: the sources gave too little for one."
    if done.lacking:
        yield "Left out:"
    for each in done.lacking:
        yield f"  {each.row}: {_why(each.failures)}"
    for reading in done.dropped:
        yield f"  {reading.metric}: {reading.reason}"


def _why(failures: tuple[Attempt, ...]) -> str:
    """The sources with what each failed at; those that failed alike together."""
    if not failures:
        return "none of its sources is asked"
    alike = groupby(failures, key=lambda attempt: attempt.detail)
    return "; ".join(
        f"{', '.join(attempt.provider for attempt in group)}: {detail}" for detail, group in alike
    )
