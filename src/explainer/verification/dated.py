"""Judging dates, weekdays and times against the dates of the snapshot."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from explainer.verification.candidates import DatedThing
from explainer.verification.dates import Day, resolved
from explainer.verification.report import NumberProblem, NumberStatus

WEEK = 7
ALWAYS = "as_of"


class DateRuling(NamedTuple):
    """What became of a date, the one it stands for or comes nearest to, and why."""

    status: NumberStatus
    problem: NumberProblem | None
    nearest: DatedThing | None
    reason: str


def judge_date(
    day: Day,
    about: frozenset[str],
    things: Sequence[DatedThing],
    spoken: Mapping[str, date],
    as_of: date,
) -> DateRuling:
    """The ruling on a date.

    *about* holds topics and kinds of events that its sentence names, *spoken* the other dates of
    the sentence, which a weekday may belong to.
    """
    if day.hour is not None:
        return _time(day, things)
    if day.weekday is not None:
        return _weekday(day.weekday, things, spoken, as_of)
    if day.day is None:
        return _part(day, things, as_of)
    meant = resolved(day, as_of)
    if meant is None:
        return DateRuling("wrong", "date", None, "no_date")
    same = [thing for thing in things if thing.day == meant]
    subject = [thing for thing in things if thing.about in about]
    if same and (not subject or any(thing in subject or thing.about == ALWAYS for thing in same)):
        return DateRuling("supported", None, same[0], "reads")
    if subject:
        nearest = min(subject, key=lambda thing: abs((thing.day - meant).days))
        return DateRuling("wrong", "date", nearest, "date")
    if same:
        return DateRuling("supported", None, same[0], "reads")
    if not things:
        return DateRuling("unsupported", None, None, "nothing")
    nearest = min(things, key=lambda thing: abs((thing.day - meant).days))
    return DateRuling("unsupported", None, nearest, "no_such_date")


def _time(day: Day, things: Sequence[DatedThing]) -> DateRuling:
    timed = [thing for thing in things if thing.hour is not None]
    for thing in timed:
        if (thing.hour, thing.minute) == (day.hour, day.minute):
            return DateRuling("supported", None, thing, "reads")
    if timed:
        return DateRuling("wrong", "date", timed[0], "time")
    return DateRuling("unsupported", None, None, "nothing")


def _weekday(
    weekday: int, things: Sequence[DatedThing], spoken: Mapping[str, date], as_of: date
) -> DateRuling:
    for said in spoken.values():
        if said.isoweekday() == weekday:
            return DateRuling("supported", None, _thing(things, said), "weekday")
    if len(spoken) == 1:
        only = next(iter(spoken.values()))
        return DateRuling("wrong", "date", _thing(things, only), "weekday")
    near = [thing for thing in things if abs((thing.day - as_of).days) <= WEEK]
    for thing in near:
        if thing.day.isoweekday() == weekday:
            return DateRuling("supported", None, thing, "weekday")
    return DateRuling("unjudged", None, None, "weekday_alone")


def _thing(things: Sequence[DatedThing], day: date) -> DatedThing | None:
    return next((thing for thing in things if thing.day == day), None)


def _part(day: Day, things: Sequence[DatedThing], as_of: date) -> DateRuling:
    """A month or a year by itself."""
    for thing in things:
        month = day.month in (None, thing.day.month)
        if month and day.year in (None, thing.day.year):
            return DateRuling("supported", None, thing, "reads")
    if day.year is None or day.month is None:
        return DateRuling("unsupported", None, None, "no_such_date")
    return DateRuling("wrong", "date", _thing(things, as_of), "date")
