from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import prices

from explainer.indicators import relative_strength

WILDER = [54.80, 56.80, 57.85, 59.85, 60.57, 61.10, 62.17, 60.60, 62.35, 62.15, 62.35, 61.45]
WILDER += [62.80, 61.37, 62.50, 62.57, 60.80, 59.37, 60.35, 62.35, 62.17, 62.55, 64.55, 64.37]
WILDER += [65.30, 64.42, 62.90, 61.60, 62.05, 60.05, 59.70, 60.90, 60.25, 58.27, 58.70, 57.72]
WILDER += [58.10, 58.20]
WILDER_RSI = [74.36, 74.55, 65.75, 59.68, 61.98, 66.44, 65.75, 67.0, 71.43, 70.50, 72.14, 67.95]
WILDER_RSI += [60.78, 55.56, 56.71, 49.49, 48.19, 52.38, 50.0, 43.50, 45.36, 42.53, 44.13, 44.75]
"""The worksheet of his book, section VI. He cut every average after two decimals."""
CHART_SCHOOL = [44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433]
CHART_SCHOOL += [46.0826, 45.8931, 46.0328, 45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116]
CHART_SCHOOL += [46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515, 45.7835, 45.3548, 44.0288]
CHART_SCHOOL += [44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314]
CHART_SCHOOL_RSI = [70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71]
CHART_SCHOOL_RSI += [50.42, 39.99, 41.46, 41.87, 45.46, 37.30, 33.08, 37.77]
"""The worked example of StockCharts' ChartSchool, in full precision."""

closes_of = st.lists(prices, min_size=15, max_size=80)


def by_weights(closes: Sequence[float]) -> float | None:
    """The same index by another way: averages as weighted sums of all changes, in fractions."""
    changes = [Fraction(b) - Fraction(a) for a, b in pairwise(closes)]
    later = len(changes) - 14
    keeps, takes = Fraction(13, 14), Fraction(1, 14)
    # each change of the first mean has faded as often as a later one came in
    weights = [takes * keeps**later] * 14
    weights += [takes * keeps ** (later - 1 - at) for at in range(later)]
    gain = sum(
        weight * change for weight, change in zip(weights, changes, strict=True) if change > 0
    )
    loss = -sum(
        weight * change for weight, change in zip(weights, changes, strict=True) if change < 0
    )
    if gain == loss == 0:
        return 50.0
    return 100.0 if loss == 0 else float(100 - 100 / (1 + gain / loss))


def test_wilders_own_table() -> None:
    """The figures of his book, as near as his cut averages allow."""
    found = [relative_strength(WILDER[:end]) for end in range(15, len(WILDER) + 1)]
    assert found == pytest.approx(WILDER_RSI, abs=0.53)


def test_chart_schools_table() -> None:
    """A published table in full precision, to its last digit."""
    found = [relative_strength(CHART_SCHOOL[:end]) for end in range(15, len(CHART_SCHOOL) + 1)]
    assert found == pytest.approx(CHART_SCHOOL_RSI, abs=0.0051)


def test_too_few_days_tell_nothing() -> None:
    """Fourteen changes need fifteen closes."""
    assert relative_strength(WILDER[:14]) is None
    assert relative_strength([]) is None


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        ([float(day) for day in range(1, 17)], 100.0),
        ([float(day) for day in range(17, 1, -1)], 0.0),
        ([5.0] * 16, 50.0),
    ],
)
def test_extremes(closes: list[float], expected: float) -> None:
    """Rises alone, falls alone, and no change at all."""
    assert relative_strength(closes) == expected


@given(closes_of)
def test_agrees_with_weighted_sums(closes: list[float]) -> None:
    """Two ways to one index."""
    assert relative_strength(closes) == pytest.approx(by_weights(closes), abs=1e-6)


@given(closes_of)
def test_lies_between_0_and_100(closes: list[float]) -> None:
    """Whatever happened."""
    found = relative_strength(closes)
    assert found is not None
    assert 0 <= found <= 100


@given(closes_of, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_unit_does_not_matter(closes: list[float], scale: float) -> None:
    """An index in dollars is the same in cents."""
    scaled = relative_strength([close * scale for close in closes])
    assert scaled == pytest.approx(relative_strength(closes), abs=1e-6)


@given(closes_of)
def test_upside_down_is_the_other_side(closes: list[float]) -> None:
    """What was lost is gained on a chart turned around."""
    found = relative_strength([2_000_000.0 - close for close in closes])
    upright = relative_strength(closes)
    assert found is not None
    assert upright is not None
    assert found == pytest.approx(100 - upright, abs=1e-4)
