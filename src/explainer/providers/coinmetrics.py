"""Coin Metrics (community data): the hash rate of bitcoin, and how many addresses were active."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from explainer.errors import ProviderRefused, ProviderShapeError
from explainer.providers.chain_days import TERAHASH, days_over, end_of
from explainer.providers.client import Body, Client
from explainer.providers.daily import Cell
from explainer.providers.decoding import decoded, number
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.series import Close

COINMETRICS = Provider(
    name="coinmetrics",
    title="Coin Metrics",
    link="https://coinmetrics.io/community-network-data/",
    attribution="Network data by Coin Metrics, CC BY-NC 4.0",
    terms="CC BY-NC 4.0: may be kept and passed on with credit, but not for commercial ends, which "
    "only the operator can rule out",
)
URL = "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics"
FRESH = 3600.0
DAYS = 15
HASH_RATE = "HashRate"
ADDRESSES = "AdrActCnt"

Row = Mapping[str, Cell]
"""One day: its time, with nine digits of a second, and its figures by metric, as text."""


class _Error(msgspec.Struct, frozen=True, kw_only=True):
    error: object | None = None


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    data: list[Row | None]


async def hash_rate(client: Client) -> Told[tuple[Close, ...]]:
    """Hashes per second by the day; it has them in trillions."""
    return await _metric(client, HASH_RATE, TERAHASH)


async def active_addresses(client: Client) -> Told[tuple[Close, ...]]:
    """Addresses that took part in a transaction, by the day."""
    return await _metric(client, ADDRESSES)


async def _metric(client: Client, metric: str, unit: float = 1.0) -> Told[tuple[Close, ...]]:
    """Each is asked on its own: one that has to be paid for fails the call for all."""
    parameters: dict[str, str | int] = {
        "assets": "btc",
        "metrics": metric,
        "frequency": "1d",
        "limit_per_asset": DAYS,
    }
    body = await client.get(COINMETRICS, URL, parameters, fresh=FRESH, check=_check)
    rows = [row for row in decoded(COINMETRICS, body, _Answer).data if row is not None]
    figures = [(_day(row.get("time")), number(row.get(metric))) for row in rows]
    found = days_over(COINMETRICS, figures, client.clock(), unit)
    return Told(
        figures=found, provider=COINMETRICS, url=body.url, observed_at=end_of(found[-1].day)
    )


def _check(body: Body) -> None:
    if decoded(COINMETRICS, body, _Error).error is not None:
        raise ProviderRefused(COINMETRICS.name, "it answers with an error")


def _day(time: Cell) -> date:
    try:
        return date.fromisoformat(str(time).partition("T")[0])
    except ValueError:
        raise ProviderShapeError(COINMETRICS.name, "a time is none") from None
