"""The U.S. Treasury: the yield of its 10-year bonds, from the daily par yield curve."""

from __future__ import annotations

from datetime import timedelta

from explainer.providers import closes, several
from explainer.providers.client import Body, Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import BONDS, NEW_YORK
from explainer.series import Close

TREASURY = Provider(
    name="treasury",
    title="U.S. Treasury",
    link="https://home.treasury.gov/resource-center/data-chart-center/interest-rates",
    attribution="Par yield curve by the U.S. Department of the Treasury",
    terms="a work of the U.S. government, in the public domain",
    may_serve=True,
    may_store=True,
)
BASE = (
    "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/"
    "daily-treasury-rates.csv"
)
TEN_YEARS = "10 Yr"
"""Maturities have been added over time: columns go by name."""
FRESH = 900.0
LOOK_BACK = timedelta(days=70)
"""A table holds one year; before so many days of it, forty sessions reach into the year before."""


async def us10y(client: Client) -> Told[tuple[Close, ...]]:
    """The 10-year yield in percent at the end of each session, indicative bids around 3:30 p.m."""
    today = client.clock().astimezone(NEW_YORK).date()
    years = sorted({today.year, (today - LOOK_BACK).year})
    # the table of a new year may not be there yet, while that of the old one is
    answers = await several.answers(*(_year(client, year) for year in years))
    bodies = [body for body in answers if body is not None]
    rows = [row for body in bodies for row in closes.table(TREASURY, body, ("Date",), TEN_YEARS)]
    return closes.told(TREASURY, bodies[-1].url, rows, BONDS, client.clock())


async def _year(client: Client, year: int) -> Body:
    parameters = {
        "type": "daily_treasury_yield_curve",
        "field_tdr_date_value": str(year),
        "page": "",
        "_format": "csv",
    }
    return await client.get(TREASURY, f"{BASE}/{year}/all", parameters, form="csv", fresh=FRESH)
