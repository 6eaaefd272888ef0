"""Prices of assets, the market as a whole, and what their candles show."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from explainer import indicators
from explainer.providers.gather import Gathered
from explainer.providers.nouns import Price, Prices, Told
from explainer.providers.part import NOTHING, Part, known, source_of
from explainer.providers.rows import CANDLES, GOLD, NASDAQ_100, PRICES, SP500, TOTALS
from explainer.series import Candle

SHORT_AVERAGE, LONG_AVERAGE = 50, 200
CORRELATIONS = {
    "macro.btc_nasdaq_correlation": NASDAQ_100,
    "macro.btc_sp500_correlation": SP500,
    "macro.btc_gold_correlation": GOLD,
}


def prices(gathered: Gathered) -> Part:
    """The price of each asset and how it changed."""
    told = gathered.first(PRICES)
    if told is None:
        return NOTHING
    readings = known(
        {
            f"assets.{symbol}.{field}": value
            for symbol, price in told.figures.items()
            for field, value in msgspec.structs.asdict(price).items()
        }
    )
    return Part(readings=readings, sources=(source_of(told, readings),))


def totals(gathered: Gathered) -> Part:
    """Market value, its change, volume and bitcoin's share."""
    told = gathered.first(TOTALS)
    if told is None:
        return NOTHING
    fields = msgspec.structs.asdict(told.figures)
    readings = known({f"market.{field}": value for field, value in fields.items()})
    return Part(readings=readings, sources=(source_of(told, readings),))


def trends(gathered: Gathered) -> Iterator[Part]:
    """What the completed days of an asset show, for each that has candles and a price."""
    priced: Told[Prices] | None = gathered.first(PRICES)
    for symbol, row in CANDLES.items():
        told = gathered.first(row)
        price: Price | None = None if priced is None else priced.figures.get(symbol)
        if told is not None and price is not None:
            readings = known(_trend(f"assets.{symbol}.", told.figures, price.price_usd))
            yield Part(readings=readings, sources=(source_of(told, readings),))


def _trend(prefix: str, candles: tuple[Candle, ...], price: float) -> dict[str, float | str | None]:
    closes = [candle.close for candle in candles]
    levels = indicators.levels(candles, price)
    found: dict[str, float | None] = {
        "rsi_14": indicators.relative_strength(closes),
        "sma_50_usd": indicators.simple_average(closes, SHORT_AVERAGE),
        "sma_200_usd": indicators.simple_average(closes, LONG_AVERAGE),
        "realized_volatility_30d_pct": indicators.realized_volatility(closes),
        "drawdown_from_high_pct": indicators.drawdown_from_high(candles, price),
        "run_up_pct": indicators.run_up(closes),
    }
    if levels is not None:
        found |= msgspec.structs.asdict(levels)
    return {prefix + field: value for field, value in found.items()}


def correlations(gathered: Gathered) -> Iterator[Part]:
    """How closely bitcoin moved with stocks and gold, over sessions that both have."""
    candles = gathered.first(CANDLES["BTC"])
    for metric, row in CORRELATIONS.items():
        other = gathered.first(row)
        if candles is None or other is None:
            continue
        value = indicators.correlation(candles.figures, other.figures)
        if value is not None:
            yield Part(
                readings={metric: value},
                sources=(source_of(candles, [metric]), source_of(other, [metric])),
            )
