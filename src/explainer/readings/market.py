"""Readings of the whole market.

Ranges hold what is possible at all, so they reach beyond the extremes on record.
"""

from typing import Annotated

from explainer.metric_spec import change, day, metric
from explainer.readings.group import CAP, CORRELATION, PERCENT, Day, Group, Reading


class Market(Group, frozen=True, kw_only=True):
    """The whole crypto market."""

    total_cap_usd: Annotated[
        Reading,
        metric(
            "usd",
            "total market value",
            "Value of all crypto assets.",
            within=CAP,
            max_age=6,
            suspect_below=1e6,
            suspect_unit="billions or trillions of dollars",
        ),
    ] = None
    change_24h_pct: Annotated[
        Reading,
        change(
            "24-hour change in the market",
            "Change of the market's value over 24 hours.",
            window="24h",
            within=(-80, 100),
            max_age=6,
        ),
    ] = None
    change_7d_pct: Annotated[
        Reading,
        change(
            "7-day change in the market",
            "Change of the market's value over 7 days.",
            window="7d",
            within=(-90, 300),
            max_age=24,
        ),
    ] = None
    change_30d_pct: Annotated[
        Reading,
        change(
            "30-day change in the market",
            "Change of the market's value over 30 days.",
            window="30d",
            within=(-95, 1000),
            max_age=48,
        ),
    ] = None
    cap_lost_usd: Annotated[
        Reading,
        metric(
            "usd",
            "market value lost",
            "Market value lost since `cap_lost_since`, or over the fall that the sender means.",
            window="since cap_lost_since",
            sign="positive is a loss",
            within=(0, 1e14),
            max_age=24,
            suspect_below=1e6,
            suspect_unit="billions of dollars",
        ),
    ] = None
    cap_lost_since: Annotated[
        Day, day("start of the loss of market value", "Day from which `cap_lost_usd` is counted.")
    ] = None
    volume_24h_usd: Annotated[
        Reading,
        metric(
            "usd",
            "24-hour trading volume of the market",
            "Value traded on all markets in 24 hours.",
            window="24h",
            within=(0, 1e14),
            max_age=6,
            suspect_below=1e6,
            suspect_unit="billions of dollars",
        ),
    ] = None
    volume_change_24h_pct: Annotated[
        Reading,
        change(
            "change in the market's trading volume",
            "Change of the 24-hour volume against the 24 hours before.",
            window="24h",
            within=(-100, 10_000),
            max_age=6,
        ),
    ] = None
    btc_dominance_pct: Annotated[
        Reading,
        metric(
            "pct",
            "bitcoin's share of the market",
            "Bitcoin's share of the value of all crypto assets.",
            within=PERCENT,
            max_age=12,
            suspect_below=1.5,
            suspect_unit="a share of one",
        ),
    ] = None
    btc_dominance_change_24h_pp: Annotated[
        Reading,
        change(
            "24-hour change in bitcoin's share",
            "Change of bitcoin's share of the market over 24 hours.",
            unit="pp",
            window="24h",
            within=(-30, 30),
            max_age=12,
        ),
    ] = None
    altcoin_change_24h_pct: Annotated[
        Reading,
        change(
            "24-hour change in altcoins",
            "Change of the altcoins' value, or of the median altcoin, over 24 hours.",
            window="24h",
            within=(-90, 300),
            max_age=6,
        ),
    ] = None
    altcoin_season_index: Annotated[
        Reading,
        metric(
            "index",
            "altcoin season index",
            "Share of leading altcoins that did better than bitcoin over 90 days, from 0 to 100.",
            window="90d",
            sign="higher is better for altcoins",
            within=PERCENT,
            max_age=48,
        ),
    ] = None
    eth_btc_change_24h_pct: Annotated[
        Reading,
        change(
            "24-hour change in ether against bitcoin",
            "Change of the ETH/BTC price over 24 hours.",
            window="24h",
            within=(-60, 200),
            max_age=6,
        ),
    ] = None
    btc_alt_correlation_30d: Annotated[
        Reading,
        metric(
            "coefficient",
            "correlation of bitcoin and altcoins",
            "Correlation of daily returns of bitcoin and altcoins.",
            window="30d",
            sign="1 is moving together, -1 against each other",
            within=CORRELATION,
            max_age=72,
        ),
    ] = None
    rsi_14: Annotated[
        Reading,
        metric(
            "index",
            "relative strength index of the market",
            "Relative strength index of the market's value over 14 periods, from 0 to 100.",
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
            "support that the market's value lost",
            "Market value that had held and was broken from above.",
            within=CAP,
            max_age=48,
        ),
    ] = None
    next_support_usd: Annotated[
        Reading,
        metric(
            "usd",
            "next support of the market's value",
            "Next lower market value that held before.",
            within=CAP,
            max_age=48,
        ),
    ] = None
