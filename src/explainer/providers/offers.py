"""Which sources have which figures, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec

from explainer.providers import coindesk, coingecko, cointelegraph, farside, sec, sosovalue
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import FUND_FLOWS, HEADLINES, PRICES, TOTALS, Row

Figures = TypeVar("Figures")
Ask = Callable[[Client], Awaitable[Told[Figures]]]


class Offer(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One source that has the figures, and how it is asked."""

    provider: Provider
    ask: Ask[Figures]


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A row with the sources that have it."""

    row: Row[Any]
    offers: tuple[Offer[Any], ...]


def offered(row: Row[Figures], *asked: tuple[Provider, Ask[Figures]]) -> Offered:
    """The row with its sources, the first one first."""
    offers = (Offer(provider=provider, ask=ask) for provider, ask in asked)
    return Offered(row=row, offers=tuple(offers))


OFFERED = (
    offered(PRICES, (coingecko.COINGECKO, coingecko.prices)),
    offered(TOTALS, (coingecko.COINGECKO, coingecko.totals)),
    offered(
        FUND_FLOWS["BTC"],
        (farside.FARSIDE, farside.fund_flows_btc),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_btc),
    ),
    offered(
        FUND_FLOWS["ETH"],
        (farside.FARSIDE, farside.fund_flows_eth),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_eth),
    ),
    offered(
        FUND_FLOWS["SOL"],
        (farside.FARSIDE, farside.fund_flows_sol),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_sol),
    ),
    offered(
        HEADLINES,
        (coindesk.COINDESK, coindesk.headlines),
        (cointelegraph.COINTELEGRAPH, cointelegraph.headlines),
        (sec.SEC, sec.headlines),
    ),
)
