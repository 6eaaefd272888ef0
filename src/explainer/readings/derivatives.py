"""Readings of leverage and of order books."""

from typing import Annotated

import msgspec

from explainer.metric_spec import change, day, metric
from explainer.readings.group import PERCENT, BySymbol, Day, Group, Reading, without_nulls


class Derivatives(Group, frozen=True, kw_only=True):
    """Futures and options.

    Published liquidations are lower bounds, since exchange feeds are throttled.
    """

    liquidations_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "liquidations in 24 hours",
            "Leveraged positions closed by force, long and short.",
            window="24h",
            sign="positive",
            within=(0, 1e12),
            max_age=12,
            suspect_below=10_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    long_liquidations_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "long liquidations in 24 hours",
            "Leveraged long positions closed by force.",
            window="24h",
            sign="positive",
            within=(0, 1e12),
            max_age=12,
            suspect_below=10_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    short_liquidations_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "short liquidations in 24 hours",
            "Leveraged short positions closed by force.",
            window="24h",
            sign="positive",
            within=(0, 1e12),
            max_age=12,
            suspect_below=10_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    long_share_pct: Annotated[
        Reading,
        metric(
            "pct",
            "share of longs in liquidations",
            "Long positions' share of all liquidations.",
            window="24h",
            within=PERCENT,
            max_age=12,
            suspect_below=1.5,
            suspect_unit="a share of one",
        ),
    ] = None
    liquidations_by_asset_usd: Annotated[
        BySymbol,
        metric(
            "usd",
            "{asset} liquidations in 24 hours",
            "Leveraged positions in one asset closed by force.",
            window="24h",
            sign="positive",
            within=(0, 1e12),
            max_age=12,
        ),
    ] = msgspec.field(default_factory=dict)
    largest_liquidation_usd: Annotated[
        Reading,
        metric(
            "usd",
            "largest single liquidation",
            "Largest position closed by force in 24 hours.",
            window="24h",
            sign="positive",
            within=(0, 1e11),
            max_age=12,
        ),
    ] = None
    traders_liquidated_24h: Annotated[
        Reading,
        metric(
            "count",
            "traders liquidated in 24 hours",
            "Number of accounts with a position closed by force.",
            window="24h",
            within=(0, 1e8),
            max_age=12,
        ),
    ] = None
    open_interest_usd: Annotated[
        Reading,
        metric(
            "usd",
            "open interest",
            "Value of open futures and perpetual contracts.",
            within=(0, 1e14),
            max_age=12,
            suspect_below=1e6,
            suspect_unit="billions of dollars",
        ),
    ] = None
    open_interest_change_24h_pct: Annotated[
        Reading,
        change(
            "24-hour change in open interest",
            "Change of the value of open contracts over 24 hours.",
            window="24h",
            within=(-100, 500),
            max_age=12,
        ),
    ] = None
    open_interest_change_7d_pct: Annotated[
        Reading,
        change(
            "7-day change in open interest",
            "Change of the value of open contracts over 7 days.",
            window="7d",
            within=(-100, 1_000),
            max_age=24,
        ),
    ] = None
    open_interest_by_asset_change_24h_pct: Annotated[
        BySymbol,
        change(
            "24-hour change in {asset} open interest",
            "Change of the value of open contracts on one asset over 24 hours.",
            window="24h",
            within=(-100, 10_000),
            max_age=12,
        ),
    ] = msgspec.field(default_factory=dict)
    funding_rate_8h_pct: Annotated[
        Reading,
        metric(
            "pct",
            "funding rate of perpetual futures",
            "Payment of longs to shorts every 8 hours, in percent of the position.",
            window="8h",
            sign="positive: longs pay shorts",
            within=(-5, 5),
            max_age=12,
            suspect_below=0.0005,
            suspect_unit="a rate that is not in percent",
        ),
    ] = None
    options_expiry_usd: Annotated[
        Reading,
        metric(
            "usd",
            "options that expire",
            "Face value of the options that expire on `options_expiry_date`.",
            window="1 expiry",
            within=(0, 1e13),
            max_age=72,
            suspect_below=1e6,
            suspect_unit="billions of dollars",
        ),
    ] = None
    options_expiry_date: Annotated[
        Day, day("date of the options expiry", "Day on which the options expire.")
    ] = None
    put_call_ratio: Annotated[
        Reading,
        metric(
            "ratio",
            "put/call ratio",
            "Open puts over open calls.",
            sign="above 1: more puts than calls",
            within=(0, 50),
            max_age=48,
        ),
    ] = None
    basis_annualized_pct: Annotated[
        Reading,
        metric(
            "pct",
            "futures basis",
            "Premium of dated futures over the spot price, annualised.",
            sign="negative: futures below spot",
            within=(-300, 500),
            max_age=12,
        ),
    ] = None
    dvol: Annotated[
        Reading,
        metric(
            "index",
            "implied volatility of bitcoin",
            "Implied volatility of bitcoin options over 30 days, annualised, in percent.",
            window="30d ahead",
            within=(1, 500),
            max_age=12,
            suspect_below=2.5,
            suspect_unit="a share of one",
        ),
    ] = None

    def __post_init__(self) -> None:
        """Drop assets sent as null, which is the same as not sent."""
        for field in ("liquidations_by_asset_usd", "open_interest_by_asset_change_24h_pct"):
            held: BySymbol = getattr(self, field)
            if None in held.values():
                msgspec.structs.force_setattr(self, field, without_nulls(held))


class Liquidity(Group, frozen=True, kw_only=True):
    """How much the order books can take."""

    depth_1pct_usd: Annotated[
        Reading,
        metric(
            "usd",
            "order book depth",
            "Value of orders within 1% of the price.",
            within=(0, 1e12),
            max_age=6,
        ),
    ] = None
    depth_change_pct: Annotated[
        Reading,
        change(
            "change in order book depth",
            "Change of the depth against its usual level of 30 days.",
            window="30d",
            within=(-100, 10_000),
            max_age=12,
        ),
    ] = None
    spread_bp: Annotated[
        Reading,
        metric(
            "bp",
            "bid-ask spread",
            "Difference of best ask and best bid over the price.",
            within=(0, 10_000),
            max_age=6,
        ),
    ] = None
