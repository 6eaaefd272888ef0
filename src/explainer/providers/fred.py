"""FRED, the St. Louis Fed's library of series: stocks, the VIX, yields, the yen; release dates.

Without a key its charts' tables are read, with one its API. Its broad dollar index (DTWEXBGS) is
not offered: it holds other currencies at other weights than the dollar index that rules speak of,
stands some twenty points higher, and is a week late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from explainer.errors import ProviderRefused
from explainer.providers import closes, schedules, several
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, number, readable
from explainer.providers.nouns import Agenda, Told
from explainer.providers.provider import Key, Provider
from explainer.providers.sessions import BONDS, STOCKS, Exchange
from explainer.series import Close
from explainer.snapshot import CalendarEntry, CalendarKind

FRED = Provider(
    name="fred",
    title="FRED",
    link="https://fred.stlouisfed.org",
    attribution="Series from FRED, Federal Reserve Bank of St. Louis",
    terms="credit due; the indices of S&P, Nasdaq and Cboe are their owners', who alone may allow "
    "that they are passed on or kept",
    key=Key(variable="FRED_API_KEY", sent_as="parameter", name="api_key"),
    optional=True,
)
FRED_WITH_KEY = msgspec.structs.replace(FRED, optional=False)
"""The same, for what it tells with a key alone."""
TABLES = "https://fred.stlouisfed.org/graph/fredgraph.csv"
API = "https://api.stlouisfed.org/fred"
FRESH = 21_600.0
"""Seconds; a series grows once a day."""
LOOK_BACK = timedelta(days=100)
"""Some 68 sessions."""
SCHEDULED_FROM = timedelta(days=7)
RELEASES: dict[int, tuple[CalendarKind, str]] = {
    10: ("cpi", "Consumer Price Index"),
    46: ("ppi", "Producer Price Index"),
    50: ("jobs", "Employment Situation"),
    53: ("gdp", "Gross Domestic Product"),
    54: ("pce", "Personal Income and Outlays"),
}
"""Its releases of economic data that rules look at, by number."""


class _Observation(msgspec.Struct, frozen=True, kw_only=True):
    date: date
    value: str


class _Observations(msgspec.Struct, frozen=True, kw_only=True):
    observations: list[_Observation] | None = None
    error_code: int | None = None


class _ReleaseDate(msgspec.Struct, frozen=True, kw_only=True):
    date: date


class _ReleaseDates(msgspec.Struct, frozen=True, kw_only=True):
    release_dates: list[_ReleaseDate] | None = None
    error_code: int | None = None


async def nasdaq_100(client: Client) -> Told[tuple[Close, ...]]:
    """The Nasdaq-100 at each close; a day late."""
    return await _series(client, "NASDAQ100", STOCKS)


async def sp500(client: Client) -> Told[tuple[Close, ...]]:
    """The S&P 500 at each close; a day late."""
    return await _series(client, "SP500", STOCKS)


async def vix(client: Client) -> Told[tuple[Close, ...]]:
    """The VIX at each close; a day late."""
    return await _series(client, "VIXCLS", STOCKS)


async def us10y(client: Client) -> Told[tuple[Close, ...]]:
    """The 10-year yield in percent at the end of each session; one or two days late."""
    return await _series(client, "DGS10", BONDS)


async def usdjpy(client: Client) -> Told[tuple[Close, ...]]:
    """Yen for one dollar at noon in New York; published once a week."""
    return await _series(client, "DEXJPUS", BONDS)


async def _series(client: Client, series: str, exchange: Exchange) -> Told[tuple[Close, ...]]:
    first = (client.clock() - LOOK_BACK).date().isoformat()
    if client.has_key(FRED):
        parameters = {"series_id": series, "observation_start": first, "file_type": "json"}
        body = await client.get(
            FRED,
            f"{API}/series/observations",
            parameters,
            fresh=FRESH,
            check=readable(_observed),
        )
        rows: Iterable[closes.Row] = _observed(body)
    else:
        table = {"id": series, "cosd": first}
        body = await client.get(FRED, TABLES, table, form="csv", fresh=FRESH)
        # the first column was once named otherwise
        rows = closes.table(FRED, body, ("observation_date", "DATE"), series)
    return closes.told(FRED, body.url, rows, exchange, client.clock())


def _observed(body: Body) -> list[closes.Row]:
    """The observations; one that is missing is written as a full stop."""
    answer = decoded(FRED, body, _Observations)
    if answer.observations is None:
        raise ProviderRefused(FRED.name, f"it refuses the request (error {answer.error_code})")
    return [(each.date, number(each.value)) for each in answer.observations]


async def agenda(client: Client) -> Told[Agenda]:
    """The days of economic releases, without their hour: the third hand, after the offices' own."""
    answers = await several.answers(*(_release(client, release) for release in RELEASES))
    told = [
        (body, kind, title)
        for (kind, title), body in zip(RELEASES.values(), answers, strict=True)
        if body is not None
    ]
    entries = [entry for each in told for entry in _dated(*each)]
    return schedules.told(FRED, told[0][0], entries, client.clock())


async def _release(client: Client, release: int) -> Body:
    parameters = {
        "release_id": str(release),
        "realtime_start": (client.clock() - SCHEDULED_FROM).date().isoformat(),
        # without this, days to come are left out
        "include_release_dates_with_no_data": "true",
        "sort_order": "asc",
        "file_type": "json",
    }
    return await client.get(
        FRED_WITH_KEY,
        f"{API}/release/dates",
        parameters,
        fresh=FRESH,
        check=readable(_days),
    )


def _dated(body: Body, kind: CalendarKind, title: str) -> list[CalendarEntry]:
    return [CalendarEntry(kind=kind, date=day, title=title) for day in _days(body)]


def _days(body: Body) -> list[str]:
    answer = decoded(FRED, body, _ReleaseDates)
    if answer.release_dates is None:
        raise ProviderRefused(FRED.name, f"it refuses the request (error {answer.error_code})")
    return [each.date.isoformat() for each in answer.release_dates]
