"""Dates in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.narrative import compile_words
from explainer.narrative.dates import Calendar
from explainer.pack import load_pack

WORDS = compile_words(load_pack())


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """Return the calendar of the built-in lexicon."""
    return WORDS.tongue.calendar


@pytest.mark.parametrize(
    ("when", "year", "shown"),
    [
        ("2025-11-04", 2025, "Nov. 4"),
        ("2025-05-31", 2025, "May 31"),
        ("2025-09-01", 2025, "Sept. 1"),
        ("2024-11-04", 2025, "Nov. 4, 2024"),
        ("2025-11-04T23:30:00Z", 2025, "Nov. 4"),
        ("2025-11-04T23:30:00-05:00", 2025, "Nov. 5"),
    ],
)
def test_a_date_has_its_year_only_where_it_is_another(
    calendar: Calendar, when: str, year: int, shown: str
) -> None:
    """AP months; a time is read in UTC."""
    assert calendar.show(when, year)[0] == shown


def test_a_moment_is_shown_in_utc(calendar: Calendar) -> None:
    """Whatever offset it came with."""
    moment = datetime(2025, 11, 4, 21, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert calendar.show_moment(moment)[0] == "02:05 UTC on Nov. 5, 2025"
    assert calendar.show_moment(moment.astimezone(UTC)) == calendar.show_moment(moment)


@given(st.dates(min_value=date(2009, 1, 3), max_value=date(2100, 12, 31)), st.integers(2009, 2100))
def test_a_date_can_be_read_back(day: date, year: int) -> None:
    """Its day and month stand there, and its year exactly where it is not that of the figures."""
    shown, rounding = WORDS.tongue.calendar.show(day.isoformat(), year)
    month, number, *rest = shown.replace(",", "").split(" ")
    assert (WORDS.lexicon.dates.months.index(month) + 1, int(number)) == (day.month, day.day)
    assert rest == ([] if day.year == year else [str(day.year)])
    assert rounding.startswith("to the day")
