"""Who the Federal Reserve is, as a source."""

from explainer.providers.provider import Provider

FEDERAL_RESERVE = Provider(
    name="federalreserve",
    title="Federal Reserve",
    link="https://www.federalreserve.gov",
    attribution="Calendar and press releases of the Federal Reserve",
    terms="a work of the U.S. government, in the public domain",
    may_serve=True,
    may_store=True,
)
BASE = "https://www.federalreserve.gov"
CALENDAR_FRESH = 43_200.0
