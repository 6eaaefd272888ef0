from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.indicators.days import FIRST, candles_of, history_of, prices

from explainer.indicators import Levels, levels
from explainer.series import Candle


def lost(closes: list[float], price: float) -> float | None:
    """The support that was lost after these last closes, when days before had risen to them."""
    rise = [closes[0] * (1 - day / 1e6) for day in range(90, 0, -1)]  # no day of it is a swing low
    found = levels(candles_of(rise + closes), price)
    assert found is not None
    return found.support_lost_usd


@pytest.mark.parametrize(
    ("closes", "price", "expected"),
    [
        ([43_500.0], 36_700.0, 40_000.0),  # of 43,000, 42,000 ... the roundest
        ([61_500.0], 54_000.0, 60_000.0),
        ([67_000.0], 64_000.0, 65_000.0),
        ([106_000.0], 96_652.0, 100_000.0),
        ([3_150.0], 2_985.0, 3_000.0),
        ([14_300.0], 11_500.0, 12_000.0),  # 12,000, 13,000 and 14,000 are equally round
        ([10_700.0], 9_400.0, 10_000.0),
        ([62_000.0], 60_500.0, None),  # nothing round lies between
        ([59_000.0], 60_500.0, None),
    ],
)
def test_roundest_number_that_fell_is_named(
    closes: list[float], price: float, expected: float | None
) -> None:
    """What lies between the price and where it had held, by how round it is."""
    assert lost(closes, price) == expected


def test_level_counts_as_lost_for_three_days() -> None:
    """On the fourth day the market is below it, and has lost nothing new."""
    assert lost([63_000.0, 58_000.0, 57_500.0], 57_200.0) == 60_000.0
    assert lost([63_000.0, 58_000.0, 57_500.0, 57_300.0], 57_200.0) is None


def test_level_that_had_not_held_was_no_support() -> None:
    """A close below it in the five days before takes the name away; the low then has held."""
    held = [63_000.0] * 5 + [62_000.0] * 3
    assert lost(held, 59_000.0) == 60_000.0
    dipped = [63_000.0, 59_500.0, 63_000.0, 63_000.0, 63_000.0, *[62_000.0] * 3]
    assert lost(dipped, 59_000.0) == 59_500.0


def test_level_that_was_won_back_is_not_lost() -> None:
    """The price is above it again."""
    assert lost([63_000.0, 58_000.0], 60_100.0) is None


def with_low(candles: list[Candle], at: int, low: float) -> list[Candle]:
    """The days with a lower low on one of them."""
    changed = msgspec.structs.replace(candles[at], low=low)
    return [*candles[:at], changed, *candles[at + 1 :]]


def test_swing_low_is_named_where_nothing_round_fell() -> None:
    """A low with five higher ones on each side: lost with it, and resistance from then on."""
    candles = with_low(candles_of([63_000.0 + day % 2 for day in range(90)]), 60, 61_200.0)
    found = levels(candles, 60_700.0)
    assert found == Levels(
        support_lost_usd=61_200.0, next_support_usd=60_000.0, resistance_usd=61_200.0
    )


def test_next_levels_are_the_nearest_on_each_side() -> None:
    """A swing low above the round number below, a swing high below the round number above."""
    candles = with_low(candles_of([63_000.0] * 90), 60, 61_200.0)
    high = msgspec.structs.replace(candles[30], high=64_100.0)
    found = levels([*candles[:30], high, *candles[31:]], 62_500.0)
    assert found is not None
    assert found.next_support_usd == 61_200.0
    # the flat top of all the other days is a swing high as well
    assert found.resistance_usd == 63_000.0


def test_low_of_the_last_five_days_is_no_swing_yet() -> None:
    """Whether it is one shows when five days have passed."""
    candles = with_low(candles_of([63_000.0 + day % 2 for day in range(90)]), 86, 61_200.0)
    found = levels(candles, 62_500.0)
    assert found is not None
    assert found.next_support_usd == 60_000.0


def test_too_few_days_tell_nothing() -> None:
    """The levels may lie in the days that are missing."""
    assert levels(candles_of([100.0] * 89), 90.0) is None
    assert levels(candles_of([100.0] * 90), 0.0) is None


whole_prices = st.integers(10, 1_000_000).map(float)
many = st.lists(prices, min_size=90, max_size=100)


@given(many, prices)
def test_levels_lie_on_their_side_of_the_price(closes: list[float], price: float) -> None:
    """Supports below, resistance above, what was lost above as well and no nearer than it."""
    found = levels(candles_of(closes), price)
    assert found is not None
    assert found.next_support_usd is None or 0 < found.next_support_usd < price
    assert found.resistance_usd is not None
    assert found.resistance_usd > price
    if found.support_lost_usd is not None:
        assert found.support_lost_usd >= found.resistance_usd
        assert found.support_lost_usd <= max(closes[-3:])
        assert found.support_lost_usd <= min(closes[-8:-3])


@given(
    st.lists(whole_prices, min_size=90, max_size=100), whole_prices, st.sampled_from([10.0, 1e3])
)
def test_ten_times_the_price_is_ten_times_the_level(
    closes: list[float], price: float, scale: float
) -> None:
    """Round numbers of dollars are round numbers of cents."""
    small = levels(candles_of(closes), price)
    large = levels(candles_of([close * scale for close in closes]), price * scale)
    assert small is not None
    assert large is not None
    assert large.resistance_usd == pytest.approx(scale * (small.resistance_usd or 0.0))


@pytest.mark.parametrize(
    ("day", "lost_usd", "next_usd"),
    [
        ("2020-03-12", 5_000.0, 4_500.0),
        ("2021-05-19", 40_000.0, 35_000.0),
        ("2022-01-21", 40_000.0, 35_000.0),
        ("2022-06-13", 25_000.0, 20_000.0),
        ("2022-06-18", 20_000.0, 18_000.0),
        ("2024-04-13", 65_000.0, 60_775.0),  # the low of 20 March
        ("2024-07-04", 60_000.0, 56_552.82),  # the low of 1 May
        ("2024-08-05", 60_000.0, 53_485.93),  # the low of 5 July
        ("2024-12-19", 100_000.0, 95_000.0),
    ],
)
def test_real_falls_lose_what_reports_named(
    day: str, lost_usd: float, next_usd: float, shared: Path
) -> None:
    """Bitcoin at the close of days on which reports named the level that was broken."""
    days = history_of(shared, "BTC")
    at = [each.candle.day for each in days].index(date.fromisoformat(day))
    before = [each.candle for each in days[:at]]
    found = levels(before, days[at].candle.close)
    assert found is not None
    assert (found.support_lost_usd, found.next_support_usd) == (lost_usd, next_usd)


def test_first_day_of_the_rows_does_not_matter() -> None:
    """Only the last ninety days are looked at."""
    candles = candles_of([50_000.0] * 30 + [63_000.0] * 90, FIRST)
    assert levels(candles, 59_000.0) == levels(candles[30:], 59_000.0)
