"""Which drivers a snapshot's figures can show at all, whatever they say.

A published cause counts for recall only where the snapshot holds something of that driver's kind:
nobody can find a cause in figures that were not given. The table is deliberately wider than the
rules: it asks whether there is a figure of the kind, never whether a rule reads it, so a rule that
overlooks a figure is found out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

SATURDAY = 5
LISTS = frozenset({"events", "calendar", "as_of", "sources"})
"""Parts of a snapshot that hold no readings."""

WEEKEND = "weekend"
"""The trace of a snapshot taken on a Saturday or Sunday."""

SEVERAL_ALTCOINS = "alts"
"""The trace of a snapshot with the 24-hour change of two assets or more besides bitcoin."""


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What shows a driver: a trace that begins with, or contains, one of these; and the reason.

    A trace is the path of a reading (`etf.BTC.net_flow_usd`), `event:<kind>` or `calendar:<kind>`.
    """

    begins: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    reason: str

    def sees(self, trace: str) -> bool:
        """Whether this trace shows the driver."""
        return trace.startswith(self.begins) or any(part in trace for part in self.contains)


SIGHTS: Mapping[str, Sight] = {
    "macro_policy": Sight(
        contains=(
            "macro.fed_",
            "macro.cpi",
            "macro.data_delayed",
            "event:monetary_policy",
            "event:macro_data",
            "calendar:fomc",
            "calendar:cpi",
            "calendar:pce",
            "calendar:ppi",
            "calendar:jobs",
        ),
        reason="what a central bank said, data it looks at, or a date that traders wait for",
    ),
    "macro_shock": Sight(
        contains=("event:trade_policy", "event:geopolitics", "event:public_health", "macro.oil"),
        reason="the shock itself, or oil as the first market to feel it",
    ),
    "risk_off_equities": Sight(
        contains=(
            "macro.nasdaq",
            "macro.sp500",
            "macro.dow",
            "macro.nikkei",
            "macro.hang",
            "macro.vix",
            "macro.btc_nasdaq",
            "macro.btc_sp500",
        ),
        reason="a share index, its volatility, or how closely bitcoin follows it",
    ),
    "dollar_and_yields": Sight(
        contains=("macro.dxy", "macro.us10y", "macro.usdjpy"),
        reason="the dollar, the ten-year yield or the yen",
    ),
    "etf_outflows": Sight(
        begins=("etf.", "flows."), reason="any figure on money in or out of funds"
    ),
    "whale_selling": Sight(
        contains=("onchain.whale", "onchain.exchange", "onchain.lth", "event:corporate_treasury"),
        reason="coins that large or old holders moved, or a company that sold",
    ),
    "liquidation_cascade": Sight(
        contains=(
            "derivatives.liq",
            "derivatives.long_",
            "derivatives.traders",
            "derivatives.largest",
        ),
        reason="any figure on positions closed by force",
    ),
    "overheated_leverage": Sight(
        contains=("derivatives.open_interest", "derivatives.funding"),
        reason="how much is borrowed, or what borrowing costs",
    ),
    "technical_breakdown": Sight(
        contains=("support_lost", "sma_", "rsi"),
        reason="a level, an average or an oscillator that chart readers go by",
    ),
    "thin_liquidity": Sight(
        begins=("liquidity.",),
        contains=(WEEKEND,),
        reason="depth or spread, or a day on which desks are closed",
    ),
    "fear_sentiment": Sight(begins=("sentiment.",), reason="any gauge of the mood"),
    "altcoin_rotation": Sight(
        contains=("altcoin", "dominance", SEVERAL_ALTCOINS),
        reason="altcoins as a group, bitcoin's share, or several altcoins to compare",
    ),
    "profit_taking": Sight(
        contains=("run_up", "lth_supply", "all_time_high"),
        reason="a gain to take, or a high it was taken near",
    ),
    "regulation": Sight(contains=("event:regulation",), reason="the act of a regulator"),
    "security_incident": Sight(
        contains=("event:security_breach", "event:outage"), reason="the breach or the outage"
    ),
    "credit_contagion": Sight(contains=("event:insolvency",), reason="the failure"),
    "stablecoin_stress": Sight(
        contains=(
            "event:depeg",
            "stablecoin",
            "assets.USDT",
            "assets.USDC",
            "assets.UST",
            "assets.DAI",
        ),
        reason="a lost peg, a stablecoin's price, or money in stablecoins",
    ),
    "supply_overhang": Sight(
        contains=("event:token_unlock", "event:government_sale", "event:creditor_distribution"),
        reason="coins about to reach the market",
    ),
    "miner_selling": Sight(
        contains=("miner", "hash_rate", "event:network"),
        reason="what miners sold, or how many are still at work",
    ),
    "options_expiry": Sight(
        contains=("options_expiry",), reason="an expiry; its entry in the calendar has no size"
    ),
    "seasonality": Sight(reason="named by some reports; no figure can show it, and no rule has it"),
}
"""Driver -> what shows it."""


def observable(snapshot: Mapping[str, Any]) -> frozenset[str]:
    """The drivers that the figures of this snapshot (as decoded, before any check) can show."""
    traces = list(_traces(snapshot))
    return frozenset(
        driver for driver, sight in SIGHTS.items() if any(sight.sees(trace) for trace in traces)
    )


def has_change(snapshot: Mapping[str, Any]) -> bool:
    """Whether a snapshot gives any change over 24 hours of the market or an asset."""
    return any(
        path.endswith("change_24h_pct") and path.startswith(("assets.", "market."))
        for path in reading_paths(snapshot)
    )


def reading_paths(tree: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The path of every reading in the snapshot, such as `etf.BTC.net_flow_usd`."""
    for key, value in tree.items():
        if key in LISTS:
            continue
        if isinstance(value, Mapping):
            yield from reading_paths(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _traces(snapshot: Mapping[str, Any]) -> Iterator[str]:
    paths = list(reading_paths(snapshot))
    yield from paths
    for part, word in (("events", "event"), ("calendar", "calendar")):
        yield from (f"{word}:{entry['kind']}" for entry in snapshot.get(part) or ())
    if datetime.fromisoformat(str(snapshot["as_of"])).weekday() >= SATURDAY:
        yield WEEKEND
    if sum(map(_altcoin_change, paths)) > 1:
        yield SEVERAL_ALTCOINS


def _altcoin_change(path: str) -> bool:
    group, _, rest = path.partition(".")
    symbol, _, field = rest.partition(".")
    return group == "assets" and not symbol.startswith("BTC") and field.startswith("change_24h")
