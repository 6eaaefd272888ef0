"""Prices of assets, the market as a whole, and what their candles show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from explainer import indicators
from explainer.providers.gather import Gathered
from explainer.providers.nouns import Price, Prices, Told
from explainer.providers.part import NOTHING, Doubted, Part, known, source_of
from explainer.providers.rows import (
    CANDLES,
    GOLD,
    NASDAQ_100,
    PRICES,
    PRICES_CHECK,
    SP500,
    TOTALS,
    TOTALS_CHECK,
)
from explainer.series import Candle, unbroken

Figures = TypeVar("Figures")
BITCOIN = "BTC"
PRICES_APART_PCT = 2.0
"""Bitcoin's price differs by some tenths of a percent between venues and minutes; more than this
is a price of another moment, or of another thing."""
TOTALS_APART_PCT = 10.0
"""Sources count different coins and so differ for good; more than this is a coin counted wrong."""
SHORT_AVERAGE, LONG_AVERAGE = 50, 200
CORRELATIONS = {
    "macro.btc_nasdaq_correlation": NASDAQ_100,
    "macro.btc_sp500_correlation": SP500,
    "macro.btc_gold_correlation": GOLD,
}


def prices(gathered: Gathered) -> Part:
    """The price of each asset and how it changed; bitcoin's is held against a second source."""
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
    second = _other(gathered.every(PRICES_CHECK), told)
    apart: tuple[Doubted, ...] = ()
    if second is not None and BITCOIN in told.figures and BITCOIN in second.figures:
        metric = f"assets.{BITCOIN}.price_usd"
        both = (told.figures[BITCOIN].price_usd, second.figures[BITCOIN].price_usd)
        apart = _apart(metric, told, second, both, PRICES_APART_PCT)
    return Part(readings=readings, sources=(source_of(told, readings),), doubted=apart)


def totals(gathered: Gathered) -> Part:
    """Market value, its change, volume and bitcoin's share; the value is held against a second."""
    told = gathered.first(TOTALS)
    if told is None:
        return NOTHING
    fields = msgspec.structs.asdict(told.figures)
    readings = known({f"market.{field}": value for field, value in fields.items()})
    second = _other(gathered.every(TOTALS_CHECK), told)
    apart: tuple[Doubted, ...] = ()
    if second is not None:
        both = (told.figures.total_cap_usd, second.figures.total_cap_usd)
        apart = _apart("market.total_cap_usd", told, second, both, TOTALS_APART_PCT)
    return Part(readings=readings, sources=(source_of(told, readings),), doubted=apart)


def _other(every: Iterable[Told[Figures]], told: Told[Figures]) -> Told[Figures] | None:
    """The first that another source told."""
    return next((each for each in every if each.provider.name != told.provider.name), None)


def _apart(
    metric: str, told: Told[Any], second: Told[Any], both: tuple[float, float], most_pct: float
) -> tuple[Doubted, ...]:
    """The doubt about two figures that differ by more than *most_pct* of the larger one."""
    if max(both) - min(both) <= max(both) * most_pct / 100:
        return ()
    sources = (told.provider.title, second.provider.title)
    return (Doubted(metric=metric, first=both[0], second=both[1], sources=sources),)


def trends(gathered: Gathered) -> Iterator[Part]:
    """What the completed days of an asset show, for each that has candles and a price."""
    priced: Told[Prices] | None = gathered.first(PRICES)
    for symbol, row in CANDLES.items():
        told = gathered.first(row)
        price: Price | None = None if priced is None else priced.figures.get(symbol)
        if told is not None and price is not None:
            days = unbroken(told.figures)
            readings = known(_trend(f"assets.{symbol}.", days, price.price_usd))
            yield Part(readings=readings, sources=(source_of(told, readings),))


def _trend(prefix: str, candles: Sequence[Candle], price: float) -> dict[str, float | str | None]:
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
    candles = gathered.first(CANDLES[BITCOIN])
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
