"""Events by headlines, and the dates around today."""

from __future__ import annotations

from datetime import date

from tests.providers.asking import utc
from tests.providers.parts.gathering import gathered, told

from explainer.providers.nouns import Agenda, Headlines
from explainer.providers.parts.happenings import agenda, headlines
from explainer.providers.rows import AGENDA, HEADLINES
from explainer.snapshot import CalendarEntry, CalendarKind, Event

TODAY = date(2026, 10, 5)
NOW = utc("2026-10-05T12:00")


def dates(*entries: tuple[CalendarKind, str]) -> Agenda:
    """What one source tells."""
    return Agenda(entries=tuple(CalendarEntry(kind=kind, date=day) for kind, day in entries))


def told_dates(*agendas: Agenda) -> list[tuple[str, str]] | None:
    """Kind and date of what becomes of several sources' dates."""
    answers = tuple(told(each, NOW) for each in agendas)
    calendar = agenda(gathered({AGENDA: answers}), TODAY).calendar
    return None if calendar is None else [(entry.kind, entry.date) for entry in calendar]


def test_without_any_source_there_is_no_calendar() -> None:
    """Which is not the same as one with nothing in it."""
    assert agenda(gathered({}), TODAY).calendar is None
    assert told_dates(dates(("fomc", "2027-05-01"))) == []


def test_dates_from_three_days_ago_to_six_weeks_ahead() -> None:
    """The earliest first."""
    everything = dates(
        ("fomc", "2026-11-20"),
        ("fomc", "2026-11-19T19:00:00Z"),
        ("cpi", "2026-10-14T12:30:00Z"),
        ("jobs", "2026-10-02T12:30:00Z"),
        ("ppi", "2026-10-01T12:30:00Z"),
    )
    assert told_dates(everything) == [
        ("jobs", "2026-10-02T12:30:00Z"),
        ("cpi", "2026-10-14T12:30:00Z"),
        ("fomc", "2026-11-19T19:00:00Z"),
    ]


def test_the_office_that_publishes_is_believed() -> None:
    """The same release told again without its hour, or on the day that it was moved from."""
    office = dates(("cpi", "2026-10-14T12:30:00Z"))
    repeated = dates(("cpi", "2026-10-13"), ("cpi", "2026-11-10"), ("jobs", "2026-11-06"))
    assert told_dates(office, repeated) == [
        ("cpi", "2026-10-14T12:30:00Z"),
        ("jobs", "2026-11-06"),
        ("cpi", "2026-11-10"),
    ]


def test_two_releases_of_one_source_are_two() -> None:
    """After a shutdown two months' figures may come within a week."""
    office = dates(("pce", "2026-10-08T12:30:00Z"), ("pce", "2026-10-14T12:30:00Z"))
    assert told_dates(office) == [
        ("pce", "2026-10-08T12:30:00Z"),
        ("pce", "2026-10-14T12:30:00Z"),
    ]


def event(title: str, when: str | None) -> Event:
    """One event."""
    return Event(kind="monetary_policy", title=title, date=when)


def test_an_event_is_told_once() -> None:
    """Two desks write one headline with other capitals and stops; the newest comes first."""
    one = Headlines(events=(event("Fed holds rates", "2026-10-05T10:00:00Z"),))
    other = Headlines(
        events=(
            event("FED HOLDS RATES.", "2026-10-05T11:00:00Z"),
            event("Fed cuts rates", "2026-10-05T11:30:00Z"),
        )
    )
    part = headlines(gathered({HEADLINES: (told(one, NOW), told(other, NOW))}))
    assert [each.title for each in part.events] == ["Fed cuts rates", "Fed holds rates"]
    assert len(part.sources) == 2


def test_no_headlines_are_no_events() -> None:
    """And no source."""
    part = headlines(gathered({}))
    assert (part.events, part.sources) == ((), ())
