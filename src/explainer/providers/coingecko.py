"""CoinGecko: prices of many coins in one call, and the market as a whole."""

from __future__ import annotations

from datetime import datetime

import msgspec

from explainer.errors import ProviderEmpty, ProviderShapeError
from explainer.providers.client import Client
from explainer.providers.decoding import decoded, moment
from explainer.providers.nouns import Price, Prices, Told, Totals
from explainer.providers.provider import Key, Provider

COINGECKO = Provider(
    name="coingecko",
    title="CoinGecko",
    link="https://www.coingecko.com",
    attribution="Price data by CoinGecko",
    terms="API terms of 2025-09-05: credit due; answers may be kept for 24 hours; "
    "no redistribution",
    key=Key(variable="COINGECKO_API_KEY", sent_as="header", name="x-cg-demo-api-key"),
    optional=True,
)
BASE = "https://api.coingecko.com/api/v3"
FRESH = 60.0
"""Seconds; its own figures change no faster."""
COINS = {
    "bitcoin": "BTC",
    "ethereum": "ETH",
    "solana": "SOL",
    "ripple": "XRP",
    "binancecoin": "BNB",
    "dogecoin": "DOGE",
    "cardano": "ADA",
    "tron": "TRX",
    "chainlink": "LINK",
    "avalanche-2": "AVAX",
    "sui": "SUI",
    "litecoin": "LTC",
    "tether": "USDT",
    "usd-coin": "USDC",
    "dai": "DAI",
}
"""Its ids of the coins that are looked at: the largest, and the stablecoins that must hold."""


class _Coin(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    last_updated: datetime
    current_price: float | None = None
    total_volume: float | None = None
    low_24h: float | None = None
    high_24h: float | None = None
    ath: float | None = None
    price_change_percentage_1h_in_currency: float | None = None
    price_change_percentage_24h_in_currency: float | None = None
    price_change_percentage_7d_in_currency: float | None = None
    price_change_percentage_30d_in_currency: float | None = None


class _Global(msgspec.Struct, frozen=True, kw_only=True):
    total_market_cap: dict[str, float]
    total_volume: dict[str, float]
    market_cap_percentage: dict[str, float]
    updated_at: float
    market_cap_change_percentage_24h_usd: float | None = None


class _GlobalAnswer(msgspec.Struct, frozen=True, kw_only=True):
    data: _Global


async def prices(client: Client) -> Told[Prices]:
    """The price of each coin with its changes, by symbol; null figures are left out."""
    body = await client.get(
        COINGECKO,
        f"{BASE}/coins/markets",
        {
            "vs_currency": "usd",
            "ids": ",".join(COINS),
            "price_change_percentage": "1h,24h,7d,30d",
        },
        fresh=FRESH,
    )
    found: dict[str, Price] = {}
    times: list[datetime] = []
    for coin in decoded(COINGECKO, body, list[_Coin]):
        symbol = COINS.get(coin.id)
        if symbol is None or coin.current_price is None:
            continue
        times.append(coin.last_updated)
        found[symbol] = Price(
            price_usd=coin.current_price,
            change_1h_pct=coin.price_change_percentage_1h_in_currency,
            change_24h_pct=coin.price_change_percentage_24h_in_currency,
            change_7d_pct=coin.price_change_percentage_7d_in_currency,
            change_30d_pct=coin.price_change_percentage_30d_in_currency,
            volume_24h_usd=coin.total_volume,
            low_24h_usd=coin.low_24h,
            high_24h_usd=coin.high_24h,
            all_time_high_usd=coin.ath,
        )
    if not found:
        raise ProviderEmpty(COINGECKO.name, "it has no price of any coin that is looked at")
    return Told(figures=found, provider=COINGECKO, url=body.url, observed_at=min(times))


async def totals(client: Client) -> Told[Totals]:
    """Market value, its change, volume and bitcoin's share."""
    body = await client.get(COINGECKO, f"{BASE}/global", fresh=FRESH)
    told = decoded(COINGECKO, body, _GlobalAnswer).data
    cap = told.total_market_cap.get("usd")
    if cap is None:
        raise ProviderShapeError(COINGECKO.name, "its total has no US dollars")
    return Told(
        figures=Totals(
            total_cap_usd=cap,
            change_24h_pct=told.market_cap_change_percentage_24h_usd,
            volume_24h_usd=told.total_volume.get("usd"),
            btc_dominance_pct=told.market_cap_percentage.get("btc"),
        ),
        provider=COINGECKO,
        url=body.url,
        observed_at=moment(COINGECKO, told.updated_at, "updated_at"),
    )
