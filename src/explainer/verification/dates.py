"""Dates and times as people write them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from explainer.verification.tokens import NUMBER, WORD, Token, adjacent
from explainer.verification.words import DateWords

YEARS = range(2000, 2200)
YEAR_DIGITS = 4


class Day(NamedTuple):
    """A date, or the parts of one that were written; *weekday* is 1 for Monday.

    A time has *hour* and *minute*.
    """

    first: int
    last: int
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None


class DateReader:
    """Finds the dates and times of a sentence."""

    def __init__(self, words: DateWords) -> None:
        self._months = words.months
        self._ambiguous = frozenset(words.ambiguous)
        self._weekdays = words.weekdays
        self._zones = frozenset(words.zones)

    def read(self, tokens: Sequence[Token], taken: Sequence[bool]) -> list[Day]:
        """The dates in order."""
        found: list[Day] = []
        index = 0
        while index < len(tokens):
            day = None if taken[index] else self._at(tokens, index)
            if day is None:
                index += 1
                continue
            found.append(day)
            index = day.last
        return found

    def _at(self, tokens: Sequence[Token], index: int) -> Day | None:
        token = tokens[index]
        if token.kind == WORD:
            weekday = self._weekdays.get(token.text.lower().removesuffix("s"))
            if weekday is not None and token.text[0].isupper():
                return _day(tokens, index, index + 1, weekday=weekday)
            return self._month_first(tokens, index)
        if token.kind == NUMBER:
            return (
                self._iso(tokens, index)
                or self._time(tokens, index)
                or self._slashed(tokens, index)
                or self._day_first(tokens, index)
                or self._year_alone(tokens, index)
            )
        return None

    def _month(self, tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
        """The month at a token, and where its name ends, a full stop included."""
        if index >= len(tokens) or not tokens[index].text[:1].isupper():
            return None
        month = self._months.get(tokens[index].text.lower())
        if month is None:
            return None
        stop = index + 1 < len(tokens) and tokens[index + 1].text == "."
        short = stop and adjacent(tokens, index + 1) and len(tokens[index].text) <= 4
        return month, index + 2 if short and index + 2 < len(tokens) else index + 1

    def _month_first(self, tokens: Sequence[Token], index: int) -> Day | None:
        found = self._month(tokens, index)
        if found is None:
            return None
        month, place = found
        number = _whole(tokens, place)
        if number is not None and 1 <= number <= 31 and not _scaled(tokens, place):
            last = _suffixed(tokens, place + 1)
            year, last = self._year_after(tokens, last)
            return _day(tokens, index, last, year=year, month=month, day=number)
        if number in YEARS:
            return _day(tokens, index, place + 1, year=number, month=month)
        if tokens[index].same in self._ambiguous:
            before = tokens[index - 1].same if index else ""
            if before not in ("in", "since", "from", "of", "until", "by", "late", "early", "this"):
                return None
        return _day(tokens, index, index + 1, month=month)

    def _year_after(self, tokens: Sequence[Token], place: int) -> tuple[int | None, int]:
        comma = place + 1 if place < len(tokens) and tokens[place].text == "," else place
        year = _whole(tokens, comma)
        return (year, comma + 1) if year in YEARS else (None, place)

    def _day_first(self, tokens: Sequence[Token], index: int) -> Day | None:
        number = _whole(tokens, index)
        if number is None or not 1 <= number <= 31:
            return None
        place = _suffixed(tokens, index + 1)
        if place < len(tokens) and tokens[place].same == "of":
            place += 1
        found = self._month(tokens, place)
        if found is None:
            return None
        month, last = found
        year, last = self._year_after(tokens, last)
        return _day(tokens, index, last, year=year, month=month, day=number)

    def _iso(self, tokens: Sequence[Token], index: int) -> Day | None:
        year, month, day = (_whole(tokens, place) for place in (index, index + 2, index + 4))
        if year not in YEARS or month is None or day is None or not _joined(tokens, index, "-"):
            return None
        return _day(tokens, index, index + 5, year=year, month=month, day=day)

    def _slashed(self, tokens: Sequence[Token], index: int) -> Day | None:
        month, day, year = (_whole(tokens, place) for place in (index, index + 2, index + 4))
        if year not in YEARS or month is None or day is None or not _joined(tokens, index, "/"):
            return None
        return _day(tokens, index, index + 5, year=year, month=month, day=day)

    def _time(self, tokens: Sequence[Token], index: int) -> Day | None:
        hour, minute = _whole(tokens, index), _whole(tokens, index + 2)
        if hour is None or minute is None or tokens[index + 1].text != ":":
            return None
        if hour > 23 or minute > 59 or len(tokens[index + 2].text) != 2:
            return None
        last = index + 3
        if last < len(tokens) and tokens[last].same in self._zones:
            last += 1
        return _day(tokens, index, last, hour=hour, minute=minute)

    def _year_alone(self, tokens: Sequence[Token], index: int) -> Day | None:
        year = _whole(tokens, index)
        before = tokens[index - 1] if index else None
        if year not in YEARS or (before is not None and before.text == "$"):
            return None
        if before is None or (before.text in "-+" and adjacent(tokens, index)):
            return None
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and (following.text in "%$" or _scaled(tokens, index)):
            return None
        dated = ("in", "since", "of", "by", "until", "from", "late", "early", "mid", "during", ",")
        return _day(tokens, index, index + 1, year=year) if before.same in dated else None


def resolved(day: Day, near: date) -> date | None:
    """The date meant: without a year, the one nearest to *near*; None for what is no date."""
    if day.month is None or day.day is None:
        return None
    years = (day.year,) if day.year is not None else (near.year - 1, near.year, near.year + 1)
    found = [made for year in years if (made := _date(year, day.month, day.day)) is not None]
    return min(found, key=lambda made: abs((made - near).days), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(tokens: Sequence[Token], first: int, last: int, **parts: int | None) -> Day:
    return Day(first, last, tokens[first].start, tokens[last - 1].end, **parts)


def _whole(tokens: Sequence[Token], index: int) -> int | None:
    """The whole number at a token, of at most four digits."""
    if index >= len(tokens) or tokens[index].kind != NUMBER:
        return None
    text = tokens[index].text
    return int(text) if text.isascii() and text.isdigit() and len(text) <= YEAR_DIGITS else None


def _joined(tokens: Sequence[Token], index: int, sign: str) -> bool:
    """Whether three numbers are joined by two signs."""
    return tokens[index + 1].text == sign and tokens[index + 3].text == sign


def _suffixed(tokens: Sequence[Token], place: int) -> int:
    """Where an ordinal suffix ends, if one is there."""
    if adjacent(tokens, place) and tokens[place].text in ("st", "nd", "rd", "th"):
        return place + 1
    return place


def _scaled(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number is one of something: "May 12%", "2,000 traders"."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return following is not None and following.text in ("%", "percent", "million", "billion")
