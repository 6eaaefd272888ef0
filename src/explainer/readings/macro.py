"""Readings from outside crypto: stocks, rates, the dollar, commodities.

Ranges reach beyond the extremes on record: stocks fell 23% on one day of October 1987, the VIX has
stood near 90 and doubled within a session, and oil fell 305% on one day of April 2020.
"""

from typing import Annotated, Literal

from explainer.metric_spec import change, day, metric
from explainer.readings.group import CORRELATION, PERCENT, Day, Group, Reading

SESSION = "last completed session"
SESSION_AGE_HOURS = 120.0
"""A session before a long weekend is the latest one for nearly five days."""
STANCES = ("hawkish", "neutral", "dovish")
STOCKS = (-40.0, 40.0)


class Macro(Group, frozen=True, kw_only=True):
    """Stocks, rates, the dollar, commodities and the Fed."""

    session_date: Annotated[
        Day,
        day(
            "session of the macro readings",
            "Session to which the changes belong; without it, the last weekday before `as_of`.",
        ),
    ] = None
    nasdaq_100_change_pct: Annotated[
        Reading,
        change(
            "change in the Nasdaq-100",
            "Change of the index in a session.",
            window=SESSION,
            within=STOCKS,
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    sp500_change_pct: Annotated[
        Reading,
        change(
            "change in the S&P 500",
            "Change of the index in a session.",
            window=SESSION,
            within=STOCKS,
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    dow_jones_change_pct: Annotated[
        Reading,
        change(
            "change in the Dow Jones",
            "Change of the index in a session.",
            window=SESSION,
            within=STOCKS,
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    nikkei_225_change_pct: Annotated[
        Reading,
        change(
            "change in the Nikkei 225",
            "Change of the index in a session.",
            window=SESSION,
            within=STOCKS,
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    hang_seng_change_pct: Annotated[
        Reading,
        change(
            "change in the Hang Seng",
            "Change of the index in a session.",
            window=SESSION,
            within=(-50, 50),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    vix: Annotated[
        Reading,
        metric(
            "index",
            "VIX",
            "Implied volatility of the S&P 500 over 30 days, in percent.",
            window="30d ahead",
            within=(3, 200),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    vix_change_pct: Annotated[
        Reading,
        metric(
            "pct",
            "change in the VIX",
            "Change of the VIX in a session.",
            window=SESSION,
            sign="positive is more fear",
            within=(-80, 400),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    btc_nasdaq_correlation: Annotated[
        Reading,
        metric(
            "coefficient",
            "correlation of bitcoin and the Nasdaq-100",
            "Correlation of daily returns.",
            window="30d",
            sign="1 is moving together, -1 against each other",
            within=CORRELATION,
            max_age=168,
        ),
    ] = None
    btc_nasdaq_correlation_highest_since: Annotated[
        Day,
        day(
            "last time the Nasdaq correlation was as high",
            "Day since which bitcoin's correlation with the Nasdaq 100 was never higher.",
        ),
    ] = None
    btc_sp500_correlation: Annotated[
        Reading,
        metric(
            "coefficient",
            "correlation of bitcoin and the S&P 500",
            "Correlation of daily returns.",
            window="30d",
            sign="1 is moving together, -1 against each other",
            within=CORRELATION,
            max_age=168,
        ),
    ] = None
    btc_gold_correlation: Annotated[
        Reading,
        metric(
            "coefficient",
            "correlation of bitcoin and gold",
            "Correlation of daily returns.",
            window="30d",
            sign="1 is moving together, -1 against each other",
            within=CORRELATION,
            max_age=168,
        ),
    ] = None
    dxy: Annotated[
        Reading,
        metric(
            "index",
            "dollar index",
            "Dollar against six currencies; March 1973 is 100.",
            window=SESSION,
            within=(40, 250),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    dxy_change_pct: Annotated[
        Reading,
        metric(
            "pct",
            "change in the dollar index",
            "Change of the dollar index in a session.",
            window=SESSION,
            sign="positive is a stronger dollar",
            within=(-15, 15),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    us10y_yield_pct: Annotated[
        Reading,
        metric(
            "pct",
            "10-year U.S. yield",
            "Yield of 10-year U.S. government bonds.",
            window=SESSION,
            within=(-5, 25),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    us10y_change_bp: Annotated[
        Reading,
        metric(
            "bp",
            "change in the 10-year U.S. yield",
            "Change of the yield in a session.",
            window=SESSION,
            sign="positive is a higher yield",
            within=(-200, 200),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    usdjpy_change_pct: Annotated[
        Reading,
        metric(
            "pct",
            "change in the dollar against the yen",
            "Change of USD/JPY in a session.",
            window=SESSION,
            sign="negative is a stronger yen",
            within=(-25, 25),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    gold_change_pct: Annotated[
        Reading,
        change(
            "change in gold prices",
            "Change of the gold price in a session.",
            window=SESSION,
            within=(-40, 40),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    oil_change_pct: Annotated[
        Reading,
        change(
            "change in oil prices",
            "Change of the crude oil price in a session.",
            window=SESSION,
            within=(-400, 400),
            max_age=SESSION_AGE_HOURS,
        ),
    ] = None
    fed_cut_probability_pct: Annotated[
        Reading,
        metric(
            "pct",
            "odds of a Fed rate cut",
            "Probability that futures give to a cut at the next meeting.",
            within=PERCENT,
            max_age=72,
        ),
    ] = None
    fed_cut_probability_change_pp: Annotated[
        Reading,
        metric(
            "pp",
            "change in the odds of a Fed rate cut",
            "Change of that probability.",
            window="since the last report",
            sign="negative: a cut became less likely",
            within=(-100, 100),
            max_age=72,
        ),
    ] = None
    fed_stance: Annotated[
        Literal["hawkish", "neutral", "dovish"] | None,
        metric(
            "none",
            "stance of the Fed",
            "What the Fed's latest words or deeds were taken for.",
            kind="choice",
            choices=STANCES,
        ),
    ] = None
    cpi_surprise_pp: Annotated[
        Reading,
        metric(
            "pp",
            "surprise in U.S. consumer prices",
            "Annual inflation as published less the forecast.",
            window="latest release",
            sign="positive is hotter than expected",
            within=(-10, 10),
            max_age=168,
        ),
    ] = None
    data_delayed: Annotated[
        bool | None,
        metric(
            "none",
            "delay of official U.S. data",
            "Whether official data that markets wait for is delayed, as in a shutdown.",
            kind="boolean",
        ),
    ] = None
