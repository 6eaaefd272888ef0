"""The real history tells indicators that other code computed: ours agree on every day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.indicators.days import Day, history_of

from explainer import indicators

WARM_UP = 250
"""Days before the first that is compared: an average of 200, and a first mean that has faded."""
LOOKED_BACK = 400

Indicator = Callable[[Sequence[Day]], float | None]


def closes(days: Sequence[Day]) -> list[float]:
    """Their closes."""
    return [day.candle.close for day in days]


AGREE: dict[str, tuple[Indicator, float]] = {
    "rsi_14": (lambda days: indicators.relative_strength(closes(days)), 0.01),
    "realized_volatility_30d_pct": (
        lambda days: indicators.realized_volatility(closes(days)),
        0.01,
    ),
    "drawdown_from_high_pct": (
        lambda days: indicators.drawdown_from_high(
            [day.candle for day in days], days[-1].candle.close
        ),
        0.001,
    ),
    # the day itself is the fall that the run-up came before
    "run_up_pct": (lambda days: indicators.run_up(closes(days[:-1])), 0.001),
    "sma_50_usd": (lambda days: indicators.simple_average(closes(days), 50), 0.51),
    "sma_200_usd": (lambda days: indicators.simple_average(closes(days), 200), 0.51),
}
"""How each is computed of the days up to one, and the rounding of the history."""


@pytest.mark.parametrize("metric", AGREE)
@pytest.mark.parametrize("symbol", ["BTC", "ETH"])
def test_every_day_of_the_history_agrees(symbol: str, metric: str, shared: Path) -> None:
    """1,699 days of each asset, to the digits that the history has."""
    days = history_of(shared, symbol)
    compute, rounding = AGREE[metric]
    assert len(days) > WARM_UP
    for end in range(WARM_UP + 1, len(days) + 1):
        found = compute(days[max(0, end - LOOKED_BACK) : end])
        newest = days[end - 1]
        assert found == pytest.approx(newest.told[metric], abs=rounding), newest.candle.day
