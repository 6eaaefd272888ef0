"""Shares in percent, as tables and pages show them."""

from __future__ import annotations

from explainer.workbench.interval import Interval

LEAST_SHOWN, FINE_BELOW, MOST_SHOWN = 0.0005, 0.1, 0.995
"""A share under the first would look like none, one from the last on like all; one under the second
has a decimal."""


def percent(share: float | None) -> str:
    """A share in percent; nothing where there is none. Only none is `0%`, and only all `100%`."""
    if share is None:
        return ""
    if 0 < share < LEAST_SHOWN:
        return "under 0.1%"
    if MOST_SHOWN <= share < 1:
        return "over 99%"
    return f"{share:.1%}" if 0 < share < FINE_BELOW else f"{share:.0%}"


def between(interval: Interval | None) -> str:
    """An interval in percent: `80% to 99%`."""
    return "" if interval is None else f"{percent(interval[0])} to {percent(interval[1])}"


def of_whole(part: int, whole: int) -> str:
    """A count with its share: `11 (85%)`."""
    return f"{part:,} ({percent(part / whole)})" if whole else f"{part:,}"
