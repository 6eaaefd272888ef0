from __future__ import annotations

from explainer.series import unbroken
from tests.indicators.days import candles_of


def test_days_before_a_gap_are_left_out() -> None:
    """An average of fifty days is not one of days that lie fifty-one days apart."""
    candles = candles_of([1.0, 2.0, 3.0, 4.0, 5.0])
    assert list(unbroken([*candles[:2], *candles[3:]])) == candles[3:]
    assert list(unbroken(candles)) == candles
    assert list(unbroken(candles[:1])) == candles[:1]
    assert list(unbroken([])) == []
