"""mempool.space: the hash rate of bitcoin."""

from __future__ import annotations

import msgspec

from explainer.providers.chain_days import ONE_DAY, days_over, end_of
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment, number
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.series import Close

MEMPOOL = Provider(
    name="mempool",
    title="mempool.space",
    link="https://mempool.space",
    attribution="Hash rate by mempool.space",
    terms="Its data are free; its software is under the AGPL",
    may_serve=True,
    may_store=True,
)
URL = "https://mempool.space/api/v1/mining/hashrate/1m"
FRESH = 3600.0


class _Day(msgspec.Struct, frozen=True, kw_only=True):
    timestamp: float
    rate: float | None = msgspec.field(default=None, name="avgHashrate")


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    hashrates: list[_Day | None]


async def hash_rate(client: Client) -> Told[tuple[Close, ...]]:
    """Hashes per second by the day, of a month.

    It stamps a day with the midnight at its end, so the day is the one before the stamp.
    """
    body = await client.get(MEMPOOL, URL, fresh=FRESH)
    figures = [
        ((moment(MEMPOOL, day.timestamp, "a day") - ONE_DAY).date(), number(day.rate))
        for day in decoded(MEMPOOL, body, _Answer).hashrates
        if day is not None
    ]
    found = days_over(MEMPOOL, figures, client.clock())
    return Told(figures=found, provider=MEMPOOL, url=body.url, observed_at=end_of(found[-1].day))
