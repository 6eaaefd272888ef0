from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import candles_of, prices

from explainer.indicators import drawdown_from_high, run_up


def test_drawdown_by_hand() -> None:
    """From 120 to 90 is a quarter; a high of 91 days ago no longer counts."""
    closes = [200.0, 100.0, *[100.0] * 51, 120.0, *[100.0] * 38]
    assert drawdown_from_high(candles_of(closes), 90.0) == pytest.approx(-25.0)


def test_price_above_all_highs_is_a_high() -> None:
    """At a new high there is no distance to it."""
    assert drawdown_from_high(candles_of([100.0] * 90), 101.0) == 0


def test_drawdown_needs_the_whole_window() -> None:
    """The high may lie in the days that are missing."""
    assert drawdown_from_high(candles_of([100.0] * 89), 90.0) is None
    assert drawdown_from_high(candles_of([100.0] * 90), 0.0) is None


def test_run_up_by_hand() -> None:
    """From 80, the lowest of thirty closes, to 100; a lower close of 31 days ago is too old."""
    closes = [50.0, 90.0, 80.0, *[95.0] * 27, 100.0]
    assert run_up(closes) == pytest.approx(25.0)


def test_run_up_after_a_fall_is_none() -> None:
    """Where the last close is the lowest nothing had been gained."""
    assert run_up([100.0 - day for day in range(30)]) == 0
    assert run_up([100.0] * 29) is None
    assert run_up([100.0] * 29 + [0.0]) is None


@given(st.lists(prices, min_size=90, max_size=120), prices)
def test_drawdown_is_the_worst_of_all_days(closes: list[float], price: float) -> None:
    """Never above zero nor below -100, and no single day's high lies further above."""
    candles = candles_of(closes)
    found = drawdown_from_high(candles, price)
    falls = [100 * (price - candle.high) / candle.high for candle in candles[-90:]]
    assert found == pytest.approx(min(0.0, *falls), abs=1e-9)
    assert found is not None
    assert -100 <= found <= 0


@given(st.lists(prices, min_size=30, max_size=60), st.sampled_from([0.001, 3.0, 1000.0]))
def test_run_up_is_the_best_gain_of_all_days(closes: list[float], scale: float) -> None:
    """Never below zero, the gain since some day, and the same in every unit."""
    found = run_up(closes)
    gains = [100 * (closes[-1] - close) / close for close in closes[-30:]]
    assert found == pytest.approx(max(gains), abs=1e-9, rel=1e-9)
    assert run_up([close * scale for close in closes]) == pytest.approx(found, abs=1e-6, rel=1e-6)
