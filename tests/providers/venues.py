"""Small answers of all venues, and a client that asks them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import stamina
from tests.providers.small_mirror import Query, SmallMirror

from explainer.errors import ProviderError
from explainer.providers.client import Client
from explainer.providers.gather import Gathered, gather
from explainer.providers.offers import OFFERED

REPOSITORY = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 9, 8, 23, 15, tzinfo=UTC)
NOW_MS = 1788909300000
KEYS = {"COINALYZE_API_KEY": "a-secret", "COINGLASS_API_KEY": "a-secret"}


def recorded(name: str) -> Any:
    """A small answer of a venue."""
    return json.loads((REPOSITORY / "fixtures/providers" / name).read_bytes())


def ok(*data: Any) -> dict[str, Any]:
    """A good answer of OKX."""
    return {"code": "0", "msg": "", "data": list(data)}


def candles(query: Query) -> Any:
    """Days before `after`."""
    after = int(query["after"])
    day = 86_400_000
    return ok(
        *[[str(after - day * back), "9", "11", "8", "10", "5", "1"] for back in range(1, 101)]
    )


def ticker(query: Query) -> Any:
    """Deribit's perpetual that is asked for."""
    figures = {"open_interest": 1e8, "mark_price": 80_000.0, "funding_8h": 0.0001}
    name = {"instrument_name": query["instrument_name"], "timestamp": NOW_MS}
    return {"result": figures | name}


OKX_API = "/okx/api/v5"
ANSWERS: Mapping[str, Any] = {
    f"{OKX_API}/market/tickers": ok({"instId": "BTC-USDT", "last": "78000", "ts": str(NOW_MS)}),
    f"{OKX_API}/market/history-candles": candles,
    f"{OKX_API}/market/books": recorded("okx/books.json"),
    f"{OKX_API}/public/instruments": recorded("okx/instruments_swap.json"),
    f"{OKX_API}/public/liquidation-orders": ok(
        {
            "instId": "BTC-USDT-SWAP",
            "details": [
                {"side": "sell", "sz": "5", "bkPx": "78000", "ts": str(NOW_MS - 60_000 * step)}
                for step in range(1, 5)
            ],
        }
    ),
    f"{OKX_API}/public/open-interest": ok(
        {"instId": "BTC-USD-260925-90000-C", "oiCcy": "5", "oiUsd": "390000", "ts": str(NOW_MS)}
    ),
    f"{OKX_API}/rubik/stat/contracts/open-interest-volume": ok([str(NOW_MS), "3e9", "1"]),
    f"{OKX_API}/public/funding-rate": ok(
        {
            "instId": "BTC-USDT-SWAP",
            "fundingRate": "0.0001",
            "fundingTime": str(NOW_MS),
            "nextFundingTime": str(NOW_MS + 28_800_000),
            "ts": str(NOW_MS),
        }
    ),
    "/gate/api/v4/futures/usdt/contract_stats": [
        {
            "time": NOW_MS // 1000 - 3600 * back,
            "long_liq_usd": 1e6,
            "short_liq_usd": 1e5,
            "open_interest_usd": 5e9,
            "mark_price": 78_000,
        }
        for back in range(27)
    ],
    "/gate/api/v4/futures/usdt/contracts/BTC_USDT": {
        "funding_rate": "0.0001",
        "funding_interval": 28_800,
    },
    "/hyperliquid/info": recorded("hyperliquid/meta_and_asset_ctxs.json"),
    "/deribit/api/v2/public/get_book_summary_by_currency": recorded(
        "deribit/book_summary_btc_option.json"
    ),
    "/deribit/api/v2/public/ticker": ticker,
    "/deribit/api/v2/public/get_volatility_index_data": {
        "result": {"data": [[1788739200000, 40, 42, 39, 41.5]]}
    },
    "/kraken_futures/derivatives/api/v3/tickers": {
        "result": "success",
        "tickers": [
            {"symbol": "PF_XBTUSD", "fundingRate": 0.7, "markPrice": 78e3, "openInterest": 2500}
        ],
    },
    "/binance/api/v3/klines": [[1788739200000, "9", "11", "8", "10", "5", 1788825599999]],
    "/binance/futures/data/openInterestHist": recorded("binance/fapi_open_interest_hist.json"),
    "/binance/fapi/v1/premiumIndex": {"lastFundingRate": "0.0001", "time": NOW_MS},
    "/binance/fapi/v1/fundingRate": recorded("binance/fapi_funding_rate.json"),
    "/binance/fapi/v1/depth": {"bids": [["77990", "5"]], "asks": [["78010", "5"]]},
    "/bybit/v5/market/tickers": recorded("bybit/tickers_linear.json"),
    "/bybit/v5/market/open-interest": recorded("bybit/open_interest_1h.json"),
    "/coinalyze/v1/liquidation-history": [
        {"symbol": "BTCUSDT_PERP.A", "history": [{"t": 1788904800, "l": 1e6, "s": 1e5}]}
    ],
    "/coinalyze/v1/open-interest-history": [
        {"symbol": "BTCUSDT_PERP.A", "history": [{"t": 1788904800, "c": 8e9}]}
    ],
    "/coinglass/api/futures/liquidation/aggregated-history": {
        "code": "0",
        "data": [
            {
                "time": 1788904800000,
                "aggregated_long_liquidation_usd": 1e6,
                "aggregated_short_liquidation_usd": 1e5,
            }
        ],
    },
    "/coinglass/api/etf/bitcoin/flow-history": {
        "code": "0",
        "data": [
            {
                "timestamp": 1788480000000,
                "flow_usd": -5e7,
                "etf_flows": [{"etf_ticker": "IBIT", "flow_usd": -5e7}],
            }
        ],
    },
}


class Venues:
    """All venues on one mirror, and one client that asks them; *answers* are what tests change."""

    def __init__(self, runner: asyncio.Runner, answers: Mapping[str, Any]) -> None:
        self.answers = dict(answers)
        self.mirror = SmallMirror({path: _later(self.answers, path) for path in answers})
        self._runner = runner
        self._seconds = 0.0
        self._client: Client | None = None

    def ask(self, row: Any) -> Any:
        """What a row tells, or its ProviderError; anything else is raised."""
        # what was kept is old, and who rested has rested
        self._seconds += 1e6

        async def run() -> Any:
            if self._client is None:
                self._client = Client(
                    clock=lambda: NOW,
                    mirror=self.mirror.url,
                    keys=KEYS,
                    ticks=lambda: self._seconds,
                )
            try:
                return await row(self._client)
            except ProviderError as error:
                return error

        with stamina.set_testing(True, attempts=1):
            return self._runner.run(run())

    def gather(self) -> Gathered:
        """One round of all venues."""
        on = {offer.provider.name for each in OFFERED for offer in each.offers}
        found: Gathered = self.ask(lambda client: gather(client, OFFERED, on))
        return found

    def close(self) -> None:
        """Close what was opened."""
        if self._client is not None:
            self._runner.run(self._client.close())


@contextmanager
def playing(answers: Mapping[str, Any]) -> Iterator[Venues]:
    """All venues, for as long as they are needed."""
    with asyncio.Runner() as runner:
        venues = Venues(runner, answers)
        with venues.mirror:
            yield venues
            venues.close()


def _later(answers: Mapping[str, Any], path: str) -> Any:
    """What stands there when it is asked for."""

    def answer(query: Query) -> Any:
        found = answers[path]
        return found(query) if callable(found) else found

    return answer
