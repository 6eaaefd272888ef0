"""Kalshi: what a market of bets holds likely of the Federal Reserve's next decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, number
from explainer.providers.nouns import RateOdds, Told
from explainer.providers.odds import Bet, Side, scaled
from explainer.providers.provider import Provider
from explainer.providers.sessions import NEW_YORK

KALSHI = Provider(
    name="kalshi",
    title="Kalshi",
    link="https://kalshi.com",
    attribution="Odds by Kalshi",
    terms="whether its figures may be passed on or kept is not stated",
)
EVENTS = "https://api.elections.kalshi.com/trade-api/v2/events"
FRESH = 300.0
OUTCOMES: Mapping[str, Side] = {
    "C26": "cut",
    "C25": "cut",
    "H0": "hold",
    "H25": "hike",
    "H26": "hike",
}
"""By the end of a ticker: a cut or hike of 25 basis points, or (26) of more. H is for hike."""
WIDEST = 0.2
"""Bid and ask further apart than this are no quote; an empty book stands at 0 and 1."""

Dollars = str | float | None


class _Market(msgspec.Struct, frozen=True, kw_only=True):
    ticker: str
    status: str
    yes_bid_dollars: Dollars = None
    yes_ask_dollars: Dollars = None
    last_price_dollars: Dollars = None
    previous_price_dollars: Dollars = None


class _Event(msgspec.Struct, frozen=True, kw_only=True):
    strike_date: datetime | None = None
    markets: list[_Market] = []


class _Events(msgspec.Struct, frozen=True, kw_only=True):
    events: list[_Event]


async def rate_odds(client: Client) -> Told[RateOdds]:
    """The odds of the next meeting, from the middle of bid and ask."""
    parameters = {
        "series_ticker": "KXFEDDECISION",
        "status": "open",
        "with_nested_markets": "true",
    }
    body = await client.get(KALSHI, EVENTS, parameters, fresh=FRESH)
    now = client.clock()
    ahead = [
        (event.strike_date, event)
        for event in decoded(KALSHI, body, _Events).events
        if event.strike_date is not None
        and event.strike_date.tzinfo is not None
        and event.strike_date > now
    ]
    if not ahead:
        raise ProviderEmpty(KALSHI.name, "it has no decision ahead")
    decided_at, event = min(ahead, key=lambda pair: pair[0])
    meeting = decided_at.astimezone(NEW_YORK).date()
    return Told(
        figures=scaled(KALSHI, meeting, list(_bets(event))),
        provider=KALSHI,
        url=body.url,
        observed_at=body.fetched_at,
    )


def _bets(event: _Event) -> Iterator[Bet]:
    """The outcomes that are traded and have a price."""
    for market in event.markets:
        side = OUTCOMES.get(market.ticker.rpartition("-")[2])
        price = _price(market)
        if side is not None and market.status == "active" and price is not None:
            yield Bet(side=side, price=price, rise=_rise(market))


def _price(market: _Market) -> float | None:
    """The middle of the quote; without one the last price; None if it never traded."""
    bid, ask = number(market.yes_bid_dollars), number(market.yes_ask_dollars)
    if bid is not None and ask is not None and 0 <= ask - bid <= WIDEST:
        return (bid + ask) / 2
    return number(market.last_price_dollars) or None  # zero is no price that was paid


def _rise(market: _Market) -> float | None:
    """How much the last price is above the one of a day ago; None if one of them is missing."""
    last, before = number(market.last_price_dollars), number(market.previous_price_dollars)
    return last - before if last and before else None
