"""How sure a share is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.workbench.interval import Interval, wilson


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, score method
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        # by hand: z^2 = 3.841459; 1 / (1 + z^2) is the lower bound of one in one
        (1, 1, (0.2065, 1.0)),
        # by hand: middle (0.5 + z^2 / 20) / (1 + z^2 / 10) = 0.5, reach 0.2634
        (5, 10, (0.2366, 0.7634)),
    ],
)
def test_the_interval_is_that_of_the_literature(part: int, whole: int, expected: Interval) -> None:
    """Published and hand-computed intervals are met to four digits."""
    found = wilson(part, whole)
    assert found is not None
    assert found == pytest.approx(expected, abs=0.00005)


def test_nothing_has_no_interval() -> None:
    """A share of nothing is neither sure nor unsure."""
    assert wilson(0, 0) is None


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_its_interval(counts: tuple[int, int]) -> None:
    """The interval holds the share, stays within 0 and 1, and narrows where more is counted."""
    part, whole = counts
    found, more = wilson(part, whole), wilson(part * 4, whole * 4)
    assert found is not None
    assert more is not None
    assert 0 <= found[0] <= part / whole <= found[1] <= 1
    assert more[1] - more[0] < found[1] - found[0]
