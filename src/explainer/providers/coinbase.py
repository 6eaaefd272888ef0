"""Coinbase Exchange: what coins trade at against the US dollar, by day, and its order book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from explainer.errors import ProviderEmpty, ProviderError
from explainer.providers.assets import of_each
from explainer.providers.books import measured
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.daily import Cell, completed, ends_at
from explainer.providers.decoding import Moment, decoded, moment, number, required
from explainer.providers.nouns import Depth, Price, Prices, Told
from explainer.providers.part import change_pct
from explainer.providers.provider import Provider
from explainer.series import Candle

COINBASE = Provider(
    name="coinbase",
    title="Coinbase Exchange",
    link="https://exchange.coinbase.com",
    attribution="Market data by Coinbase Exchange",
    terms="Market data terms: for one's own use; no redistribution, no indices",
    at_once=5,
)
BASE = "https://api.exchange.coinbase.com/products"
FRESH = 60.0
CANDLES_FRESH = 900.0
COINS = ("BTC", "ETH", "SOL", "XRP", "DOGE", "ADA", "LINK", "AVAX", "LTC", "USDT", "DAI")
"""Each has a market against the dollar; it takes a USDC for a dollar, so that has none."""
WEEK_OF = ("BTC", "ETH")
"""A week takes a call of its own, and it allows 15 at once and 10 a second."""
DAY_SECONDS = 86_400
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
WHOLE_BOOK = 1_000_000
"""Level 2 holds every price, so that a side is never cut short."""

Row = Sequence[Cell]
"""Start in seconds, low, high, open, close and volume."""
COLUMNS = 6


class _Stats(msgspec.Struct, frozen=True, kw_only=True):
    last: str | None = None
    open: str | None = None
    low: str | None = None
    high: str | None = None


class _Ticker(msgspec.Struct, frozen=True, kw_only=True):
    time: Moment


class _Book(msgspec.Struct, frozen=True, kw_only=True):
    bids: list[list[Cell]]
    asks: list[list[Cell]]
    time: Moment | None = None


async def prices(client: Client) -> Told[Prices]:
    """The price of each coin with its change over a day, by symbol; for the two largest, a week.

    The time is that of bitcoin's last trade, since its figures of 24 hours have none. Volumes are
    left out: one venue's is not the coin's. ProviderEmpty without a price of bitcoin.
    """
    body = await client.get(COINBASE, f"{BASE}/BTC-USD/ticker", fresh=FRESH)
    traded_at = decoded(COINBASE, body, _Ticker).time
    found = await of_each(COINS, lambda coin: _price(client, coin))
    if "BTC" not in found:
        raise ProviderEmpty(COINBASE.name, "it has no price of bitcoin")
    return Told(figures=found, provider=COINBASE, url=body.url, observed_at=traded_at)


async def _price(client: Client, coin: str) -> Price:
    body = await client.get(COINBASE, f"{BASE}/{coin}-USD/stats", fresh=FRESH)
    stats = decoded(COINBASE, body, _Stats)
    last = required(COINBASE, stats.last, "a price")
    if last <= 0:
        raise ProviderEmpty(COINBASE.name, f"its price of {coin} is not above zero")
    week_ago = await _week_ago(client, coin) if coin in WEEK_OF else None
    return Price(
        price_usd=last,
        change_24h_pct=change_pct(number(stats.open), last),
        change_7d_pct=change_pct(week_ago, last),
        low_24h_usd=number(stats.low),
        high_24h_usd=number(stats.high),
    )


async def _week_ago(client: Client, coin: str) -> float | None:
    """The price at the full hour nearest to a week back, None where nothing traded in it."""
    hour = (client.clock() + HOUR / 2).replace(minute=0, second=0, microsecond=0) - WEEK
    parameters: Parameters = {
        "granularity": 3600,
        "start": (hour - HOUR).isoformat(),
        "end": hour.isoformat(),
    }
    try:
        _, rows = await _rows(client, coin, parameters)
    except ProviderError:
        return None  # a price without its week is still a price
    opened = {moment(COINBASE, row[0]): number(row[3]) for row in rows if len(row) >= COLUMNS}
    return opened.get(hour)


async def candles_btc(client: Client) -> Told[tuple[Candle, ...]]:
    """The last 300 completed days of bitcoin."""
    return await _candles(client, "BTC")


async def candles_eth(client: Client) -> Told[tuple[Candle, ...]]:
    """The last 300 completed days of ether."""
    return await _candles(client, "ETH")


async def _candles(client: Client, coin: str) -> Told[tuple[Candle, ...]]:
    body, rows = await _rows(client, coin, {"granularity": DAY_SECONDS})
    found = completed(COINBASE, map(_in_usual_order, rows), client.clock())
    return Told(figures=found, provider=COINBASE, url=body.url, observed_at=ends_at(found[-1]))


def _in_usual_order(row: Row) -> Row:
    """The columns as other exchanges have them; a row that is too short stays as it is."""
    if len(row) < COLUMNS:
        return row
    starts, low, high, opened, close, volume = row[:COLUMNS]
    seconds = required(COINBASE, starts, "the start of a candle")
    return (1000 * seconds, opened, high, low, close, volume)


async def _rows(client: Client, coin: str, parameters: Parameters) -> tuple[Body, list[list[Cell]]]:
    url = f"{BASE}/{coin}-USD/candles"
    body = await client.get(COINBASE, url, parameters, fresh=CANDLES_FRESH)
    return body, decoded(COINBASE, body, list[list[Cell]])


async def depth(client: Client) -> Told[Depth]:
    """What stands within 1% of bitcoin's price, and the spread."""
    body = await client.get(COINBASE, f"{BASE}/BTC-USD/book", {"level": 2}, fresh=FRESH)
    book = decoded(COINBASE, body, _Book)
    found = measured(COINBASE, book.bids, book.asks, WHOLE_BOOK)
    if found is None:
        raise ProviderEmpty(COINBASE.name, "its book ends within 1% of the price")
    observed = body.fetched_at if book.time is None else book.time
    return Told(figures=found, provider=COINBASE, url=body.url, observed_at=observed)
