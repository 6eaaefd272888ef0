"""Readings as rule authors write them."""

from __future__ import annotations

import pytest

from explainer.assessment import Value
from explainer.pack.schema import CalendarCondition, EventCondition
from explainer.workbench.figures import figure, window


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "not given"),
        (True, "true"),
        ("hawkish", "hawkish"),
        (0.0, "0"),
        (-0.005, "-0.005"),
        (9_999.0, "9999"),
        (10_000.0, "10K"),
        (-577_700_000.0, "-577.7M"),
        (2_100_000_000.0, "2.1B"),
        (1.6e12, "1.6T"),
    ],
)
def test_figure_is_short(value: Value, shown: str) -> None:
    """Large numbers take the suffixes of rule files; small ones stay as they are."""
    assert figure(value) == shown


@pytest.mark.parametrize(
    ("happening", "told"),
    [
        (EventCondition(kind=("network",), within_days=3), "within 3 days"),
        (CalendarCondition(kind=("cpi",), within_days=0.5), "within 0.5 days"),
        (CalendarCondition(kind=("cpi",), within_days=1), "within 1 day"),
        (
            CalendarCondition(kind=("cpi",), within_days=3, since_days=2),
            "within 3 days or up to 2 days past",
        ),
        (
            CalendarCondition(kind=("cpi",), within_days=0, since_days=2),
            "on the day or up to 2 days past",
        ),
    ],
)
def test_window_says_which_days_count(
    happening: EventCondition | CalendarCondition, told: str
) -> None:
    """Days ahead and days past are told apart, and days that do not count are not told."""
    assert window(happening) == told
