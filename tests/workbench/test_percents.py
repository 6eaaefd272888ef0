"""Shares in percent."""

from __future__ import annotations

import pytest

from explainer.workbench.percents import between, of_whole, percent


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (None, ""),
        (0.0, "0%"),
        (0.0001, "under 0.1%"),
        (0.0123, "1.2%"),
        (0.0999, "10.0%"),
        (0.5, "50%"),
        (0.9899, "99%"),
        (0.9999, "over 99%"),
        (1.0, "100%"),
    ],
)
def test_only_none_is_nothing_and_only_all_is_everything(share: float | None, shown: str) -> None:
    """A share is rounded, but never to none or all of a thing."""
    assert percent(share) == shown


def test_counts_and_intervals_are_written_out() -> None:
    """A count has its share beside it; of nothing there is no share."""
    assert of_whole(1234, 2468) == "1,234 (50%)"
    assert of_whole(0, 0) == "0"
    assert between((0.5, 1.0)) == "50% to 100%"
    assert between(None) == ""
