"""The Bureau of Economic Analysis: when growth and the Fed's measure of prices are published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from explainer.errors import ProviderShapeError
from explainer.providers import schedules
from explainer.providers.client import Body, Client
from explainer.providers.decoding import decoded, decoded_part, readable
from explainer.providers.nouns import Agenda, Told
from explainer.providers.provider import Provider
from explainer.snapshot import CalendarEntry, CalendarKind

BEA = Provider(
    name="bea",
    title="U.S. Bureau of Economic Analysis",
    link="https://www.bea.gov/news/schedule",
    attribution="Release schedule of the U.S. Bureau of Economic Analysis",
    terms="a work of the U.S. government, in the public domain",
    may_serve=True,
    may_store=True,
)
DATES = "https://apps.bea.gov/API/signup/release_dates.json"
FRESH = 43_200.0
RELEASES: Mapping[str, CalendarKind] = {
    "Gross Domestic Product": "gdp",
    "Personal Income and Outlays": "pce",
}


class _Release(msgspec.Struct, frozen=True, kw_only=True):
    release_dates: list[datetime]


async def agenda(client: Client) -> Told[Agenda]:
    """The days and hours of releases, some of which it writes twice."""
    body = await client.get(BEA, DATES, fresh=FRESH, check=readable(_entries))
    return schedules.told(BEA, body, _entries(body), client.clock())


def _entries(body: Body) -> list[CalendarEntry]:
    # beside the releases stands the day on which the file was written
    releases = decoded(BEA, body, dict[str, msgspec.Raw])
    entries: list[CalendarEntry] = []
    for title, kind in RELEASES.items():
        if title not in releases:
            raise ProviderShapeError(BEA.name, f"its calendar has no {title!r}")
        release = decoded_part(BEA, releases[title], _Release)
        entries += [
            CalendarEntry(kind=kind, date=schedules.in_utc(BEA, each), title=title)
            for each in release.release_dates
        ]
    return entries
