"""Readings of money and coins on the move: spot ETFs, funds, and the chain itself."""

from typing import Annotated

from explainer.metric_spec import change, day, metric
from explainer.readings.group import COINS, Day, Group, Reading

ETF_AGE_HOURS = 120.0
"""A session before a long weekend is the latest one for nearly five days."""


class Etf(Group, frozen=True, kw_only=True):
    """U.S. spot ETFs on one asset. Figures belong to one U.S. session, `session_date`."""

    net_flow_usd: Annotated[
        Reading,
        metric(
            "usd",
            "net flow of U.S. spot {asset} ETFs",
            "Money into U.S. spot ETFs less money out of them, in one session.",
            window="1 session",
            sign="negative is an outflow",
            within=(-5e10, 5e10),
            max_age=ETF_AGE_HOURS,
            suspect_below=100_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    session_date: Annotated[
        Day, day("session of the {asset} ETF flows", "U.S. session to which the flows belong.")
    ] = None
    outflow_streak_days: Annotated[
        Reading,
        metric(
            "days",
            "run of {asset} ETF outflows",
            "Sessions in a row with net outflows, up to the session.",
            window="sessions in a row",
            within=(0, 250),
            max_age=ETF_AGE_HOURS,
        ),
    ] = None
    streak_worst_since: Annotated[
        Day,
        day(
            "last time {asset} ETF outflows were as bad",
            "Day since which there was no worse run of outflows.",
        ),
    ] = None
    net_flow_7d_usd: Annotated[
        Reading,
        metric(
            "usd",
            "7-day net flow of U.S. spot {asset} ETFs",
            "Net flow of the sessions of 7 days.",
            window="7d",
            sign="negative is an outflow",
            within=(-1e11, 1e11),
            max_age=ETF_AGE_HOURS,
            suspect_below=100_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    largest_outflow_fund: Annotated[
        str | None,
        metric(
            "none",
            "{asset} ETF with the largest outflow",
            "Name or ticker of the fund that lost the most in the session.",
            window="1 session",
            kind="text",
        ),
    ] = None
    largest_outflow_usd: Annotated[
        Reading,
        metric(
            "usd",
            "largest outflow of one {asset} ETF",
            "Net outflow of that fund in the session.",
            window="1 session",
            sign="positive is an outflow",
            within=(0, 5e10),
            max_age=ETF_AGE_HOURS,
            suspect_below=10_000,
            suspect_unit="millions of dollars",
        ),
    ] = None


class Flows(Group, frozen=True, kw_only=True):
    """Money that enters or leaves crypto funds of all kinds."""

    fund_outflow_7d_usd: Annotated[
        Reading,
        metric(
            "usd",
            "weekly outflow of crypto funds",
            "Net outflow of crypto investment products worldwide in 7 days.",
            window="7d",
            sign="positive is an outflow",
            within=(0, 1e11),
            max_age=240,
            suspect_below=100_000,
            suspect_unit="millions of dollars",
        ),
    ] = None


class Onchain(Group, frozen=True, kw_only=True):
    """What the chains show: large holders, exchanges, miners, stablecoins."""

    exchange_netflow_btc: Annotated[
        Reading,
        metric(
            "btc",
            "net flow of coins to exchanges",
            "Bitcoin moved to exchanges less bitcoin taken from them.",
            window="24h",
            sign="positive is into exchanges",
            within=(-5e6, 5e6),
            max_age=48,
        ),
    ] = None
    whale_sold_usd: Annotated[
        Reading,
        metric(
            "usd",
            "sales by large holders",
            "Value that large holders sold.",
            window="24h",
            sign="positive is a sale",
            within=(0, 1e12),
            max_age=48,
            suspect_below=10_000,
            suspect_unit="millions of dollars",
        ),
    ] = None
    whale_sold_btc: Annotated[
        Reading,
        metric(
            "btc",
            "coins sold by large holders",
            "Bitcoin that large holders sold.",
            window="24h",
            sign="positive is a sale",
            within=COINS,
            max_age=48,
        ),
    ] = None
    whale_exchange_deposits_btc: Annotated[
        Reading,
        metric(
            "btc",
            "coins sent to exchanges by large holders",
            "Bitcoin that large holders sent to exchanges.",
            window="24h",
            sign="positive is into exchanges",
            within=COINS,
            max_age=48,
        ),
    ] = None
    lth_supply_change_btc: Annotated[
        Reading,
        metric(
            "btc",
            "change in long-term holders' coins",
            "Change of the bitcoin held by long-term holders.",
            window="30d",
            sign="negative is a fall",
            within=(-2e7, 2e7),
            max_age=72,
        ),
    ] = None
    sth_sopr: Annotated[
        Reading,
        metric(
            "ratio",
            "short-term holders' ratio of proceeds to cost",
            "Value of coins that short-term holders spent, over what they paid.",
            window="24h",
            sign="below 1 is selling at a loss",
            within=(0, 20),
            max_age=48,
        ),
    ] = None
    miner_outflow_btc: Annotated[
        Reading,
        metric(
            "btc",
            "coins sent out by miners",
            "Bitcoin that left miners' wallets.",
            window="24h",
            sign="positive is out of miners' wallets",
            within=COINS,
            max_age=48,
        ),
    ] = None
    stablecoin_supply_change_7d_pct: Annotated[
        Reading,
        change(
            "7-day change in stablecoin supply",
            "Change of the supply of all dollar stablecoins.",
            window="7d",
            within=(-60, 200),
            max_age=72,
        ),
    ] = None
    stablecoin_dominance_change_pp: Annotated[
        Reading,
        metric(
            "pp",
            "change in stablecoins' share of the market",
            "Change of the stablecoins' share of the value of all crypto assets.",
            window="24h",
            sign="positive is money moving into stablecoins",
            within=(-50, 50),
            max_age=24,
        ),
    ] = None
    active_addresses_change_pct: Annotated[
        Reading,
        change(
            "change in active addresses",
            "Change of the number of addresses active in a day.",
            window="24h",
            within=(-100, 1_000),
            max_age=48,
        ),
    ] = None
    hash_rate_change_pct: Annotated[
        Reading,
        change(
            "7-day change in the hash rate",
            "Change of bitcoin's hash rate over 7 days.",
            window="7d",
            within=(-100, 500),
            max_age=72,
        ),
    ] = None
