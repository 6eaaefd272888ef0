"""Which sources have which figures, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec

from explainer.providers import (
    alternative_me,
    binance,
    blockchain,
    bybit,
    coinalyze,
    coinbase,
    coingecko,
    coinglass,
    coinlore,
    coinmetrics,
    coinpaprika,
    defillama,
    deribit,
    gate,
    hyperliquid,
    kraken,
    kraken_futures,
    mempool,
    okx,
)
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.provider import Provider
from explainer.providers.rows import (
    ACTIVE_ADDRESSES,
    CANDLES,
    DEPTH,
    FUND_FLOWS,
    FUNDING,
    HASH_RATE,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    MOOD,
    OPEN_INTEREST,
    OPTIONS,
    PRICES,
    PRICES_CHECK,
    STABLECOINS,
    TOTALS,
    TOTALS_CHECK,
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
        (coinbase.COINBASE, coinbase.prices),
        (kraken.KRAKEN, kraken.prices),
        (okx.OKX, okx.prices),
    ),
    offered(PRICES_CHECK, (kraken.KRAKEN, kraken.bitcoin_price)),
    offered(
        TOTALS,
        (coingecko.COINGECKO, coingecko.totals),
        (coinpaprika.COINPAPRIKA, coinpaprika.totals),
        (coinlore.COINLORE, coinlore.totals),
    ),
    offered(
        TOTALS_CHECK,
        (coinpaprika.COINPAPRIKA, coinpaprika.totals),
        (coinlore.COINLORE, coinlore.totals),
    ),
    offered(
        CANDLES["BTC"],
        (okx.OKX, okx.candles_btc),
        (coinbase.COINBASE, coinbase.candles_btc),
        (kraken.KRAKEN, kraken.candles_btc),
        (binance.BINANCE, binance.candles_btc),
    ),
    offered(
        CANDLES["ETH"],
        (okx.OKX, okx.candles_eth),
        (coinbase.COINBASE, coinbase.candles_eth),
        (kraken.KRAKEN, kraken.candles_eth),
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
    offered(
        DEPTH,
        (coinbase.COINBASE, coinbase.depth),
        (kraken.KRAKEN, kraken.depth),
        (okx.OKX, okx.depth),
        (binance.BINANCE, binance.depth),
    ),
    offered(MOOD, (alternative_me.ALTERNATIVE_ME, alternative_me.mood)),
    offered(
        STABLECOINS,
        (defillama.DEFILLAMA, defillama.stablecoins),
        (coingecko.COINGECKO, coingecko.stablecoins),
    ),
    offered(
        HASH_RATE,
        (mempool.MEMPOOL, mempool.hash_rate),
        (blockchain.BLOCKCHAIN, blockchain.hash_rate),
        (coinmetrics.COINMETRICS, coinmetrics.hash_rate),
    ),
    offered(
        ACTIVE_ADDRESSES,
        (coinmetrics.COINMETRICS, coinmetrics.active_addresses),
        (blockchain.BLOCKCHAIN, blockchain.active_addresses),
    ),
)
