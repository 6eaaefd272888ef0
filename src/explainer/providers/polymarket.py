"""Polymarket: what another market of bets holds likely of the Federal Reserve's next decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, decoded_part, number
from explainer.providers.nouns import RateOdds, Told
from explainer.providers.odds import Bet, Side, scaled
from explainer.providers.provider import Provider
from explainer.providers.sessions import NEW_YORK
from explainer.snapshot import to_utc

POLYMARKET = Provider(
    name="polymarket",
    title="Polymarket",
    link="https://polymarket.com",
    attribution="Odds by Polymarket",
    terms="whether its figures may be passed on or kept is not stated; not open to some countries",
)
SEARCH = "https://gamma-api.polymarket.com/public-search"
FRESH = 300.0
TITLE = re.compile(r"fed decision in (?P<month>[a-z]+)\W*", re.IGNORECASE)
"""The address of an event ends in digits of chance, so it is found by its title."""


class _Market(msgspec.Struct, frozen=True, kw_only=True):
    groupItemTitle: str = ""  # noqa: N815 - its names
    outcomes: str = "[]"
    outcomePrices: str = "[]"  # noqa: N815
    active: bool = True
    closed: bool = False
    oneDayPriceChange: float | None = None  # noqa: N815


class _Event(msgspec.Struct, frozen=True, kw_only=True):
    title: str | None = None
    endDate: str | None = None  # noqa: N815
    closed: bool | None = None
    markets: msgspec.Raw = msgspec.Raw(b"[]")
    """Left unread until it is clear that the event is looked for: a search finds others as well."""


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    events: list[_Event] = []


async def rate_odds(client: Client) -> Told[RateOdds]:
    """The odds of the next meeting, by the prices of all outcomes."""
    parameters = {"q": "fed decision in", "events_status": "active", "limit_per_type": "20"}
    body = await client.get(POLYMARKET, SEARCH, parameters, fresh=FRESH)
    now = client.clock()
    ahead = [
        (day, event)
        for event in decoded(POLYMARKET, body, _Found).events
        if (day := _meeting(event, now)) is not None
    ]
    if not ahead:
        raise ProviderEmpty(POLYMARKET.name, "it has no decision ahead")
    meeting, event = min(ahead, key=lambda pair: pair[0])
    return Told(
        figures=scaled(POLYMARKET, meeting, list(_bets(event))),
        provider=POLYMARKET,
        url=body.url,
        observed_at=body.fetched_at,
    )


def _meeting(event: _Event, now: datetime) -> date | None:
    """The day of the decision that an event is about; None for other events and those over.

    Bets end at midnight in New York of that day, whose month the title names.
    """
    title = TITLE.fullmatch((event.title or "").strip())
    if title is None or event.endDate is None or event.closed:
        return None
    try:
        ends = to_utc(msgspec.convert(event.endDate, datetime))
    except (msgspec.ValidationError, ValueError):
        raise ProviderShapeError(POLYMARKET.name, "the end of a bet is no time") from None
    day = ends.astimezone(NEW_YORK).date()
    named = f"{day:%B}".lower() == title["month"].lower()
    return day if named and ends > now else None


def _bets(event: _Event) -> Iterator[Bet]:
    """The outcomes that are traded and have a price."""
    for market in decoded_part(POLYMARKET, event.markets, list[_Market]):
        side = _side(market.groupItemTitle)
        price = _price(market)
        if side is not None and market.active and not market.closed and price is not None:
            yield Bet(side=side, price=price, rise=market.oneDayPriceChange)


def _side(title: str) -> Side | None:
    """What an outcome such as "25 bps decrease" stands for."""
    words = title.lower()
    if "decrease" in words:
        return "cut"
    if "increase" in words:
        return "hike"
    return "hold" if words == "no change" else None


def _price(market: _Market) -> float | None:
    """The price of "Yes"; both lists are JSON inside a string."""
    try:
        names = msgspec.json.decode(market.outcomes, type=list[str])
        prices = msgspec.json.decode(market.outcomePrices, type=list[str | float])
    except msgspec.DecodeError:
        raise ProviderShapeError(POLYMARKET.name, "the outcomes of a bet changed") from None
    by_name = dict(zip(names, prices, strict=False))
    return number(by_name.get("Yes"))
