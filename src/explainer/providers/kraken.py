"""Kraken: what coins trade at against the US dollar, by day, and its order book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from explainer.errors import (
    ProviderBusy,
    ProviderEmpty,
    ProviderFailed,
    ProviderRefused,
    ProviderShapeError,
)
from explainer.providers.assets import of_each
from explainer.providers.books import measured
from explainer.providers.client import Body, Client, Parameters
from explainer.providers.codes import code_of
from explainer.providers.daily import Cell, completed, ends_at
from explainer.providers.decoding import decoded, moment, number
from explainer.providers.nouns import Depth, Price, Prices, Told
from explainer.providers.part import change_pct
from explainer.providers.provider import Provider
from explainer.series import Candle

KRAKEN = Provider(
    name="kraken",
    title="Kraken",
    link="https://www.kraken.com",
    attribution="Market data by Kraken",
    terms="No terms for market data are known to us",
)
BASE = "https://api.kraken.com/0/public"
FRESH = 60.0
CANDLES_FRESH = 900.0
COINS = {
    "BTC": "XBT",
    "ETH": "ETH",
    "SOL": "SOL",
    "XRP": "XRP",
    "DOGE": "XDG",
    "ADA": "ADA",
    "TRX": "TRX",
    "LINK": "LINK",
    "AVAX": "AVAX",
    "LTC": "LTC",
    "USDT": "USDT",
    "USDC": "USDC",
    "DAI": "DAI",
}
"""Its own codes. One pair that it does not know fails the call for all."""
CHANGES_OF = ("BTC", "ETH", "SOL", "XRP")
"""Each takes a call of its own, and it wants about one a second."""
QUARTER = timedelta(minutes=15)
"""Its 720 rows of a quarter of an hour reach back seven days and a half."""
BACK = {
    "change_1h_pct": timedelta(hours=1),
    "change_24h_pct": timedelta(hours=24),
    "change_7d_pct": timedelta(days=7),
}
LEVELS = 500
"""Of the order book on each side, the most it gives."""
COLUMNS = 8
"""Start in seconds, open, high, low, close, average, volume and count."""
BUSY = ("Too many requests", "Rate limit", "Throttled")
"""What its errors say of too many requests."""
DOWN = "EService"
"""How its errors begin that are over in a while."""
LAST_24_HOURS = 1
"""Of the two figures of its fields; the first is of the day since midnight."""

_OF_PAIR = {
    name: symbol
    for symbol, code in COINS.items()
    for own in (symbol, code)
    for name in (f"{own}USD", f"{own}/USD", f"{own}ZUSD", f"X{own}ZUSD")
}
"""The names that it has for one pair: XXBTZUSD, XBTUSD, XBT/USD and BTC/USD are all bitcoin."""


class _Status(msgspec.Struct, frozen=True, kw_only=True):
    error: list[str]


class _Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Last price, low and high; `o` is the price at midnight UTC, not of 24 hours ago."""

    c: list[Cell]
    l: list[Cell] = []  # noqa: E741 - its own name
    h: list[Cell] = []


class _Tickers(msgspec.Struct, frozen=True, kw_only=True):
    result: dict[str, _Pair]


class _Rows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows by the name of the pair, and `last`, a number."""

    result: dict[str, list[list[Cell]] | int]


class _Book(msgspec.Struct, frozen=True, kw_only=True):
    bids: list[list[Cell]]
    asks: list[list[Cell]]


class _Books(msgspec.Struct, frozen=True, kw_only=True):
    result: dict[str, _Book]


async def bitcoin_price(client: Client) -> Told[Prices]:
    """Bitcoin's price alone, in one call: what other sources are held against."""
    return await last_prices(client, ("BTC",))


async def last_prices(client: Client, coins: Iterable[str] = tuple(COINS)) -> Told[Prices]:
    """The price of each coin and its range of 24 hours, in one call; no changes.

    Its answer has no time, so that of fetching is told. Volumes are left out: one venue's is not
    the coin's. ProviderEmpty without bitcoin's price.
    """
    pairs = ",".join(f"{COINS[coin]}USD" for coin in coins)
    body = await _call(client, "Ticker", {"pair": pairs}, FRESH)
    found: dict[str, Price] = {}
    for name, pair in decoded(KRAKEN, body, _Tickers).result.items():
        symbol = _OF_PAIR.get(name)
        last = _cell(pair.c, 0)
        if symbol is None or last is None or last <= 0:
            continue
        found[symbol] = Price(
            price_usd=last,
            low_24h_usd=_cell(pair.l, LAST_24_HOURS),
            high_24h_usd=_cell(pair.h, LAST_24_HOURS),
        )
    if "BTC" not in found:
        raise ProviderEmpty(KRAKEN.name, "it has no price of bitcoin")
    return Told(figures=found, provider=KRAKEN, url=body.url, observed_at=body.fetched_at)


async def prices(client: Client) -> Told[Prices]:
    """As `last_prices`, with the changes of the coins that lead, from rows of quarter hours.

    Raises the ProviderError of the rows where there are none: prices alone tell of no fall, and
    another source may have both.
    """
    try:
        told = await last_prices(client)
    except ProviderRefused:
        # perhaps it no longer knows one pair of many; those that lead it will know
        told = await last_prices(client, CHANGES_OF)
    asked = [coin for coin in CHANGES_OF if coin in told.figures]
    closes = await of_each(asked, lambda coin: _closes(client, coin))
    changed = {
        coin: msgspec.structs.replace(told.figures[coin], **_changes(told, coin, closes[coin]))
        for coin in closes
    }
    # prices are no newer than the newest row of them
    newest = max(max(ends) for ends in closes.values())
    return msgspec.structs.replace(
        told,
        figures={**told.figures, **changed},
        observed_at=min(told.observed_at, newest),
    )


def _changes(
    told: Told[Prices], coin: str, closes: Mapping[datetime, float]
) -> dict[str, float | None]:
    now, price = told.observed_at, told.figures[coin].price_usd
    return {field: change_pct(_near(closes, now - back), price) for field, back in BACK.items()}


def _near(closes: Mapping[datetime, float], due: datetime) -> float | None:
    """The close nearest to a moment, None where none is within a quarter of an hour."""
    nearest = min(closes, key=lambda moment: abs(moment - due), default=None)
    return None if nearest is None or abs(nearest - due) > QUARTER else closes[nearest]


async def _closes(client: Client, coin: str) -> dict[datetime, float]:
    """Closes by the end of their quarter of an hour."""
    interval = int(QUARTER / timedelta(minutes=1))
    _, rows = await _rows(client, coin, interval, FRESH)
    closes = (
        (moment(KRAKEN, row[0], "the start of a row") + QUARTER, number(row[4])) for row in rows
    )
    found = {end: close for end, close in closes if close is not None}
    if not found:
        raise ProviderEmpty(KRAKEN.name, f"it has no rows of {coin}")
    return found


async def candles_btc(client: Client) -> Told[tuple[Candle, ...]]:
    """The last 719 completed days of bitcoin."""
    return await _candles(client, "BTC")


async def candles_eth(client: Client) -> Told[tuple[Candle, ...]]:
    """The last 719 completed days of ether."""
    return await _candles(client, "ETH")


async def _candles(client: Client, coin: str) -> Told[tuple[Candle, ...]]:
    body, rows = await _rows(client, coin, 24 * 60, CANDLES_FRESH)
    found = completed(KRAKEN, map(_in_usual_order, rows), client.clock())
    return Told(figures=found, provider=KRAKEN, url=body.url, observed_at=ends_at(found[-1]))


def _in_usual_order(row: Sequence[Cell]) -> Sequence[Cell]:
    """The columns as other exchanges have them: in milliseconds, and without the average."""
    starts, opened, high, low, close, _, volume = row[:7]
    seconds = number(starts)
    return (None if seconds is None else 1000 * seconds, opened, high, low, close, volume)


async def _rows(
    client: Client, coin: str, minutes: int, fresh: float
) -> tuple[Body, list[list[Cell]]]:
    """The rows of one pair; ProviderShapeError for a row of another width."""
    parameters: Parameters = {"pair": f"{COINS[coin]}USD", "interval": minutes}
    body = await _call(client, "OHLC", parameters, fresh)
    result = decoded(KRAKEN, body, _Rows).result
    rows = next((result[name] for name in result if _OF_PAIR.get(name) == coin), None)
    if not isinstance(rows, list):
        raise ProviderEmpty(KRAKEN.name, f"it has no rows of {coin}")
    for row in rows:
        if len(row) < COLUMNS:
            raise ProviderShapeError(KRAKEN.name, f"a row has {len(row)} columns, not {COLUMNS}")
    return body, rows


async def depth(client: Client) -> Told[Depth]:
    """What stands within 1% of bitcoin's price, and the spread, as old as its newest order.

    ProviderEmpty where its book ends before that: how much lies behind is not known.
    """
    parameters: Parameters = {"pair": f"{COINS['BTC']}USD", "count": LEVELS}
    body = await _call(client, "Depth", parameters, FRESH)
    result = decoded(KRAKEN, body, _Books).result
    book = next((result[name] for name in result if _OF_PAIR.get(name) == "BTC"), None)
    if book is None:
        raise ProviderEmpty(KRAKEN.name, "it has no book of bitcoin")
    found = measured(KRAKEN, book.bids, book.asks, LEVELS)
    if found is None:
        raise ProviderEmpty(KRAKEN.name, f"its {LEVELS} orders a side end within 1% of the price")
    newest = max((at for row in (*book.bids, *book.asks) if (at := _cell(row, 2))), default=None)
    changed_at = body.fetched_at if newest is None else moment(KRAKEN, newest, "an order's time")
    return Told(figures=found, provider=KRAKEN, url=body.url, observed_at=changed_at)


def _cell(cells: Sequence[Cell], at: int) -> float | None:
    return number(cells[at]) if len(cells) > at else None


async def _call(client: Client, method: str, parameters: Parameters, fresh: float) -> Body:
    return await client.get(KRAKEN, f"{BASE}/{method}", parameters, fresh=fresh, check=_check)


def _check(body: Body) -> None:
    """Its errors come with a good status."""
    errors = decoded(KRAKEN, body, _Status).error
    if not errors:
        return
    code = code_of(errors[0])
    if any(mark in errors[0] for mark in BUSY):
        raise ProviderBusy(KRAKEN.name, f"it asks for fewer requests ({code})")
    if errors[0].startswith(DOWN):
        raise ProviderFailed(KRAKEN.name, f"it failed ({code})")
    raise ProviderRefused(KRAKEN.name, f"it refuses the request ({code})")
