"""Readings and windows as rule authors write them: short, with the suffixes of rule files."""

from __future__ import annotations

from explainer.assessment import Value
from explainer.pack.schema import CalendarCondition, EventCondition
from explainer.pack.shapes import SUFFIXES

WRITTEN_OUT_BELOW = 10_000
"""Smaller numbers take no suffix."""


def figure(value: Value) -> str:
    """A reading in four digits, in the form of the rule files: `-577.7M`, `0.05`, `hawkish`."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    for suffix, power in reversed(SUFFIXES.items()):
        if abs(value) >= max(10**power, WRITTEN_OUT_BELOW):
            return f"{value / 10**power:.4g}{suffix}"
    return f"{value:.4g}"


def window(happening: EventCondition | CalendarCondition) -> str:
    """The days in which an event or a scheduled date counts: `within 3 days`."""
    ahead = f"within {_days(happening.within_days)}"
    if isinstance(happening, EventCondition) or not happening.since_days:
        return ahead
    today = "on the day" if happening.within_days == 0 else ahead
    return f"{today} or up to {_days(happening.since_days)} past"


def _days(count: float) -> str:
    return "1 day" if count == 1 else f"{count:g} days"
