"""What a round did not get, as the snapshot tells it to readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast, get_args

from explainer.providers.gather import Attempt, Gathered
from explainer.providers.keeping import Lacking
from explainer.providers.offer import Offered
from explainer.providers.part import Doubted
from explainer.providers.rows import AGENDA, HEADLINES
from explainer.snapshot import CalendarKind, Doubt, EventKind, Gap, GapReason

REASONS: frozenset[str] = frozenset(get_args(GapReason))
NO_KEY: GapReason = "no_key"
SCHEDULED: tuple[CalendarKind, ...] = ("fomc", "fomc_minutes", "cpi", "jobs", "ppi", "pce", "gdp")
"""Kinds of dates that sources of ours publish. There is always one to come, so that a kind of which
nobody tells any date is one that nobody told of."""
HAPPENED: tuple[EventKind, ...] = get_args(EventKind)
OF_ALL_KINDS = frozenset({"coindesk", "cointelegraph"})
"""Sources that bring news of all kinds; an office tells of its own doings alone."""


def gaps_of(lacking: Iterable[Lacking], rows: Sequence[Offered]) -> tuple[Gap, ...]:
    """A gap for each row without figures, with the reason of the source that was asked first.

    Where none was asked, all are switched off. Rows that cover no reading leave no gap.
    """
    by_id = {each.row.id: each.row for each in rows}
    titles = {o.provider.name: o.provider.title for each in rows for o in each.offers}
    gaps = (_gap(each, by_id[each.row].missed, titles) for each in lacking)
    return tuple(gap for gap in gaps if gap is not None)


def untold_kinds(gathered: Gathered) -> tuple[Gap, ...]:
    """Gaps for kinds of dates and events of which no source told, so that none passes for absent.

    That the others are there would say that a meeting is not due, or that nothing was stolen.
    """
    dated = {entry.kind for told in gathered.every(AGENDA) for entry in told.figures.entries}
    news = gathered.every(HEADLINES)
    events = {event.kind for told in news for event in told.figures.events}
    heard = any(told.provider.name in OF_ALL_KINDS for told in news)
    missing = (
        (AGENDA.id, [f"calendar.{kind}" for kind in SCHEDULED if kind not in dated]),
        (HEADLINES.id, [f"events.{kind}" for kind in HAPPENED if not heard and kind not in events]),
    )
    return tuple(
        Gap(metric=paths[0], reason=_why(gathered.attempts, row), covers=tuple(paths))
        for row, paths in missing
        if paths
    )


def _why(attempts: Iterable[Attempt], row: str) -> GapReason:
    """What the first source of the row that was asked failed at."""
    of_row = [attempt for attempt in attempts if attempt.row == row]
    failed = (attempt.reason for attempt in of_row if attempt.reason not in (None, NO_KEY))
    reason = next(failed, "nothing_usable" if of_row else "switched_off")
    assert reason in REASONS, reason
    return cast("GapReason", reason)


def _gap(lacking: Lacking, metric: str | None, titles: Mapping[str, str]) -> Gap | None:
    if metric is None:
        return None
    asked = [failure for failure in lacking.failures if failure.reason != NO_KEY]
    first = next(iter(asked or lacking.failures), None)
    reason = "switched_off" if first is None or first.reason is None else first.reason
    assert reason in REASONS, reason
    return Gap(
        metric=metric,
        reason=cast("GapReason", reason),
        source=None if first is None else titles[first.provider],
        covers=lacking.covers,
    )


def doubts_of(doubted: Iterable[Doubted]) -> tuple[Doubt, ...]:
    """What second sources have for readings of the snapshot."""
    return tuple(
        Doubt(metric=each.metric, value=each.second, source=each.sources[1]) for each in doubted
    )
