"""Prices, totals, candles and books, as exchanges and aggregators send them."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from tests.providers.day.asking import (
    DAY,
    FIGURES,
    HOUR,
    Answers,
    Asked,
    Payload,
    as_json,
    midnight,
    millis,
    seconds,
)

COINS: dict[str, Any] = FIGURES["coins"]
MARKET: dict[str, float] = FIGURES["market"]
KRAKEN = {"BTC": "XXBTZUSD", "ETH": "XETHZUSD", "XRP": "XXRPZUSD", "DOGE": "XDGUSD"}
QUARTER = timedelta(minutes=15)


def close_at(symbol: str, days_back: float) -> float:
    """The price so many days ago: straight lines between a few known closes, and small waves."""
    if symbol not in FIGURES["closes"]:
        return float(COINS[symbol]["price"] / (1 + COINS[symbol]["day_pct"] / 100 * days_back))
    knots = [*FIGURES["closes"][symbol], [0, COINS[symbol]["price"]]]
    for (far, high), (near, low) in itertools.pairwise(knots):
        if near <= days_back <= far:
            line = low + (high - low) * (days_back - near) / (far - near)
            wave = 0.012 * (int(days_back) * 5 % 7 - 3) if days_back > 8 else 0.0
            return float(line * (1 + wave))
    return float(knots[0][1])


def candle(symbol: str, start: datetime, now: datetime) -> tuple[float, float, float, float]:
    """Open, high, low and close of a UTC day."""
    back = (now.date() - start.date()).days
    opened, closed = close_at(symbol, back + 1), close_at(symbol, back)
    return opened, max(opened, closed) * 1.01, min(opened, closed) * 0.985, closed


def days(now: datetime, count: int) -> list[datetime]:
    """The starts of so many days, the newest first: that is the one that is not over."""
    today = midnight(now.date())
    return [today - DAY * back for back in range(count)]


def _markets(asked: Asked) -> Payload:
    return as_json([_coin(symbol, asked.now) for symbol in COINS])


def _coin(symbol: str, now: datetime) -> dict[str, Any]:
    coin = COINS[symbol]
    return {
        "id": coin["id"],
        "symbol": symbol.lower(),
        "current_price": coin["price"],
        "total_volume": coin["volume"],
        "high_24h": coin["high"],
        "low_24h": coin["low"],
        "ath": coin["ath"],
        "roi": None,
        "last_updated": (now - timedelta(seconds=40)).isoformat(),
        "price_change_percentage_1h_in_currency": -0.4,
        "price_change_percentage_24h_in_currency": coin["day_pct"],
        "price_change_percentage_7d_in_currency": coin["week_pct"],
        "price_change_percentage_30d_in_currency": coin["month_pct"],
    }


def _global(asked: Asked) -> Payload:
    return as_json(
        {
            "data": {
                "total_market_cap": {"usd": MARKET["cap_usd"], "idr": 4.2e16},
                "total_volume": {"usd": MARKET["volume_usd"]},
                "market_cap_percentage": {
                    "btc": MARKET["btc_share_pct"],
                    "eth": MARKET["eth_share_pct"],
                },
                "market_cap_change_percentage_24h_usd": MARKET["change_24h_pct"],
                "updated_at": seconds(asked.now) - 60,
            }
        }
    )


def _market_chart(asked: Asked) -> Payload:
    symbols = {coin["id"]: symbol for symbol, coin in COINS.items()}
    now, week_ago = FIGURES["stablecoins_usd"][symbols[asked.path.split("/")[5]]]
    slope = (now - week_ago) / 7
    newest = midnight(asked.now.date())
    points = [[millis(newest - DAY * back), now - slope * back] for back in range(8, 0, -1)]
    return as_json({"prices": [], "market_caps": [*points, [millis(asked.now), now]]})


def _paprika(asked: Asked) -> Payload:
    return as_json(
        {
            "market_cap_usd": MARKET["cap_usd"],
            "market_cap_change_24h": MARKET["change_24h_pct"],
            "volume_24h_usd": MARKET["volume_usd"],
            "bitcoin_dominance_percentage": MARKET["btc_share_pct"],
            "last_updated": seconds(asked.now) - 60,
        }
    )


def _lore(_asked: Asked) -> Payload:
    return as_json(
        [
            {
                "total_mcap": MARKET["cap_usd"],
                "total_volume": MARKET["volume_usd"],
                "btc_d": f"{MARKET['btc_share_pct']:.2f}",
                "mcap_change": f"{MARKET['change_24h_pct']:.2f}",
            }
        ]
    )


def _symbol(asked: Asked) -> str:
    return asked.path.split("/")[3].partition("-")[0]


def _coinbase_stats(asked: Asked) -> Payload:
    coin = COINS[_symbol(asked)]
    opened = coin["price"] / (1 + coin["day_pct"] / 100)
    figures = {"last": coin["price"], "open": opened, "low": coin["low"], "high": coin["high"]}
    return as_json({name: str(value) for name, value in figures.items()} | {"volume": "21000.5"})


def _coinbase_ticker(asked: Asked) -> Payload:
    price = str(COINS[_symbol(asked)]["price"])
    return as_json({"price": price, "time": (asked.now - timedelta(seconds=1)).isoformat()})


def _coinbase_candles(asked: Asked) -> Payload:
    symbol = _symbol(asked)
    if asked.query["granularity"] == "3600":
        end = datetime.fromisoformat(asked.query["end"])
        week_ago = COINS[symbol]["price"] / (1 + COINS[symbol]["week_pct"] / 100)
        rows = [[seconds(end - HOUR * back), *[week_ago] * 4, 12.5] for back in (0, 1)]
        return as_json(rows)
    found = []
    for start in days(asked.now, 300):
        opened, high, low, closed = candle(symbol, start, asked.now)
        found.append([seconds(start), low, high, opened, closed, 9000.5])
    return as_json(found)


def book(levels: int) -> tuple[list[list[str]], list[list[str]]]:
    """Bids and asks around bitcoin's price, a hundredth of a percent apart."""
    price, amount = COINS["BTC"]["price"], FIGURES["venues"]["book_usd_a_step"]

    def side(sign: int) -> list[list[str]]:
        steps = (price * (1 + sign * 0.0001 * step) for step in range(1, min(levels, 200) + 1))
        return [[f"{at:.2f}", f"{amount / at:.6f}"] for at in steps]

    return side(-1), side(+1)


def _coinbase_book(asked: Asked) -> Payload:
    bids, asks = book(200)
    rows = {"bids": [[*row, 3] for row in bids], "asks": [[*row, 3] for row in asks]}
    return as_json(rows | {"time": asked.now.isoformat()})


def _kraken(result: Any) -> Payload:
    return as_json({"error": [], "result": result})


def _kraken_ticker(_asked: Asked) -> Payload:
    return _kraken(
        {
            KRAKEN.get(symbol, f"{symbol}USD"): {
                "c": [str(coin["price"]), "0.1"],
                "v": ["1500.5", "4100.25"],
                "l": [str(coin["low"])] * 2,
                "h": [str(coin["high"])] * 2,
                "o": str(coin["high"]),
            }
            for symbol, coin in COINS.items()
            if symbol not in ("BNB", "SUI")
        }
    )


def _kraken_ohlc(asked: Asked) -> Payload:
    code = asked.query["pair"].removesuffix("USD")
    symbol = {"XBT": "BTC", "XDG": "DOGE"}.get(code, code)
    rows = []
    if asked.query["interval"] == "15":
        newest = asked.now.replace(minute=asked.now.minute // 15 * 15, second=0, microsecond=0)
        coin = COINS[symbol]
        for back in range(719, -1, -1):
            start = newest - QUARTER * back
            ago = back / (4 * 24)
            change = coin["day_pct"] if ago >= 1 else coin["day_pct"] * ago
            change = coin["week_pct"] if ago >= 6.9 else change
            price = f"{coin['price'] / (1 + change / 100):.4f}"
            rows.append([seconds(start), *[price] * 5, "10.5", 40])
    else:
        for start in reversed(days(asked.now, 720)):
            prices = [f"{price:.2f}" for price in candle(symbol, start, asked.now)]
            rows.append([seconds(start), *prices, prices[0], "5000.5", 90000])
    return _kraken({KRAKEN.get(symbol, f"{symbol}USD"): rows, "last": seconds(asked.now)})


def _kraken_depth(asked: Asked) -> Payload:
    bids, asks = book(200)
    at = seconds(asked.now)
    pair = {"bids": [[*row, at] for row in bids], "asks": [[*row, at] for row in asks]}
    return _kraken({"XXBTZUSD": pair})


def _okx(data: Any) -> Payload:
    return as_json({"code": "0", "msg": "", "data": data})


def _okx_tickers(asked: Asked) -> Payload:
    return _okx(
        [
            {
                "instId": f"{symbol}-USDT",
                "last": str(coin["price"]),
                "open24h": str(coin["price"] / (1 + coin["day_pct"] / 100)),
                "high24h": str(coin["high"]),
                "low24h": str(coin["low"]),
                "volCcy24h": str(coin["volume"]),
                "ts": str(millis(asked.now)),
            }
            for symbol, coin in COINS.items()
        ]
    )


def _okx_candles(asked: Asked) -> Payload:
    symbol = asked.query["instId"].partition("-")[0]
    after = int(asked.query.get("after", millis(asked.now)))
    rows = []
    for start in days(asked.now, 340):
        if millis(start) < after:
            prices = [f"{price:.2f}" for price in candle(symbol, start, asked.now)]
            over = "1" if start + DAY <= asked.now else "0"
            rows.append([str(millis(start)), *prices, "900.5", "7e7", "7e7", over])
    return _okx(rows[: int(asked.query.get("limit", 100))])


def _okx_book(asked: Asked) -> Payload:
    bids, asks = book(200)
    rows = {"bids": [[*row, "0", "4"] for row in bids], "asks": [[*row, "0", "4"] for row in asks]}
    return _okx([rows | {"ts": str(millis(asked.now))}])


def _binance_klines(asked: Asked) -> Payload:
    symbol = asked.query["symbol"].removesuffix("USDT")
    rows = []
    for start in reversed(days(asked.now, int(asked.query["limit"]))):
        prices = [f"{price:.2f}" for price in candle(symbol, start, asked.now)]
        rows.append([millis(start), *prices, "21000.5", millis(start + DAY) - 1, "1", 9, "1", "1"])
    return as_json(rows)


def _binance_depth(asked: Asked) -> Payload:
    bids, asks = book(200)
    return as_json({"lastUpdateId": 1, "E": millis(asked.now), "bids": bids, "asks": asks})


ANSWERS: Answers = {
    "/coingecko/api/v3/coins/markets": _markets,
    "/coingecko/api/v3/coins/{}/market_chart": _market_chart,
    "/coingecko/api/v3/global": _global,
    "/coinpaprika/v1/global": _paprika,
    "/coinlore/api/global/": _lore,
    "/coinbase/products/{}/stats": _coinbase_stats,
    "/coinbase/products/{}/ticker": _coinbase_ticker,
    "/coinbase/products/{}/candles": _coinbase_candles,
    "/coinbase/products/{}/book": _coinbase_book,
    "/kraken/0/public/Ticker": _kraken_ticker,
    "/kraken/0/public/OHLC": _kraken_ohlc,
    "/kraken/0/public/Depth": _kraken_depth,
    "/okx/api/v5/market/tickers": _okx_tickers,
    "/okx/api/v5/market/history-candles": _okx_candles,
    "/okx/api/v5/market/books": _okx_book,
    "/okx/api/v5/market/books-full": _okx_book,
    "/binance/api/v3/klines": _binance_klines,
    "/binance/api/v3/depth": _binance_depth,
    "/binance/fapi/v1/depth": _binance_depth,
}
