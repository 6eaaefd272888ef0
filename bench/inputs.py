"""Snapshots to explain: cases and full days, each one different from all others of a run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import yaml

Plain = dict[str, Any]

REPOSITORY = Path(__file__).resolve().parents[1]
EPISODES = REPOSITORY / "fixtures" / "episodes"
SHARED = REPOSITORY.parent / "shared"
CASES = SHARED / "cases"
HISTORY = SHARED / "history" / "daily-2019-2024.jsonl"

SYNTHETIC_DAYS = 500
SYNTHETIC_SEED = 20190901
STEP = 1e-5
"""Each snapshot is smaller than the one before by this share: other figures, same shape."""
WRAP = 2000
"""After so many steps the figures start again; the moment still differs."""
LARGE = 1000
"""Whole numbers below this count things (days in a row, an index) and stay as they are."""


class Pool(msgspec.Struct, frozen=True, kw_only=True):
    """Snapshots of one kind, with where they come from."""

    name: str
    origin: str
    snapshots: tuple[Plain, ...]


def pools() -> tuple[Pool, Pool]:
    """Cases (else episodes) and full days (else synthetic ones)."""
    folder = CASES if CASES.is_dir() else EPISODES
    told = [yaml.safe_load(path.read_bytes()) for path in sorted(folder.glob("*.yaml"))]
    cases = Pool(
        name="cases",
        origin=folder.name,
        snapshots=tuple(json.loads(json.dumps(one["snapshot"], default=str)) for one in told),
    )
    if HISTORY.is_file():
        lines = HISTORY.read_bytes().splitlines()
        days = Pool(
            name="full days", origin="history", snapshots=tuple(json.loads(line) for line in lines)
        )
    else:
        days = Pool(name="full days", origin="synthetic", snapshots=tuple(synthetic_days()))
    return cases, days


def different(snapshot: Plain, number: int) -> Plain:
    """The snapshot with slightly smaller figures and a later moment, its own for each number."""
    moment = datetime.fromisoformat(snapshot["as_of"]) + timedelta(milliseconds=number)
    shrunk = _shrunk(snapshot, 1 - STEP * (number % WRAP + 1))
    assert isinstance(shrunk, dict)
    return shrunk | {"as_of": moment.isoformat()}


def _shrunk(value: Any, factor: float) -> Any:
    if isinstance(value, dict):
        return {key: _shrunk(held, factor) for key, held in value.items()}
    if isinstance(value, list):
        return [_shrunk(held, factor) for held in value]
    if isinstance(value, float):
        return float(f"{value * factor:.7g}")
    if isinstance(value, int) and abs(value) >= LARGE:
        return round(value * factor)
    return value


def synthetic_days() -> Iterator[Plain]:
    """Full days made up from a fixed seed, with the fields that a day of the history has."""
    random = Random(SYNTHETIC_SEED)
    moment = datetime.fromisoformat("2019-09-01T23:59:00+00:00")
    for _ in range(SYNTHETIC_DAYS):
        yield _synthetic_day(random, moment)
        moment += timedelta(days=1)


def _synthetic_day(random: Random, moment: datetime) -> Plain:
    market = random.gauss(0, 3)
    assets = {
        symbol: _synthetic_asset(random, price, market, full=symbol in ("BTC", "ETH"))
        for symbol, price in {
            "BTC": 40_000.0,
            "ETH": 2_500.0,
            "XRP": 0.5,
            "ADA": 0.4,
            "BNB": 300.0,
            "DOGE": 0.1,
            "LINK": 12.0,
            "LTC": 80.0,
            "TRX": 0.1,
        }.items()
    }
    fear = random.randint(5, 95)
    session = moment.date() - timedelta(days=max(0, moment.weekday() - 4))
    return {
        "as_of": moment.isoformat(),
        "assets": assets,
        "market": {
            "altcoin_change_24h_pct": round(market + random.gauss(0, 1), 3),
            "btc_dominance_pct": round(random.uniform(40, 65), 3),
            "btc_dominance_change_24h_pp": round(random.gauss(0, 0.5), 3),
        },
        "etf": {
            symbol: {
                "net_flow_usd": round(random.gauss(2e7, 2e8)),
                "session_date": session.isoformat(),
                "outflow_streak_days": random.randint(0, 5),
                "net_flow_7d_usd": round(random.gauss(1e8, 6e8)),
            }
            for symbol in ("BTC", "ETH")
        },
        "macro": {
            "session_date": session.isoformat(),
            "nasdaq_100_change_pct": round(random.gauss(0, 1.4), 3),
            "sp500_change_pct": round(random.gauss(0, 1.0), 3),
            "vix": round(random.uniform(12, 35), 2),
            "dxy_change_pct": round(random.gauss(0, 0.4), 3),
            "us10y_change_bp": round(random.gauss(0, 6), 1),
        },
        "derivatives": {
            "open_interest_usd": round(random.uniform(5e9, 4e10)),
            "open_interest_change_24h_pct": round(random.gauss(0, 4), 3),
            "open_interest_change_7d_pct": round(random.gauss(0, 9), 3),
            "funding_rate_8h_pct": round(random.gauss(0.01, 0.01), 4),
        },
        "sentiment": {"fear_greed": fear, "fear_greed_previous": max(1, fear - 3)},
        "onchain": {"hash_rate_change_pct": round(random.gauss(0, 3), 3)},
    }


def _synthetic_asset(random: Random, price: float, market: float, *, full: bool) -> Plain:
    price *= random.uniform(0.7, 1.4)
    change = round(market + random.gauss(0, 1.5), 3)
    asset: Plain = {
        "price_usd": round(price, 5),
        "change_24h_pct": change,
        "change_7d_pct": round(random.gauss(0, 8), 3),
        "change_30d_pct": round(random.gauss(0, 15), 3),
        "low_24h_usd": round(price * 0.97, 5),
        "high_24h_usd": round(price * 1.03, 5),
    }
    if full:
        asset |= {
            "rsi_14": round(random.uniform(20, 80), 2),
            "sma_50_usd": round(price * random.uniform(0.85, 1.15), 2),
            "sma_200_usd": round(price * random.uniform(0.7, 1.3), 2),
            "all_time_high_usd": round(price * random.uniform(1.05, 2), 2),
            "drawdown_from_high_pct": round(-random.uniform(1, 50), 3),
            "run_up_pct": round(random.uniform(0, 40), 3),
            "realized_volatility_30d_pct": round(random.uniform(25, 90), 2),
            "volume_change_24h_pct": round(random.gauss(0, 40), 3),
        }
    return asset
