from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, getcontext
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import candles_of

from explainer.indicators import correlation
from explainer.series import Close

MONDAY = date(2026, 1, 5)
some_prices = st.lists(st.floats(50.0, 200.0), min_size=80, max_size=80)


def sessions(values: Sequence[float], first: date = MONDAY) -> list[Close]:
    """Closes of the weekdays from a Monday on."""
    days = (first + timedelta(days=at) for at in range(10 * len(values)))
    weekdays = (day for day in days if day.weekday() < 5)
    return [Close(day=day, value=value) for day, value in zip(weekdays, values, strict=False)]


def by_sums(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's coefficient by the formula of sums, in 50 digits."""
    getcontext().prec = 50
    x, y = (
        [Decimal(b) / Decimal(a) - 1 for a, b in pairwise(values[-31:])]
        for values in (first, second)
    )
    n = len(x)
    both = n * sum(a * b for a, b in zip(x, y, strict=True)) - sum(x) * sum(y)
    own = [n * sum((a * a for a in each), Decimal(0)) - sum(each) ** 2 for each in (x, y)]
    return None if min(own) < Decimal("1e-25") else float(both / (own[0] * own[1]).sqrt())


def test_by_hand() -> None:
    """One market does a tenth of what the other does; or the opposite; or nothing at all."""
    coins = candles_of([100.0 if day % 3 == 0 else 110.0 for day in range(80)], MONDAY)
    weekdays = [candle for candle in coins if candle.day.weekday() < 5]
    tenth = [Close(day=each.day, value=each.close + 900) for each in weekdays]
    opposite = [Close(day=each.day, value=1000 - each.close) for each in weekdays]
    assert correlation(coins, tenth) == pytest.approx(1.0, abs=1e-3)
    assert correlation(coins, opposite) == pytest.approx(-1.0, abs=1e-3)
    assert correlation(coins, sessions([5.0] * 50)) is None


def test_weekends_are_one_change_on_both_sides() -> None:
    """What coins did on a Saturday counts towards Monday, and nowhere else."""
    values = [100.0 + at % 7 for at in range(80)]
    coins = candles_of(values, MONDAY)
    stocks = [Close(day=c.day, value=c.close) for c in coins if c.day.weekday() < 5]
    spiked = [
        candle if candle.day.weekday() != 5 else candles_of([900.0], candle.day)[0]
        for candle in coins
    ]
    assert correlation(spiked, stocks) == pytest.approx(1.0)


def test_sessions_that_one_side_lacks_are_skipped() -> None:
    """A holiday of stocks is no session, and days beyond the candles do not count."""
    coins = candles_of([100.0 + at % 5 for at in range(60)], MONDAY)
    stocks = [Close(day=c.day, value=c.close) for c in coins if c.day.weekday() < 5]
    del stocks[-10]
    late = Close(day=coins[-1].day + timedelta(days=1), value=1.0)
    assert correlation(coins, [*stocks, late]) == pytest.approx(1.0)


def test_too_few_shared_sessions_tell_nothing() -> None:
    """Thirty changes need thirty-one sessions."""
    coins = candles_of([100.0 + at % 5 for at in range(60)], MONDAY)
    stocks = sessions([100.0 + at % 3 for at in range(31)])
    assert correlation(coins, stocks) is not None
    assert correlation(coins, stocks[1:]) is None
    assert correlation([], stocks) is None


def test_value_of_zero_has_no_change() -> None:
    """A yield that was zero has no change in percent."""
    coins = candles_of([100.0 + at % 5 for at in range(60)], MONDAY)
    stocks = sessions([100.0 + at % 3 for at in range(30)] + [0.0])
    assert correlation(coins, stocks) is None


@given(some_prices, some_prices)
def test_agrees_with_the_formula_of_sums(coins: list[float], stocks: list[float]) -> None:
    """Two ways to one coefficient, between -1 and 1."""
    candles, closes = candles_of(coins, MONDAY), sessions(stocks[:50])
    by_day = {candle.day: candle.close for candle in candles}
    shared = [(by_day[each.day], each.value) for each in closes if each.day in by_day]
    expected = by_sums([pair[0] for pair in shared], [pair[1] for pair in shared])
    found = correlation(candles, closes)
    if expected is not None:
        assert found == pytest.approx(expected, abs=1e-6)
        assert found is not None
        assert -1.000001 <= found <= 1.000001
