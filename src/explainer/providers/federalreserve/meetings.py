"""Meetings from the page that lists them, year by year; read off its text, whatever its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from explainer.errors import ProviderShapeError
from explainer.providers.federalreserve.source import FEDERAL_RESERVE
from explainer.snapshot import CalendarEntry

YEAR = re.compile(r"\b(?P<year>20\d\d) FOMC Meetings")
MEETING = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2,8})(?:/(?P<later>[A-Z][a-z]{2,8}))?"
    r"\s+(?P<first>\d{1,2})(?:\s*[-\u2013]\s*(?P<last>\d{1,2}))?(?![\d,:\u2013-])\*?"
    r"(?P<note>\s*\([a-z ]+\))?"
)
"""A month and its days. A day before a comma is one of publication; its year follows."""
NOT_HELD = ("notation vote", "cancelled", "canceled")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def meetings(page: str) -> Iterator[CalendarEntry]:
    """Every meeting on the page, on its last day; the hour is not told there.

    ProviderShapeError for a page without a year of meetings.
    """
    body = LexborHTMLParser(page).body
    text = " ".join(body.text(separator=" ").split()) if body is not None else ""
    years = list(YEAR.finditer(text))
    if not years:
        raise ProviderShapeError(FEDERAL_RESERVE.name, "its page lists no year of meetings")
    ends = [year.start() for year in years[1:]] + [len(text)]
    for year, end in zip(years, ends, strict=True):
        for found in MEETING.finditer(text, year.end(), end):
            day = _last_day(found, int(year["year"]))
            if day is not None and not any(word in (found["note"] or "") for word in NOT_HELD):
                yield CalendarEntry(kind="fomc", date=day.isoformat(), title="FOMC Meeting")


def _last_day(found: re.Match[str], year: int) -> date | None:
    """The day of the decision; None where the words are no month and day."""
    first_month, month = (
        _month(name) for name in (found["month"], found["later"] or found["month"])
    )
    if first_month is None or month is None:
        return None
    try:
        return date(year + (month < first_month), month, int(found["last"] or found["first"]))
    except ValueError:
        return None


def _month(name: str) -> int | None:
    """1 to 12, by the first three letters of the name."""
    start = name[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else None
