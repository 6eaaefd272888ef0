from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, getcontext
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import prices

from explainer.indicators import realized_volatility

closes_of = st.lists(prices, min_size=31, max_size=60)


def by_sums(closes: Sequence[float]) -> float:
    """The same by another way: the variance from sums and sums of squares, in 50 digits."""
    getcontext().prec = 50
    logs = [Decimal(close).ln() for close in closes[-31:]]
    returns = [later - earlier for earlier, later in pairwise(logs)]
    squares = sum((each * each for each in returns), Decimal(0))
    variance = (squares - sum(returns, Decimal(0)) ** 2 / 30) / 29
    return float(100 * (variance * 365).sqrt())


def test_by_hand() -> None:
    """15 rises and 15 falls by one percent of a logarithm: 1% * root of 30/29 * root of 365."""
    closes = [100.0 if day % 2 == 0 else 100.0 * 2.718281828459045**0.01 for day in range(31)]
    assert realized_volatility(closes) == pytest.approx(19.4315, abs=1e-4)


def test_too_few_days_tell_nothing() -> None:
    """Thirty changes need thirty-one closes."""
    assert realized_volatility([100.0] * 30) is None
    assert realized_volatility([]) is None


def test_price_of_zero_has_no_returns() -> None:
    """A coin that was worth nothing on a day has no volatility."""
    assert realized_volatility([100.0] * 20 + [0.0] + [100.0] * 20) is None


def test_steady_growth_is_no_volatility() -> None:
    """The same rise every day deviates from nothing."""
    assert realized_volatility([100 * 1.01**day for day in range(31)]) == pytest.approx(0, abs=1e-6)


@given(closes_of)
def test_agrees_with_sums_of_squares(closes: list[float]) -> None:
    """Two ways to one figure."""
    assert realized_volatility(closes) == pytest.approx(by_sums(closes), rel=1e-9, abs=1e-6)


@given(closes_of, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_unit_does_not_matter(closes: list[float], scale: float) -> None:
    """Returns have no unit."""
    scaled = realized_volatility([close * scale for close in closes])
    assert scaled == pytest.approx(realized_volatility(closes), rel=1e-9, abs=1e-6)


@given(closes_of)
def test_direction_does_not_matter(closes: list[float]) -> None:
    """The same days backwards were as wild."""
    recent = closes[-31:]
    assert realized_volatility(recent[::-1]) == pytest.approx(
        realized_volatility(recent), rel=1e-9, abs=1e-6
    )
