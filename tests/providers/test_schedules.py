"""Dates to come, from the offices that publish and from FRED."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from tests.providers.answering import Answer, answering
from tests.providers.asking import Pages, ask, asked_at, fixture, utc

from explainer.errors import ProviderBlocked, ProviderEmpty, ProviderError, ProviderShapeError
from explainer.providers import bea, bls, federalreserve, fred
from explainer.providers.client import Client

Ask = Callable[..., Any]
KEY = {"FRED_API_KEY": "0123456789abcdef0123456789abcdef"}
CALENDAR = "/federalreserve/json/calendar.json"
MEETINGS = "/federalreserve/monetarypolicy/fomccalendars.htm"


def entries(function: Ask, pages: Pages, now: str) -> list[tuple[str, str]]:
    """Kind and date of what a source tells."""
    told = ask(function, pages, now, KEY)
    return [(entry.kind, entry.date) for entry in told.figures.entries]


def test_the_fed_tells_of_meetings_and_minutes() -> None:
    """On the last day, at its hour in New York, in summer and in winter.

    A day without an hour stays one; the press conference belongs to its meeting.
    """
    pages = {CALENDAR: fixture("federalreserve/calendar.json")}
    assert entries(federalreserve.agenda, pages, "2026-10-02T12:00") == [
        ("fomc_minutes", "2026-10-07T18:00:00Z"),
        ("fomc", "2026-10-28T18:00:00Z"),
        ("fomc", "2027-01-01"),
    ]
    winter = fixture("federalreserve/calendar.json").replace(b"2026-10", b"2026-11")
    assert ("fomc", "2026-11-28T19:00:00Z") in entries(
        federalreserve.agenda, {CALENDAR: winter}, "2026-11-02T12:00"
    )


@pytest.mark.parametrize(
    "calendar",
    [
        Answer(b"", status=404),
        b"<!DOCTYPE html><html>Service notice</html>",
        b'{"events": "none"}',
        b'{"events": [{}]}',
        b'{"events": [{"title": "FOMC Meeting", "month": "2026-11", "days": "twelve"}]}',
        b'{"events": [{"title": "FOMC Meeting", "month": "2026-11", "days": "9", "time": "noon"}]}',
        b'{"events": [{"title": "FOMC Meeting", "month": "2025-11", "days": "9"}]}',
    ],
)
def test_the_page_about_meetings_stands_in(calendar: bytes | Answer) -> None:
    """For a calendar that fails, changed, is empty, or is of a year that is over.

    A vote by paper is no meeting, and a day of publication none either.
    """
    pages = {CALENDAR: calendar, MEETINGS: fixture("federalreserve/meetings.html")}
    assert entries(federalreserve.agenda, pages, "2026-11-12T12:00") == [
        ("fomc", "2026-12-09"),
        ("fomc", "2027-01-27"),
        ("fomc", "2027-05-01"),
    ]


def test_the_page_adds_meetings_that_the_calendar_does_not_know_yet() -> None:
    """In December the calendar may end with the year."""
    minutes = (
        b'{"events": [{"title": "FOMC Minutes", "time": "2:00 p.m.", "month": "2026-12", '
        b'"days": "30"}]}'
    )
    pages = {CALENDAR: minutes, MEETINGS: fixture("federalreserve/meetings.html")}
    assert entries(federalreserve.agenda, pages, "2026-12-20T12:00") == [
        ("fomc_minutes", "2026-12-30T19:00:00Z"),
        ("fomc", "2027-01-27"),
        ("fomc", "2027-05-01"),
    ]
    alone = {CALENDAR: minutes}
    assert entries(federalreserve.agenda, alone, "2026-12-20T12:00") == [
        ("fomc_minutes", "2026-12-30T19:00:00Z")
    ]


def test_jobs_and_prices_by_their_whole_titles() -> None:
    """Times are those of New York; average prices are another release."""
    pages = {"*": fixture("bls/schedule.ics")}
    assert entries(bls.agenda, pages, "2026-08-01T12:00") == [
        ("jobs", "2026-08-07T12:30:00Z"),
        ("cpi", "2026-08-12T12:30:00Z"),
        ("ppi", "2026-08-13"),
    ]


def test_a_block_is_named_and_not_worked_around() -> None:
    """Many servers are turned away with a page."""
    denied = Answer(b"<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD></HTML>", status=403)
    with answering({"*": denied}) as (address, asked):
        with pytest.raises(ProviderBlocked):
            asked_at(address, bls.agenda, "2026-08-01T12:00")
        assert len(asked) == 1


def test_growth_and_spending_once_each() -> None:
    """Dates that are written twice count once; the day of the file is no release."""
    pages = {"*": fixture("bea/release_dates.json")}
    assert entries(bea.agenda, pages, "2026-10-02T12:00") == [
        ("gdp", "2026-10-29T12:30:00Z"),
        ("pce", "2026-10-30T12:30:00Z"),
    ]


def test_fred_tells_days_without_hours() -> None:
    """One request a release; those that fail are left out."""
    pages = {
        "/fred/fred/release/dates?release_id=10&realtime_start=2026-09-27"
        "&include_release_dates_with_no_data=true&sort_order=asc&file_type=json"
        f"&api_key={KEY['FRED_API_KEY']}": fixture("fred/release_dates.json")
    }
    assert entries(fred.agenda, pages, "2026-10-04T12:00") == [
        ("cpi", "2026-10-14"),
        ("cpi", "2026-11-10"),
    ]
    assert fred.FRED_WITH_KEY.name == fred.FRED.name
    assert not fred.FRED_WITH_KEY.optional


ICS = b"BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n"
CPI = b"BEGIN:VEVENT\r\n%s\r\nSUMMARY:Consumer Price Index\r\nEND:VEVENT\r\n"

# what is asked, a body, and what becomes of it in August 2026
BAD: tuple[tuple[Ask, bytes, type[ProviderError]], ...] = (
    (bls.agenda, ICS % b"", ProviderEmpty),
    (bls.agenda, ICS % (CPI % b"DTSTART;TZID=US-Eastern:20250812T083000"), ProviderEmpty),
    (bls.agenda, ICS % (CPI % b"DTSTART:20261332T083000"), ProviderShapeError),
    (bls.agenda, ICS % (CPI % b"DTSTART;TZID=US-Eastern:99991231T235900"), ProviderShapeError),
    (bls.agenda, ICS % (CPI % b"UID:1"), ProviderEmpty),
    (bls.agenda, ICS % b"nothing of the kind\r\n", ProviderShapeError),
    (bls.agenda, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART", ProviderShapeError),
    (bls.agenda, b"BEGIN:VCALENDAR\r\n\xff\xfe", ProviderShapeError),
    (bea.agenda, b"{}", ProviderShapeError),
    (bea.agenda, b"[]", ProviderShapeError),
    (bea.agenda, fixture("bea/release_dates.json").replace(b"2026", b"2025"), ProviderEmpty),
    (bea.agenda, fixture("bea/release_dates.json").replace(b"2026", b"soon"), ProviderShapeError),
    (
        bea.agenda,
        fixture("bea/release_dates.json").replace(
            b"2026-10-30T08:30:00-04", b"0001-01-01T00:00:00+04"
        ),
        ProviderShapeError,
    ),
    (fred.agenda, b'{"error_code": 400}', ProviderError),
    (fred.agenda, b'{"release_dates": []}', ProviderEmpty),
    (fred.agenda, b'{"release_dates": [{"date": "soon"}]}', ProviderShapeError),
    (federalreserve.agenda, b"<html><body>Nothing here</body></html>", ProviderShapeError),
    (federalreserve.agenda, b"<html>2025 FOMC Meetings March 3-4</html>", ProviderEmpty),
)


@pytest.mark.parametrize(("function", "body", "error"), BAD)
def test_what_is_no_calendar_is_named(
    function: Ask, body: bytes, error: type[ProviderError]
) -> None:
    """Empty, of a year that is over, cut off, or with dates that are none."""
    with pytest.raises(error):
        ask(function, {"*": body}, "2026-08-01T12:00", KEY)


def test_a_calendar_that_cannot_be_read_is_asked_for_again() -> None:
    """A good one is kept for half a day; a bad one must not be."""
    pages: dict[str, Answer | bytes] = {"*": b'{"Gross Domestic Product": 1}'}

    async def run(address: str) -> list[str]:
        now = utc("2026-10-02T12:00")
        async with Client(clock=lambda: now, mirror=address) as client:
            with pytest.raises(ProviderShapeError):
                await bea.agenda(client)
            pages["*"] = fixture("bea/release_dates.json")
            told = await bea.agenda(client)
            assert await bea.agenda(client) == told
            return [entry.kind for entry in told.figures.entries]

    with answering(pages) as (address, asked):
        assert asyncio.run(run(address)) == ["gdp", "pce"]
    assert len(asked) == 2
