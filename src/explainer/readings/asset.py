"""Readings of one asset.

Ranges hold what is possible at all, so they reach beyond the extremes on record: bitcoin fell by
half in two days of March 2020, and small coins have risen more than tenfold in a day.
"""

from typing import Annotated

from explainer.metric_spec import change, metric
from explainer.readings.group import PERCENT, PRICE, Group, Reading


class Asset(Group, frozen=True, kw_only=True):
    """One asset: a coin or a token."""

    price_usd: Annotated[
        Reading, metric("usd", "{asset} price", "Last price.", within=PRICE, max_age=6)
    ] = None
    change_1h_pct: Annotated[
        Reading,
        change(
            "1-hour change in {asset}",
            "Change of the price over 1 hour.",
            window="1h",
            within=(-100, 5_000),
            max_age=2,
        ),
    ] = None
    change_24h_pct: Annotated[
        Reading,
        change(
            "24-hour change in {asset}",
            "Change of the price over 24 hours.",
            window="24h",
            within=(-100, 10_000),
            max_age=6,
        ),
    ] = None
    change_7d_pct: Annotated[
        Reading,
        change(
            "7-day change in {asset}",
            "Change of the price over 7 days.",
            window="7d",
            within=(-100, 100_000),
            max_age=24,
        ),
    ] = None
    change_30d_pct: Annotated[
        Reading,
        change(
            "30-day change in {asset}",
            "Change of the price over 30 days.",
            window="30d",
            within=(-100, 1e6),
            max_age=48,
        ),
    ] = None
    change_ytd_pct: Annotated[
        Reading,
        change(
            "change in {asset} this year",
            "Change of the price since the year began.",
            window="year to date",
            within=(-100, 1e7),
            max_age=48,
        ),
    ] = None
    low_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "24-hour low of {asset}",
            "Lowest price of 24 hours.",
            window="24h",
            within=PRICE,
            max_age=6,
        ),
    ] = None
    high_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "24-hour high of {asset}",
            "Highest price of 24 hours.",
            window="24h",
            within=PRICE,
            max_age=6,
        ),
    ] = None
    all_time_high_usd: Annotated[
        Reading,
        metric(
            "usd",
            "all-time high of {asset}",
            "Highest price ever.",
            window="all time",
            within=PRICE,
            max_age=168,
        ),
    ] = None
    volume_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "24-hour trading volume of {asset}",
            "Value traded in 24 hours.",
            window="24h",
            within=(0, 1e13),
            max_age=6,
        ),
    ] = None
    volume_change_24h_pct: Annotated[
        Reading,
        change(
            "change in {asset} trading volume",
            "Change of the 24-hour volume against the 24 hours before.",
            window="24h",
            within=(-100, 1e6),
            max_age=6,
        ),
    ] = None
    rsi_14: Annotated[
        Reading,
        metric(
            "index",
            "relative strength index of {asset}",
            "Relative strength index of the price over 14 periods, from 0 to 100.",
            window="14 periods",
            sign="low is oversold",
            within=PERCENT,
            max_age=24,
            suspect_below=1.5,
            suspect_unit="a share of one",
        ),
    ] = None
    support_lost_usd: Annotated[
        Reading,
        metric(
            "usd",
            "support that {asset} lost",
            "Price that had held and was broken from above.",
            within=PRICE,
            max_age=48,
        ),
    ] = None
    next_support_usd: Annotated[
        Reading,
        metric(
            "usd",
            "next support of {asset}",
            "Next lower price that held before.",
            within=PRICE,
            max_age=48,
        ),
    ] = None
    resistance_usd: Annotated[
        Reading,
        metric(
            "usd",
            "resistance of {asset}",
            "Higher price at which rises ended before.",
            within=PRICE,
            max_age=48,
        ),
    ] = None
    sma_50_usd: Annotated[
        Reading,
        metric(
            "usd",
            "50-day average of {asset}",
            "Mean closing price of 50 days.",
            window="50d",
            within=PRICE,
            max_age=48,
        ),
    ] = None
    sma_200_usd: Annotated[
        Reading,
        metric(
            "usd",
            "200-day average of {asset}",
            "Mean closing price of 200 days.",
            window="200d",
            within=PRICE,
            max_age=48,
        ),
    ] = None
    drawdown_from_high_pct: Annotated[
        Reading,
        metric(
            "pct",
            "distance of {asset} from its high",
            "Fall of the price from the highest one of the cycle that the sender means.",
            window="since its high",
            sign="negative is below the high",
            within=(-100, 0),
            max_age=24,
        ),
    ] = None
    run_up_pct: Annotated[
        Reading,
        metric(
            "pct",
            "run-up of {asset}",
            "Gain over the 30 days before the fall.",
            window="30d before the fall",
            sign="positive is a gain",
            within=(-100, 1e6),
            max_age=48,
        ),
    ] = None
    realized_volatility_30d_pct: Annotated[
        Reading,
        metric(
            "pct",
            "realized volatility of {asset}",
            "Annualised standard deviation of daily returns.",
            window="30d",
            within=(0, 5_000),
            max_age=48,
            suspect_below=1.5,
            suspect_unit="a share of one",
        ),
    ] = None
