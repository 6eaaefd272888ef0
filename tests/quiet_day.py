"""Turns a snapshot into its quiet twin: the same fields with the values of an uneventful day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

Plain = dict[str, Any]

STABLECOINS = frozenset({"USDT", "USDC", "UST", "DAI", "USDE", "BUSD", "TUSD", "FDUSD", "PYUSD"})
SUPPORT_BELOW = 0.9
"""Where a quiet day keeps a level that was lost once: this share of the price."""


class Mood(msgspec.Struct, frozen=True, kw_only=True):
    """How an uneventful day leans: *sign* of its small changes, and whether old levels stay."""

    name: str
    sign: int
    keeps_levels: bool


MOODS = (
    Mood(name="slightly up", sign=1, keeps_levels=False),
    Mood(name="slightly down", sign=-1, keeps_levels=False),
    Mood(name="slightly up, old levels kept", sign=1, keeps_levels=True),
    Mood(name="slightly down, old levels kept", sign=-1, keeps_levels=True),
)

DROPPED = frozenset(
    {
        # dates that lie ahead, or tell of a record: an uneventful day has neither
        "options_expiry_date",
        "streak_worst_since",
        "btc_nasdaq_correlation_highest_since",
    }
)

LEVELS = frozenset({"support_lost_usd"})
"""Levels that are only there because they broke."""

SMALL_CHANGES: Mapping[str, float] = {
    # crypto prices and values
    "change_1h_pct": 0.05,
    "change_24h_pct": 0.1,
    "change_7d_pct": 0.5,
    "change_30d_pct": 1.0,
    "change_ytd_pct": 4.0,
    "altcoin_change_24h_pct": 0.1,
    "eth_btc_change_24h_pct": 0.05,
    "btc_dominance_change_24h_pp": 0.02,
    "volume_change_24h_pct": 2.0,
    # money in and out of funds
    "net_flow_usd": 5e6,
    "net_flow_7d_usd": 2e7,
    # leverage
    "open_interest_change_24h_pct": 0.2,
    "open_interest_change_7d_pct": 0.5,
    # other markets, one session
    "nasdaq_100_change_pct": 0.1,
    "sp500_change_pct": 0.1,
    "dow_jones_change_pct": 0.1,
    "nikkei_225_change_pct": 0.1,
    "hang_seng_change_pct": 0.1,
    "gold_change_pct": 0.1,
    "oil_change_pct": 0.2,
    # on-chain
    "exchange_netflow_btc": -200.0,
    "lth_supply_change_btc": 500.0,
    "stablecoin_supply_change_7d_pct": 0.1,
    "active_addresses_change_pct": 0.5,
    "hash_rate_change_pct": 0.5,
    "depth_change_pct": 0.5,
}
"""Field -> its value on a day that leans up; the other sign leans down."""

SMALL_STRAINS: Mapping[str, float] = {
    "vix_change_pct": 0.5,
    "dxy_change_pct": 0.05,
    "us10y_change_bp": 0.5,
    "usdjpy_change_pct": -0.05,
    "stablecoin_dominance_change_pp": 0.01,
}
"""Field -> its value on a day that leans down, since it weighs on prices when it goes this way."""

ORDINARY: Mapping[str, Any] = {
    "btc_dominance_pct": 55.0,
    "altcoin_season_index": 45.0,
    "btc_alt_correlation_30d": 0.7,
    "rsi_14": 50.0,
    "drawdown_from_high_pct": -3.0,
    "run_up_pct": 2.0,
    "realized_volatility_30d_pct": 45.0,
    "largest_outflow_usd": 5e6,
    "fund_outflow_7d_usd": 1e7,
    "liquidations_24h_usd": 8e7,
    "long_liquidations_24h_usd": 4e7,
    "short_liquidations_24h_usd": 4e7,
    "long_share_pct": 50.0,
    "largest_liquidation_usd": 2e6,
    "traders_liquidated_24h": 30_000,
    "funding_rate_8h_pct": 0.01,
    "options_expiry_usd": 4e8,
    "put_call_ratio": 0.7,
    "basis_annualized_pct": 6.0,
    "dvol": 45.0,
    "vix": 15.0,
    "btc_nasdaq_correlation": 0.3,
    "btc_sp500_correlation": 0.3,
    "btc_gold_correlation": 0.1,
    "dxy": 103.0,
    "us10y_yield_pct": 4.2,
    "fed_cut_probability_pct": 50.0,
    "fed_cut_probability_change_pp": 0.0,
    "fed_stance": "neutral",
    "cpi_surprise_pp": 0.0,
    "data_delayed": False,
    "fear_greed": 50,
    "fear_greed_previous": 50,
    "whale_sold_usd": 5e6,
    "whale_sold_btc": 50.0,
    "whale_exchange_deposits_btc": 300.0,
    "sth_sopr": 1.0,
    "miner_outflow_btc": 100.0,
    "spread_bp": 1.0,
}
"""Field -> its value on any uneventful day. Liquidations add up: half longs, half shorts."""

LIQUIDATED: Mapping[str, float] = {"BTC": 2.5e7, "ETH": 2e7}
LIQUIDATED_OTHER = 2e6
CAP_LOST_SHARE = 0.001
SMALL_CAP_LOST = 1e9
PRICE_FACTORS: Mapping[str, float] = {
    "low_24h_usd": 0.995,
    "high_24h_usd": 1.004,
    "all_time_high_usd": 1 / 0.97,
    "next_support_usd": 0.95,
    "resistance_usd": 1.05,
    "sma_50_usd": 0.98,
    "sma_200_usd": 0.9,
    "support_lost_usd": SUPPORT_BELOW,
}
"""Level -> its place on an uneventful day, as a multiple of the price."""


def quiet_twin(snapshot: Plain, as_of: datetime, mood: Mood) -> Plain:
    """Return the snapshot's fields with the values of an uneventful day, at this moment.

    No events, nothing scheduled: both lists are there and empty where the snapshot had them.
    """
    twin: Plain = {"as_of": as_of.isoformat()}
    for group, held in snapshot.items():
        if group in ("events", "calendar"):
            twin[group] = []
        elif group == "assets":
            twin[group] = {
                symbol: _asset(symbol, fields, as_of, mood) for symbol, fields in held.items()
            }
        elif group == "etf":
            twin[group] = {symbol: _etf(fields, as_of, mood) for symbol, fields in held.items()}
        elif group != "as_of":
            twin[group] = _group(held, as_of, mood)
    return twin


def last_session(moment: datetime) -> date:
    """Return the last weekday before this moment."""
    day = moment.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _asset(symbol: str, fields: Plain, as_of: datetime, mood: Mood) -> Plain:
    if symbol in STABLECOINS:
        quiet = _group(fields, as_of, mood)
        pegged = {"price_usd": 1.0, "low_24h_usd": 0.9995, "high_24h_usd": 1.0005}
        return quiet | {name: pegged[name] for name in pegged.keys() & fields.keys()}
    levels = PRICE_FACTORS.keys() & fields.keys()
    quiet = _group({k: v for k, v in fields.items() if k not in levels}, as_of, mood)
    placed = "price_usd" in fields or "low_24h_usd" in fields
    for level in sorted(levels):
        if level in LEVELS and not (mood.keeps_levels and placed):
            continue
        quiet[level] = float(f"{_price(fields) * PRICE_FACTORS[level]:.7g}")
    return quiet


def _price(fields: Plain) -> float:
    """The price of the asset, or what the first level that is there says about it."""
    if "price_usd" in fields:
        return float(fields["price_usd"])
    anchor = next(level for level in PRICE_FACTORS if level in fields)
    return float(fields[anchor]) / PRICE_FACTORS[anchor]


def _etf(fields: Plain, as_of: datetime, mood: Mood) -> Plain:
    quiet = _group(fields, as_of, mood)
    if "outflow_streak_days" in fields:
        quiet["outflow_streak_days"] = 0 if mood.sign > 0 else 1
    return quiet


def _group(fields: Plain, as_of: datetime, mood: Mood) -> Plain:
    special: Mapping[str, Callable[[], Any]] = {
        "session_date": lambda: last_session(as_of).isoformat(),
        "cap_lost_since": lambda: (as_of.date() - timedelta(days=1)).isoformat(),
        "cap_lost_usd": lambda: (
            float(fields.get("total_cap_usd", SMALL_CAP_LOST / CAP_LOST_SHARE)) * CAP_LOST_SHARE
        ),
        "liquidations_by_asset_usd": lambda: {
            symbol: LIQUIDATED.get(symbol, LIQUIDATED_OTHER)
            for symbol in fields["liquidations_by_asset_usd"]
        },
        "open_interest_by_asset_change_24h_pct": lambda: dict.fromkeys(
            fields["open_interest_by_asset_change_24h_pct"],
            mood.sign * SMALL_CHANGES["open_interest_change_24h_pct"],
        ),
        "next_support_usd": lambda: (
            float(fields.get("total_cap_usd") or fields["next_support_usd"])
            * PRICE_FACTORS["next_support_usd"]
        ),
    }
    quiet: Plain = {}
    for name, value in fields.items():
        if name in DROPPED or name in LEVELS:
            continue
        if name in special:
            quiet[name] = special[name]()
        elif name in SMALL_CHANGES:
            quiet[name] = mood.sign * SMALL_CHANGES[name]
        elif name in SMALL_STRAINS:
            quiet[name] = -mood.sign * SMALL_STRAINS[name]
        else:
            quiet[name] = ORDINARY.get(name, value)  # sizes, names and levels stay what they are
    return quiet
