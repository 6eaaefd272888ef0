"""OKX's spot market: prices, candles of whole days, and the book."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

import msgspec

from explainer.errors import ProviderEmpty
from explainer.providers.books import measured
from explainer.providers.client import Client
from explainer.providers.daily import Cell, completed, ends_at
from explainer.providers.decoding import decoded, moment_ms, number
from explainer.providers.nouns import Depth, Price, Prices, Told
from explainer.providers.okx.calls import OKX, call
from explainer.providers.part import change_pct
from explainer.series import Candle

SYMBOLS = ("BTC", "ETH", "SOL", "XRP", "BNB", "DOGE", "ADA", "TRX", "LINK", "AVAX", "SUI", "LTC")
"""The largest coins. No stablecoins: here they are priced in one of their own kind."""
CANDLES_FRESH = 900.0
PAGE = 100
"""Candles in one answer, at most."""
PAGES = 3
"""Enough days for an average over 200, and what comes before its first one."""
CONFIRMED = "1"
"""Last cell of a candle that is complete."""
BOOKS = (("/market/books", 400), ("/market/books-full", 5000))
"""The quick book with its levels, and the whole one, for when that is too short."""


class _Ticker(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inst_id: str
    ts: float | str | None = None
    last: float | str | None = None
    open_24h: float | str | None = msgspec.field(default=None, name="open24h")
    low_24h: float | str | None = msgspec.field(default=None, name="low24h")
    high_24h: float | str | None = msgspec.field(default=None, name="high24h")


class _Tickers(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Ticker]


class _Candles(msgspec.Struct, frozen=True, kw_only=True):
    data: list[list[Cell]]


class _Book(msgspec.Struct, frozen=True, kw_only=True):
    bids: list[list[Cell]]
    asks: list[list[Cell]]
    ts: float | str | None = None


class _Books(msgspec.Struct, frozen=True, kw_only=True):
    data: list[_Book]


async def prices(client: Client) -> Told[Prices]:
    """The price of each coin in USDT, taken for dollars, and its change in 24 hours.

    Volumes are left out: one venue's is not the coin's. ProviderEmpty without a price of bitcoin.
    """
    body = await call(client, "/market/tickers", {"instType": "SPOT"})
    found: dict[str, Price] = {}
    times: list[datetime] = []
    pairs = {f"{symbol}-USDT": symbol for symbol in SYMBOLS}
    for ticker in decoded(OKX, body, _Tickers).data:
        symbol = pairs.get(ticker.inst_id)
        price = number(ticker.last)
        if symbol is None or price is None or price <= 0:
            continue
        times.append(moment_ms(OKX, ticker.ts, "the time of a price"))
        found[symbol] = Price(
            price_usd=price,
            change_24h_pct=change_pct(number(ticker.open_24h), price),
            low_24h_usd=number(ticker.low_24h),
            high_24h_usd=number(ticker.high_24h),
        )
    if "BTC" not in found:
        raise ProviderEmpty(OKX.name, "it has no price of bitcoin")
    return Told(figures=found, provider=OKX, url=body.url, observed_at=min(times))


async def candles_btc(client: Client) -> Told[tuple[Candle, ...]]:
    """Bitcoin's completed days."""
    return await _candles(client, "BTC")


async def candles_eth(client: Client) -> Told[tuple[Candle, ...]]:
    """Ether's completed days."""
    return await _candles(client, "ETH")


async def _candles(client: Client, symbol: str) -> Told[tuple[Candle, ...]]:
    now = client.clock()
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), UTC)
    # the pages are known beforehand, so they need not wait for one another
    ends = [midnight - timedelta(days=PAGE * page) for page in range(PAGES)]
    bodies = await asyncio.gather(
        *(
            call(
                client,
                "/market/history-candles",
                # without "utc" its days begin at midnight in Hong Kong
                {
                    "instId": f"{symbol}-USDT",
                    "bar": "1Dutc",
                    "after": int(end.timestamp() * 1000),
                    "limit": PAGE,
                },
                fresh=CANDLES_FRESH,
            )
            for end in ends
        )
    )
    rows = [row for body in bodies for row in decoded(OKX, body, _Candles).data]
    candles = completed(OKX, (row for row in rows if row and row[-1] == CONFIRMED), now)
    return Told(figures=candles, provider=OKX, url=bodies[0].url, observed_at=ends_at(candles[-1]))


async def depth(client: Client) -> Told[Depth]:
    """Orders for bitcoin within 1% of the price, of the first book that reaches so far."""
    for path, levels in BOOKS:
        body = await call(client, path, {"instId": "BTC-USDT", "sz": levels})
        books = decoded(OKX, body, _Books).data
        if not books:
            raise ProviderEmpty(OKX.name, "it has no book of bitcoin")
        book = books[0]
        found = measured(OKX, book.bids, book.asks, levels)
        if found is not None:
            observed_at = moment_ms(OKX, book.ts, "the time of the book")
            return Told(figures=found, provider=OKX, url=body.url, observed_at=observed_at)
    raise ProviderEmpty(OKX.name, "its book ends before 1% from the price")
