"""Dates as prose shows them: `Nov. 4`, with the year where it is not the one of the snapshot."""

from datetime import UTC, date, datetime

import msgspec

from explainer.narrative.numbers import Shown
from explainer.snapshot import read_when

DATE_LENGTH = len("2026-02-04")


class DateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language of dates: twelve months, and patterns of `{month}`, `{day}` and `{year}`."""

    months: tuple[str, ...]
    day: str
    day_of_year: str
    moment: str


class Calendar:
    """Shows dates in one language; every pattern is filled by `str.format` once for each month."""

    def __init__(self, words: DateWords) -> None:
        self._short = tuple(
            tuple(words.day.format(month=month, day=day) for day in range(32))
            for month in words.months
        )
        self._with_year = words.day_of_year
        self._moment = words.moment
        self._months = words.months

    def show(self, when: str, year: int) -> Shown:
        """A date or RFC 3339 time as a day in UTC, with its year unless that is *year*."""
        if len(when) == DATE_LENGTH:
            that, month, day = int(when[:4]), int(when[5:7]), int(when[8:])
        else:
            moment = read_when(when)
            that, month, day = moment.year, moment.month, moment.day
        if that == year:
            return self._short[month - 1][day], "to the day, without the year of as_of"
        return self._year(date(that, month, day)), "to the day"

    def show_moment(self, moment: datetime) -> Shown:
        """A moment in UTC, to the minute."""
        if moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC)
        time = f"{moment.hour:02}:{moment.minute:02}"
        return self._moment.format(time=time, day=self._year(moment)), "to the minute, cut"

    def _year(self, day: date) -> str:
        return self._with_year.format(month=self._months[day.month - 1], day=day.day, year=day.year)
