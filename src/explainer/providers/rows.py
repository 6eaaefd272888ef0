"""What is asked of sources: one row a kind of figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Generic, TypeVar

import msgspec

from explainer.providers.nouns import (
    Agenda,
    Depth,
    Funding,
    Headlines,
    Liquidated,
    Mood,
    OpenInterest,
    Options,
    Prices,
    RateOdds,
    Stablecoins,
    Totals,
)
from explainer.series import Candle, Close, FundSession

Figures = TypeVar("Figures")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Row(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One kind of figure.

    The first source that answers is taken; of a row that is *together* all are asked, and all that
    answer. *covers* are patterns of the metrics that come of it; figures older than *most_age* are
    as good as none.
    """

    id: str
    covers: tuple[str, ...]
    most_age: timedelta
    together: bool = False
    main: str | None = None
    """The reading by which a reader knows the row; without it, the first that it covers."""

    @property
    def missed(self) -> str | None:
        """The reading that a reader misses most where the row has none; None if it covers none."""
        return self.main or next(iter(self.covers), None)


# Figures are refused from the age at which they would mislead: a price within minutes, a session
# over a long weekend. Ages of figures by day count from the end of the day.
PRICES = Row[Prices](
    id="prices", covers=("assets.*",), most_age=10 * MINUTE, main="assets.BTC.price_usd"
)
TOTALS = Row[Totals](
    id="totals",
    covers=(
        "market.total_cap_usd",
        "market.change_24h_pct",
        "market.volume_24h_usd",
        "market.btc_dominance_pct",
    ),
    most_age=30 * MINUTE,
)
# Nothing is taken from these: bitcoin's price and the total are held against another source, one
# that has them in a single call. All are asked, since the first may be the one that was taken.
PRICES_CHECK = Row[Prices](id="prices_check", covers=(), most_age=10 * MINUTE, together=True)
TOTALS_CHECK = Row[Totals](id="totals_check", covers=(), most_age=30 * MINUTE, together=True)


def _candles(symbol: str) -> Row[tuple[Candle, ...]]:
    fields = (
        "rsi_14",
        "sma_50_usd",
        "sma_200_usd",
        "realized_volatility_30d_pct",
        "drawdown_from_high_pct",
        "run_up_pct",
        "support_lost_usd",
        "next_support_usd",
        "resistance_usd",
    )
    return Row(
        id=f"candles_{symbol.lower()}",
        covers=tuple(f"assets.{symbol}.{field}" for field in fields),
        most_age=DAY + 6 * HOUR,
    )


CANDLES: Mapping[str, Row[tuple[Candle, ...]]] = {s: _candles(s) for s in ("BTC", "ETH")}
FUND_FLOWS: Mapping[str, Row[tuple[FundSession, ...]]] = {
    symbol: Row(
        id=f"fund_flows_{symbol.lower()}",
        covers=(f"etf.{symbol}.*",),
        most_age=5 * DAY,
        main=f"etf.{symbol}.net_flow_usd",
    )
    for symbol in ("BTC", "ETH", "SOL")
}
LIQUIDATIONS = Row[Liquidated](
    id="liquidations",
    covers=(
        "derivatives.liquidations_24h_usd",
        "derivatives.long_liquidations_24h_usd",
        "derivatives.short_liquidations_24h_usd",
        "derivatives.long_share_pct",
        "derivatives.largest_liquidation_usd",
        "derivatives.liquidations_by_asset_usd.*",
    ),
    most_age=2 * HOUR,
    together=True,
)
OPEN_INTEREST = Row[tuple[OpenInterest, ...]](
    id="open_interest",
    covers=(
        "derivatives.open_interest_usd",
        "derivatives.open_interest_change_24h_pct",
        "derivatives.open_interest_by_asset_change_24h_pct.*",
    ),
    most_age=2 * HOUR,
    together=True,
)
FUNDING = Row[Funding](
    id="funding", covers=("derivatives.funding_rate_8h_pct",), most_age=8 * HOUR, together=True
)
OPTIONS = Row[Options](
    id="options",
    covers=(
        "derivatives.options_expiry_usd",
        "derivatives.options_expiry_date",
        "derivatives.put_call_ratio",
    ),
    most_age=2 * HOUR,
)
IMPLIED_VOLATILITY = Row[tuple[Close, ...]](
    id="implied_volatility", covers=("derivatives.dvol",), most_age=DAY + 6 * HOUR
)
DEPTH = Row[Depth](
    id="depth",
    covers=("liquidity.depth_1pct_usd", "liquidity.spread_bp"),
    most_age=10 * MINUTE,
    together=True,
)


def _market(name: str, *metrics: str) -> Row[tuple[Close, ...]]:
    """A market that has sessions; its newest may lie behind a long weekend."""
    return Row(id=name, covers=tuple(f"macro.{metric}" for metric in metrics), most_age=5 * DAY)


NASDAQ_100 = _market("nasdaq_100", "nasdaq_100_change_pct", "btc_nasdaq_correlation")
SP500 = _market("sp500", "sp500_change_pct", "btc_sp500_correlation")
DOW_JONES = _market("dow_jones", "dow_jones_change_pct")
NIKKEI_225 = _market("nikkei_225", "nikkei_225_change_pct")
HANG_SENG = _market("hang_seng", "hang_seng_change_pct")
VIX = _market("vix", "vix", "vix_change_pct")
DOLLAR_INDEX = _market("dollar_index", "dxy", "dxy_change_pct")
GOLD = _market("gold", "gold_change_pct", "btc_gold_correlation")
OIL = _market("oil", "oil_change_pct")
USDJPY = _market("usdjpy", "usdjpy_change_pct")
US10Y = _market("us10y", "us10y_yield_pct", "us10y_change_bp")

RATE_ODDS = Row[RateOdds](
    id="rate_odds",
    covers=("macro.fed_cut_probability_pct", "macro.fed_cut_probability_change_pp"),
    most_age=DAY,
)
AGENDA = Row[Agenda](id="agenda", covers=(), most_age=3 * DAY, together=True)
MOOD = Row[Mood](
    id="mood", covers=("sentiment.*",), most_age=36 * HOUR, main="sentiment.fear_greed"
)
STABLECOINS = Row[Stablecoins](
    id="stablecoins", covers=("onchain.stablecoin_supply_change_7d_pct",), most_age=DAY
)
HASH_RATE = Row[tuple[Close, ...]](
    id="hash_rate", covers=("onchain.hash_rate_change_pct",), most_age=3 * DAY
)
ACTIVE_ADDRESSES = Row[tuple[Close, ...]](
    id="active_addresses", covers=("onchain.active_addresses_change_pct",), most_age=2 * DAY
)
HEADLINES = Row[Headlines](id="headlines", covers=(), most_age=DAY, together=True)
