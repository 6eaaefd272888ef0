"""blockchain.com: the hash rate of bitcoin, and how many addresses were active."""

from __future__ import annotations

import msgspec

from explainer.errors import ProviderRefused, ProviderShapeError
from explainer.providers.chain_days import TERAHASH, days_over, end_of
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment, number
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.series import Close

BLOCKCHAIN = Provider(
    name="blockchain",
    title="blockchain.com",
    link="https://www.blockchain.com/explorer/charts",
    attribution="Chart data by blockchain.com",
    terms="Nothing is said of passing figures of its charts on",
)
BASE = "https://api.blockchain.info/charts"
FRESH = 3600.0


class _Day(msgspec.Struct, frozen=True, kw_only=True):
    """The start of a day in seconds, and its figure."""

    x: float
    y: float | None = None


class _Chart(msgspec.Struct, frozen=True, kw_only=True):
    status: str = "ok"
    period: str = "day"
    unit: str = ""
    values: list[_Day | None] = []


async def hash_rate(client: Client) -> Told[tuple[Close, ...]]:
    """Hashes per second by the day; it has them in trillions, a day late."""
    return await _chart(client, "hash-rate", TERAHASH, "TH/s")


async def active_addresses(client: Client) -> Told[tuple[Close, ...]]:
    """Addresses that took part in a transaction, by the day."""
    return await _chart(client, "n-unique-addresses")


async def _chart(
    client: Client, name: str, unit: float = 1.0, told_as: str = ""
) -> Told[tuple[Close, ...]]:
    parameters = {"timespan": "30days", "format": "json"}
    body = await client.get(BLOCKCHAIN, f"{BASE}/{name}", parameters, fresh=FRESH)
    chart = decoded(BLOCKCHAIN, body, _Chart)
    if chart.status != "ok":
        raise ProviderRefused(BLOCKCHAIN.name, "it answers with an error")
    if chart.period != "day" or (chart.unit and told_as not in chart.unit):
        raise ProviderShapeError(BLOCKCHAIN.name, f"the chart of {name} has another unit or period")
    figures = [
        (moment(BLOCKCHAIN, day.x, "a day").date(), number(day.y))
        for day in chart.values
        if day is not None
    ]
    found = days_over(BLOCKCHAIN, figures, client.clock(), unit)
    return Told(figures=found, provider=BLOCKCHAIN, url=body.url, observed_at=end_of(found[-1].day))
