"""Rows of sessions as sources write them, and the sessions in them that are over."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.client import Body
from explainer.providers.decoding import number, text_of
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import ONE_DAY, Exchange, ends_at, is_over
from explainer.series import Close

MOST_SESSIONS = 260
"""About a year; what is computed from them looks back forty at most."""
Row = tuple[date, float | None]
"""A session and its last value, None where the source has none."""


def told(
    provider: Provider, url: str, rows: Iterable[Row], exchange: Exchange, now: datetime
) -> Told[tuple[Close, ...]]:
    """The sessions that are over by *now*, the oldest first; observed when the last one ended.

    Of two rows of one session the later one counts; rows without a value are left out, so a gap
    stays a gap. ProviderEmpty where no session is left.
    """
    latest = now.date() + ONE_DAY
    # a long table has thousands of rows, and the end of a session takes time to work out
    values = {day: value for day, value in rows if value is not None and day <= latest}
    days = [day for day in sorted(values)[-MOST_SESSIONS:] if is_over(day, now, exchange)]
    if not days:
        raise ProviderEmpty(provider.name, "it has no completed session")
    return Told(
        figures=tuple(Close(day=day, value=values[day]) for day in days),
        provider=provider,
        url=url,
        observed_at=ends_at(days[-1], exchange),
    )


def table(provider: Provider, body: Body, days: tuple[str, ...], column: str) -> Iterator[Row]:
    """The rows of a table in CSV: the first of the columns *days* that is there, and *column*.

    Days are written 2026-02-04 or 02/04/2026. ProviderShapeError for a table that has neither, or a
    day that is none.
    """
    lines = csv.reader(text_of(provider, body).splitlines())
    header = [cell.strip().upper() for cell in next(lines, [])]
    day_at = next((header.index(name.upper()) for name in days if name.upper() in header), None)
    if day_at is None or column.upper() not in header:
        raise ProviderShapeError(provider.name, f"its table has no column {column} by day")
    value_at = header.index(column.upper())
    for line in lines:
        if len(line) == len(header):
            yield read_day(provider, line[day_at]), number(line[value_at])
        elif line:
            raise ProviderShapeError(provider.name, "a row of its table is cut off")


def read_day(provider: Provider, text: str) -> date:
    """The day of 2026-02-04 or 02/04/2026, month first; ProviderShapeError for others."""
    text = text.strip()
    try:
        if "/" not in text:
            return date.fromisoformat(text)
        month, day, year = text.split("/")
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ProviderShapeError(provider.name, f"a day is written {text[:20]!r}") from None
