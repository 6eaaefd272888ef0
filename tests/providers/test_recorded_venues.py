"""Every recorded answer of a venue is read as the figure that stands in it, in the right unit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.providers.small_mirror import Page, ask

from explainer.errors import ProviderShapeError
from explainer.providers import binance, bybit, deribit, gate, hyperliquid, okx


class File(str):
    """The name of a recorded file, in ../shared/providers or fixtures/providers."""

    __slots__ = ()


def at(text: str) -> datetime:
    """The moment of a text such as 2026-09-08T23:00."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


OKX_API = "/okx/api/v5"
OKX_LIQUIDATIONS = {
    f"{OKX_API}/public/liquidation-orders": File("okx/liquidation_orders.json"),
    f"{OKX_API}/public/instruments": File("okx/instruments_swap.json"),
}
OKX_OPEN_INTEREST = {
    f"{OKX_API}/public/open-interest": File("okx/open_interest.json"),
    f"{OKX_API}/public/instruments": File("okx/instruments_swap.json"),
    f"{OKX_API}/market/tickers": {
        "code": "0",
        "data": [{"instId": "BTC-USDT", "last": "63000", "ts": "1786820650000"}],
    },
}
GATE = {
    "/gate/api/v4/futures/usdt/contract_stats?contract=BTC_USDT": File(
        "gate/futures_contract_stats_1h.json"
    )
}
HYPERLIQUID = {"/hyperliquid/info": File("hyperliquid/meta_and_asset_ctxs.json")}
OPTIONS = {
    "/deribit/api/v2/public/get_book_summary_by_currency": File(
        "deribit/book_summary_btc_option.json"
    )
}
BYBIT = {
    "/bybit/v5/market/tickers": File("bybit/tickers_linear.json"),
    "/bybit/v5/market/open-interest": File("bybit/open_interest_1h.json"),
}
NIGHT = at("2026-09-08T23:15")
# the row of 04:00 is not over
MORNING = at("2026-09-09T04:30")

# what is asked, what answers, when, and the figures as they are read off the files by hand
TABLE: list[tuple[Any, Mapping[str, Any], datetime, Mapping[str, Any]]] = [
    (
        okx.liquidations,  # a long of 0.15 and a short of 2.41 contracts of 0.01 BTC
        OKX_LIQUIDATIONS,
        at("2026-08-15T17:00"),
        {
            "long_usd": 94.59,
            "short_usd": 1519.86409,
            "by_asset_usd.BTC": 1614.45409,
            "largest_usd": 1519.86409,
            "whole": False,
        },
    ),
    (
        okx.open_interest,  # 3,384,273.06 contracts
        OKX_OPEN_INTEREST,
        at("2026-08-15T19:05"),
        {"0.coins": 33842.7306, "0.now_usd": 33842.7306 * 63000, "0.before_usd": None},
    ),
    (
        okx.open_interest,
        {
            f"{OKX_API}/rubik/stat/contracts/open-interest-volume?ccy=BTC": File(
                "okx/rubik_contracts_oi_volume.json"
            )
        },
        at("2021-09-01T13:30"),
        {"0.asset": "BTC", "0.now_usd": 1713028741.6898, "0.before_usd": None},
    ),
    (
        okx.funding,  # 0.0000792386885340 for 8 hours
        {f"{OKX_API}/public/funding-rate": File("okx/funding_rate.json")},
        at("2023-12-20T11:12"),
        {"rate_8h_pct": 0.0079238688534},
    ),
    (
        okx.depth,
        {f"{OKX_API}/market/books": File("okx/books.json")},
        at("2024-01-01T00:00"),
        {"within_1pct_usd": 197374.66280147, "spread_bp": 0.02438622909643},
    ),
    (
        gate.liquidations,  # seven hours that are over
        GATE,
        MORNING,
        {
            "long_usd": 27199.934313,
            "short_usd": 30448.85914,
            "by_asset_usd.BTC": 57648.793453,
            "whole": False,
        },
    ),
    (
        gate.open_interest,  # 647,770,850 contracts of 0.0001 BTC
        GATE,
        MORNING,
        {"0.now_usd": 5093215554.64885, "0.coins": 64777.085, "0.before_usd": None},
    ),
    (
        hyperliquid.open_interest,  # 33,997.0627 BTC at 78,384.0
        HYPERLIQUID,
        NIGHT,
        {"0.now_usd": 2664825762.6768, "0.coins": 33997.0627, "0.before_usd": None},
    ),
    (
        hyperliquid.funding,  # 0.0000100836 an hour
        HYPERLIQUID,
        NIGHT,
        {"rate_8h_pct": 0.00806688},
    ),
    (
        deribit.options,  # 2,795.1 puts and 5,433.5 calls, in bitcoin
        OPTIONS,
        NIGHT,
        {
            "put_call_ratio": 0.51441980307,
            "by_expiry_usd.2026-09-09": 6546378.369,
            "by_expiry_usd.2026-09-10": 2763247.52,
            "by_expiry_usd.2026-09-25": 501159253.4,
            "by_expiry_usd.2026-10-30": 24132670.281,
        },
    ),
    (
        deribit.implied_volatility,  # 34.43 is of a day that is not over
        {
            "/deribit/api/v2/public/get_volatility_index_data": File(
                "deribit/volatility_index_dvol_btc.json"
            )
        },
        at("2026-08-05T06:06"),
        {
            "-1.day": date(2026, 8, 4),
            "-1.value": 34.04,
            "-2.value": 34.76,
        },
    ),
    (
        binance.open_interest,
        {"/binance/futures/data/openInterestHist": File("binance/fapi_open_interest_hist.json")},
        NIGHT,
        {
            "0.now_usd": 8356943211.7272,
            "0.before_usd": 8452471718.358591,
            "0.coins": 106422.356,
        },
    ),
    (
        binance.funding,  # settled every eight hours, give or take some milliseconds
        {
            "/binance/fapi/v1/premiumIndex": File("binance/fapi_premium_index_docs.json"),
            "/binance/fapi/v1/fundingRate": File("binance/fapi_funding_rate.json"),
        },
        NIGHT,
        {"rate_8h_pct": 0.038246},
    ),
    (
        bybit.open_interest,  # 28,199.912 BTC counted once; 27,234.55 at 79,098 a day before
        BYBIT,
        NIGHT,
        {"0.now_usd": 2212915902.42528, "0.before_usd": 2154198435.9, "0.coins": 28199.912},
    ),
    (bybit.funding, BYBIT, NIGHT, {"rate_8h_pct": 0.00523}),
]
SHARED_ALONE: list[tuple[Any, Mapping[str, Any], datetime, Mapping[str, Any]]] = [
    (
        binance.depth,  # 200 levels a side, recorded of another coin
        {"/binance/fapi/v1/depth": File("binance/fapi_depth.json")},
        at("2021-07-22T22:26"),
        {"within_1pct_usd": 2038197.326, "spread_bp": 1.31380148456},
    ),
]


def named(row: tuple[Any, Mapping[str, Any], datetime, Mapping[str, Any]]) -> str:
    """What is asked, and the file that answers."""
    asked, answers, _, _ = row
    files = [answer for answer in answers.values() if isinstance(answer, File)]
    return f"{asked.__name__}-{files[0]}"


def part_of(figures: Any, path: str) -> Any:
    """The figure at a path: a place in a row, a field, or a key."""
    for step in path.split("."):
        if isinstance(figures, tuple):
            figures = figures[int(step)]
        elif isinstance(figures, Mapping):
            figures = {str(key): value for key, value in figures.items()}[step]
        else:
            figures = getattr(figures, step)
    return figures


def check(
    folder: Path,
    asked: Callable[..., Any],
    answers: Mapping[str, Any],
    now: datetime,
    expected: Mapping[str, Any],
) -> None:
    """Ask, and compare each figure."""
    served = {
        path: Page(body=(folder / answer).read_bytes()) if isinstance(answer, File) else answer
        for path, answer in answers.items()
    }
    told: Any = ask(asked, served, now)
    for path, value in expected.items():
        found = part_of(told.figures, path)
        if isinstance(value, float):
            assert found == pytest.approx(value, rel=1e-7), path
        else:
            assert found == value, path


@pytest.mark.parametrize("row", [*TABLE, *SHARED_ALONE], ids=named)
def test_recorded_answer_is_read_right(row: Any, shared: Path) -> None:
    """A figure of a recorded answer is what stands in the file, in the unit of the noun."""
    check(shared / "providers", *row)


@pytest.mark.parametrize("row", TABLE, ids=named)
def test_small_answer_is_read_right(row: Any, repository: Path) -> None:
    """The same figures are read from our own small answers of the same shape."""
    check(repository / "fixtures" / "providers", *row)


def test_one_minute_candles_are_no_days(shared: Path) -> None:
    """Candles of another length, as recorded, are refused by name and not taken for days."""
    body = json.loads((shared / "providers" / "okx" / "candles.json").read_bytes())
    with pytest.raises(ProviderShapeError, match="midnight UTC"):
        ask(
            okx.candles_btc,
            {f"{OKX_API}/market/history-candles": body},
            at("2025-05-13T01:00"),
        )
