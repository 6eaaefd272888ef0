"""Which sources have which figures, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec

from explainer.providers import (
<<<<<<< HEAD
    bea,
    bls,
    cboe,
    coindesk,
    coingecko,
    cointelegraph,
    farside,
    federalreserve,
    frankfurter,
    fred,
    kalshi,
    polymarket,
    sec,
    sosovalue,
    treasury,
    yahoo,
=======
    binance,
    bybit,
    coinalyze,
    coingecko,
    coinglass,
    deribit,
    gate,
    hyperliquid,
    kraken_futures,
    okx,
>>>>>>> l-deriv
)
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import (
<<<<<<< HEAD
    AGENDA,
    DOLLAR_INDEX,
    DOW_JONES,
    FUND_FLOWS,
    GOLD,
    HANG_SENG,
    HEADLINES,
    NASDAQ_100,
    NIKKEI_225,
    OIL,
    PRICES,
    RATE_ODDS,
    SP500,
    TOTALS,
    US10Y,
    USDJPY,
    VIX,
=======
    CANDLES,
    DEPTH,
    FUND_FLOWS,
    FUNDING,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    OPEN_INTEREST,
    OPTIONS,
    PRICES,
    TOTALS,
>>>>>>> l-deriv
    Row,
)

Figures = TypeVar("Figures")
Ask = Callable[[Client], Awaitable[Told[Figures]]]


class Offer(msgspec.Struct, Generic[Figures], frozen=True, kw_only=True):
    """One source that has the figures, and how it is asked."""

    provider: Provider
    ask: Ask[Figures]


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """A row with the sources that have it."""

    row: Row[Any]
    offers: tuple[Offer[Any], ...]


def offered(row: Row[Figures], *asked: tuple[Provider, Ask[Figures]]) -> Offered:
    """The row with its sources, the first one first."""
    offers = (Offer(provider=provider, ask=ask) for provider, ask in asked)
    return Offered(row=row, offers=tuple(offers))


OFFERED = (
    offered(
        PRICES,
        (coingecko.COINGECKO, coingecko.prices),
        (okx.OKX, okx.prices),
    ),
    offered(TOTALS, (coingecko.COINGECKO, coingecko.totals)),
<<<<<<< HEAD
    offered(NASDAQ_100, (yahoo.YAHOO, yahoo.nasdaq_100), (fred.FRED, fred.nasdaq_100)),
    offered(SP500, (yahoo.YAHOO, yahoo.sp500), (fred.FRED, fred.sp500)),
    offered(DOW_JONES, (yahoo.YAHOO, yahoo.dow_jones)),
    offered(NIKKEI_225, (yahoo.YAHOO, yahoo.nikkei_225)),
    offered(HANG_SENG, (yahoo.YAHOO, yahoo.hang_seng)),
    offered(VIX, (yahoo.YAHOO, yahoo.vix), (cboe.CBOE, cboe.vix), (fred.FRED, fred.vix)),
    offered(
        DOLLAR_INDEX,
        (yahoo.YAHOO, yahoo.dollar_index),
        (frankfurter.FRANKFURTER, frankfurter.dollar_index),
    ),
    offered(GOLD, (yahoo.YAHOO, yahoo.gold)),
    offered(OIL, (yahoo.YAHOO, yahoo.oil)),
    offered(
        USDJPY,
        (yahoo.YAHOO, yahoo.usdjpy),
        (frankfurter.FRANKFURTER, frankfurter.usdjpy),
        (fred.FRED, fred.usdjpy),
    ),
    offered(
        US10Y,
        (yahoo.YAHOO, yahoo.us10y),
        (treasury.TREASURY, treasury.us10y),
        (fred.FRED, fred.us10y),
    ),
    offered(
        RATE_ODDS,
        (kalshi.KALSHI, kalshi.rate_odds),
        (polymarket.POLYMARKET, polymarket.rate_odds),
    ),
    offered(
        AGENDA,
        (federalreserve.FEDERAL_RESERVE, federalreserve.agenda),
        (bls.BLS, bls.agenda),
        (bea.BEA, bea.agenda),
        (fred.FRED_WITH_KEY, fred.agenda),
    ),
    offered(
        FUND_FLOWS["BTC"],
        (farside.FARSIDE, farside.fund_flows_btc),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_btc),
    ),
    offered(
        FUND_FLOWS["ETH"],
        (farside.FARSIDE, farside.fund_flows_eth),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_eth),
    ),
    offered(
        FUND_FLOWS["SOL"],
        (farside.FARSIDE, farside.fund_flows_sol),
        (sosovalue.SOSOVALUE, sosovalue.fund_flows_sol),
    ),
    offered(
        HEADLINES,
        (coindesk.COINDESK, coindesk.headlines),
        (cointelegraph.COINTELEGRAPH, cointelegraph.headlines),
        (sec.SEC, sec.headlines),
        (federalreserve.FEDERAL_RESERVE, federalreserve.headlines),
    ),
=======
    offered(
        CANDLES["BTC"],
        (okx.OKX, okx.candles_btc),
        (binance.BINANCE, binance.candles_btc),
    ),
    offered(
        CANDLES["ETH"],
        (okx.OKX, okx.candles_eth),
        (binance.BINANCE, binance.candles_eth),
    ),
    offered(FUND_FLOWS["BTC"], (coinglass.COINGLASS, coinglass.fund_flows_btc)),
    offered(
        LIQUIDATIONS,
        (coinalyze.COINALYZE, coinalyze.liquidations),
        (okx.OKX, okx.liquidations),
        (gate.GATE, gate.liquidations),
        (coinglass.COINGLASS, coinglass.liquidations),
    ),
    offered(
        OPEN_INTEREST,
        (okx.OKX, okx.open_interest),
        (gate.GATE, gate.open_interest),
        (hyperliquid.HYPERLIQUID, hyperliquid.open_interest),
        (deribit.DERIBIT, deribit.open_interest),
        (kraken_futures.KRAKEN_FUTURES, kraken_futures.open_interest),
        (binance.BINANCE, binance.open_interest),
        (bybit.BYBIT, bybit.open_interest),
        (coinalyze.COINALYZE, coinalyze.open_interest),
    ),
    offered(
        FUNDING,
        (okx.OKX, okx.funding),
        (gate.GATE, gate.funding),
        (hyperliquid.HYPERLIQUID, hyperliquid.funding),
        (deribit.DERIBIT, deribit.funding),
        (kraken_futures.KRAKEN_FUTURES, kraken_futures.funding),
        (binance.BINANCE, binance.funding),
        (bybit.BYBIT, bybit.funding),
    ),
    offered(OPTIONS, (deribit.DERIBIT, deribit.options), (okx.OKX, okx.options)),
    offered(IMPLIED_VOLATILITY, (deribit.DERIBIT, deribit.implied_volatility)),
    offered(DEPTH, (okx.OKX, okx.depth), (binance.BINANCE, binance.depth)),
>>>>>>> l-deriv
)
