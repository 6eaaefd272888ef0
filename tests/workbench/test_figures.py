"""Readings as rule authors write them."""

from __future__ import annotations

import pytest

from explainer.assessment import Value
from explainer.workbench.figures import figure


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
