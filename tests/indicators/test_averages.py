from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import prices

from explainer.indicators import simple_average


def test_by_hand() -> None:
    """The last three of four."""
    assert simple_average([100.0, 1.0, 2.0, 6.0], 3) == 3.0


def test_too_few_days_tell_nothing() -> None:
    """An average of 200 days needs 200 days."""
    assert simple_average([1.0] * 199, 200) is None
    assert simple_average([1.0] * 200, 200) == 1.0


@given(st.lists(prices, min_size=50, max_size=90))
def test_agrees_with_differences_of_running_sums(closes: list[float]) -> None:
    """What the sum gained in fifty days, by fifty; and it lies between the extremes."""
    sums = [Fraction(0)]
    for close in closes:
        sums.append(sums[-1] + Fraction(close))
    found = simple_average(closes, 50)
    assert found == pytest.approx(float((sums[-1] - sums[-51]) / 50), rel=1e-12)
    assert found is not None
    assert min(closes[-50:]) <= found * (1 + 1e-12)
    assert found * (1 - 1e-12) <= max(closes[-50:])
