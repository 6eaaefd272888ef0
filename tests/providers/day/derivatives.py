"""Open interest, funding, liquidations and options, as venues send them."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from tests.providers.day.asking import (
    DAY,
    FIGURES,
    HOUR,
    Answers,
    Asked,
    Payload,
    as_json,
    hours_back,
    midnight,
    millis,
    seconds,
)

VENUES: dict[str, Any] = FIGURES["venues"]
PRICES = {symbol: coin["price"] for symbol, coin in FIGURES["coins"].items()}
OPEN: dict[str, float] = VENUES["open_interest_usd"]
CHANGED: dict[str, float] = VENUES["open_interest_change_pct"]
RATE_8H = VENUES["funding_8h_pct"] / 100


def open_at(asset: str, hours_ago: int) -> float:
    """US dollars open so many hours ago."""
    before = OPEN[asset] / (1 + CHANGED[asset] / 100)
    return float(OPEN[asset] + (before - OPEN[asset]) * min(hours_ago / 24, 1.2))


def by_hour(asset: str, now: datetime, count: int) -> list[tuple[datetime, float]]:
    """Full hours and what was open, the newest last."""
    hours = hours_back(now, count)
    return [(hour, open_at(asset, count - 1 - place)) for place, hour in enumerate(hours)]


def _asset(pair: str) -> str:
    return pair.replace("_", "-").partition("-")[0].removesuffix("USDT")


def funding_hours(now: datetime) -> tuple[datetime, datetime]:
    """The last settlement of funding and the next one, eight hours apart."""
    last = now.replace(hour=now.hour // 8 * 8, minute=0, second=0, microsecond=0)
    return last, last + HOUR * 8


def _gate_stats(asked: Asked) -> Payload:
    asset = _asset(asked.query["contract"])
    return as_json(
        [
            {
                "time": seconds(hour),
                "long_liq_usd": VENUES["long_usd_an_hour"][asset] / 5,
                "short_liq_usd": VENUES["short_usd_an_hour"][asset] / 5,
                "open_interest_usd": OPEN.get(asset, 4e8) * 0.9,
                "mark_price": PRICES[asset],
                "last_funding_rate": f"{RATE_8H:.6f}",
            }
            for hour in hours_back(asked.now, int(asked.query["limit"]))
        ]
    )


def _gate_contract(asked: Asked) -> Payload:
    last, due = funding_hours(asked.now)
    return as_json(
        {
            "name": "BTC_USDT",
            "funding_rate": f"{RATE_8H:.6f}",
            "funding_interval": seconds(due) - seconds(last),
            "funding_next_apply": seconds(due),
        }
    )


def _hyperliquid(_asked: Asked) -> Payload:
    markets = [
        {
            "funding": f"{RATE_8H / 8:.10f}",
            "openInterest": f"{OPEN[asset] / 2 / PRICES[asset]:.4f}",
            "markPx": str(PRICES[asset]),
            "midPx": None,
        }
        for asset in OPEN
    ]
    return as_json([{"universe": [{"name": asset} for asset in OPEN]}, markets])


def options(now: datetime) -> list[tuple[date, int, str, float]]:
    """Expiry, strike, kind and open coins."""
    return [
        (now.date() + DAY * ahead, strike, kind, coins)
        for ahead, strike, kind, coins in VENUES["options"]
    ]


def _deribit(result: Any) -> Payload:
    return as_json({"jsonrpc": "2.0", "result": result})


def _deribit_book(asked: Asked) -> Payload:
    return _deribit(
        [
            {
                "instrument_name": f"BTC-{day.day}{day:%b%y}-{strike}-{kind}".upper(),
                "bid_price": None,
                "open_interest": coins,
                "underlying_price": PRICES["BTC"],
                "creation_timestamp": millis(asked.now),
            }
            for day, strike, kind, coins in options(asked.now)
        ]
    )


def _deribit_volatility(asked: Asked) -> Payload:
    newest, before = VENUES["dvol"]
    today = midnight(asked.now.date())
    rows = [
        [millis(today - DAY * back), before, newest + 2, before - 2, newest if back < 2 else before]
        for back in range(30, -1, -1)
    ]
    return _deribit({"data": rows, "continuation": None})


def _deribit_ticker(asked: Asked) -> Payload:
    name = asked.query["instrument_name"]
    asset = name.partition("-")[0]
    return _deribit(
        {
            "instrument_name": name,
            "timestamp": millis(asked.now),
            "open_interest": OPEN[asset] / 8,
            "mark_price": PRICES[asset],
            "funding_8h": RATE_8H,
        }
    )


def _kraken_futures(asked: Asked) -> Payload:
    tickers = [
        {
            "symbol": symbol,
            "markPrice": PRICES[asset],
            "openInterest": OPEN[asset] / 20 / PRICES[asset],
            "fundingRate": RATE_8H / 8 * PRICES[asset],
        }
        for symbol, asset in {"PF_XBTUSD": "BTC", "PF_ETHUSD": "ETH"}.items()
    ]
    told_at = asked.now.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    return as_json({"result": "success", "tickers": tickers, "serverTime": told_at})


def _binance_open(asked: Asked) -> Payload:
    asset = _asset(asked.query["symbol"])
    return as_json(
        [
            {
                "symbol": asked.query["symbol"],
                "sumOpenInterest": f"{usd / PRICES[asset]:.4f}",
                "sumOpenInterestValue": f"{usd:.4f}",
                "timestamp": millis(hour),
            }
            for hour, usd in by_hour(asset, asked.now, int(asked.query["limit"]))
        ]
    )


def _binance_premium(asked: Asked) -> Payload:
    return as_json(
        {
            "symbol": asked.query["symbol"],
            "lastFundingRate": f"{RATE_8H:.8f}",
            "time": millis(asked.now),
        }
    )


def _binance_funding(asked: Asked) -> Payload:
    last, _ = funding_hours(asked.now)
    return as_json(
        [
            {
                "symbol": asked.query["symbol"],
                "fundingTime": millis(last - HOUR * 8 * back) + 3,
                "fundingRate": f"{RATE_8H:.8f}",
            }
            for back in (1, 0)
        ]
    )


def _bybit(result: Any, now: datetime) -> Payload:
    return as_json({"retCode": 0, "retMsg": "OK", "result": result, "time": millis(now)})


def _bybit_tickers(asked: Asked) -> Payload:
    asset = _asset(asked.query["symbol"])
    price = PRICES[asset]
    before = price / (1 + FIGURES["coins"][asset]["day_pct"] / 100)
    ticker = {
        "symbol": asked.query["symbol"],
        "markPrice": str(price),
        "prevPrice24h": str(before),
        "openInterest": f"{OPEN[asset] * 2 / price:.4f}",
        "singleOpenInterest": f"{OPEN[asset] / price:.4f}",
        "fundingRate": f"{RATE_8H:.8f}",
        "fundingIntervalHour": "8",
    }
    return _bybit({"category": "linear", "list": [ticker]}, asked.now)


def _bybit_open(asked: Asked) -> Payload:
    asset = _asset(asked.query["symbol"])
    rows = [
        {
            "singleOpenInterest": f"{usd / PRICES[asset]:.4f}",
            "openInterest": f"{usd * 2 / PRICES[asset]:.4f}",
            "timestamp": str(millis(hour)),
        }
        for hour, usd in reversed(by_hour(asset, asked.now, int(asked.query["limit"])))
    ]
    return _bybit({"symbol": asked.query["symbol"], "list": rows}, asked.now)


def _coinalyze(asked: Asked) -> Payload:
    found = []
    for symbol in asked.query["symbols"].split(","):
        asset = symbol[:3]
        history = [
            {
                "t": seconds(hour),
                "l": VENUES["long_usd_an_hour"][asset],
                "s": VENUES["short_usd_an_hour"][asset],
                "c": usd,
            }
            for hour, usd in by_hour(asset if asset in OPEN else "BTC", asked.now, 27)
        ]
        found.append({"symbol": symbol, "history": history})
    return as_json(found)


def _coinglass(asked: Asked) -> Payload:
    asset = asked.query["symbol"]
    rows = [
        {
            "time": millis(hour),
            "aggregated_long_liquidation_usd": VENUES["long_usd_an_hour"][asset] * 3,
            "aggregated_short_liquidation_usd": VENUES["short_usd_an_hour"][asset] * 3,
        }
        for hour in hours_back(asked.now, int(asked.query["limit"]))
    ]
    return as_json({"code": "0", "data": rows})


def _posted_to_hyperliquid(asked: Asked) -> Payload:
    if json.loads(asked.posted) != {"type": "metaAndAssetCtxs"}:
        raise KeyError("hyperliquid was asked for something else")
    return _hyperliquid(asked)


ANSWERS: Answers = {
    "/gate/api/v4/futures/usdt/contract_stats": _gate_stats,
    "/gate/api/v4/futures/usdt/contracts/{}": _gate_contract,
    "/hyperliquid/info": _posted_to_hyperliquid,
    "/deribit/api/v2/public/get_book_summary_by_currency": _deribit_book,
    "/deribit/api/v2/public/get_volatility_index_data": _deribit_volatility,
    "/deribit/api/v2/public/ticker": _deribit_ticker,
    "/kraken_futures/derivatives/api/v3/tickers": _kraken_futures,
    "/binance/futures/data/openInterestHist": _binance_open,
    "/binance/fapi/v1/premiumIndex": _binance_premium,
    "/binance/fapi/v1/fundingRate": _binance_funding,
    "/bybit/v5/market/tickers": _bybit_tickers,
    "/bybit/v5/market/open-interest": _bybit_open,
    "/coinalyze/v1/liquidation-history": _coinalyze,
    "/coinalyze/v1/open-interest-history": _coinalyze,
    "/coinglass/api/futures/liquidation/aggregated-history": _coinglass,
}
