"""Frankfurter: the European Central Bank's daily fixings, and a dollar index computed from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import msgspec

from explainer.errors import ProviderShapeError
from explainer.providers import closes
from explainer.providers.client import Client
from explainer.providers.decoding import decoded
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.sessions import FIXING
from explainer.series import Close

FRANKFURTER = Provider(
    name="frankfurter",
    title="Frankfurter",
    link="https://frankfurter.dev",
    attribution="Exchange rates of the European Central Bank, by Frankfurter",
    terms="free to use; reference rates of the European Central Bank",
    may_serve=True,
    may_store=True,
)
BASE = "https://api.frankfurter.dev/v1"
FRESH = 900.0
LOOK_BACK = timedelta(days=85)
"""About 60 fixings. Spans of more than 90 days come thinned out to weeks."""
SCALE = 50.14348112
WEIGHTS: Mapping[str, float] = {
    "EUR": 0.576,
    "JPY": 0.136,
    "GBP": 0.119,
    "CAD": 0.091,
    "SEK": 0.042,
    "CHF": 0.036,
}
"""ICE's formula of the dollar index, with every rate as foreign money for one dollar."""

Rates = Mapping[str, float]
"""Foreign money for one dollar, by currency."""


class _Series(msgspec.Struct, frozen=True, kw_only=True):
    base: str
    rates: dict[date, dict[str, float]]


async def usdjpy(client: Client) -> Told[tuple[Close, ...]]:
    """Yen for one dollar at each fixing; *observed_at* is its publication in Frankfurt."""
    return await _fixings(client, lambda rates: _positive(rates.get("JPY")))


async def dollar_index(client: Client) -> Told[tuple[Close, ...]]:
    """The dollar index by ICE's formula, of the day's fixings.

    It is of the early afternoon in Frankfurt, and so differs from the exchange's close in New York.
    """
    return await _fixings(client, _index)


async def _fixings(
    client: Client, read: Callable[[Rates], float | None]
) -> Told[tuple[Close, ...]]:
    now = client.clock()
    first = (now - LOOK_BACK).date()
    body = await client.get(
        FRANKFURTER,
        f"{BASE}/{first.isoformat()}..",
        {"base": "USD", "symbols": ",".join(WEIGHTS)},
        fresh=FRESH,
    )
    series = decoded(FRANKFURTER, body, _Series)
    if series.base != "USD":
        raise ProviderShapeError(FRANKFURTER.name, "its rates are not those of the dollar")
    rows = ((day, read(rates)) for day, rates in series.rates.items())
    return closes.told(FRANKFURTER, body.url, rows, FIXING, now)


def _index(rates: Rates) -> float | None:
    """None where one of the six rates is missing: an index of five is another index."""
    index = SCALE
    for name, weight in WEIGHTS.items():
        rate = _positive(rates.get(name))
        if rate is None:
            return None
        index *= math.pow(rate, weight)
    return index


def _positive(rate: float | None) -> float | None:
    return rate if rate is not None and rate > 0 else None
