"""Days by the size of the move."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.workbench.sizes import SIZES, UNKNOWN, size_of


@pytest.mark.parametrize(
    ("change", "size"),
    [
        (-40.0, "fall_10"),
        (-10.0, "fall_10"),
        (-9.99, "fall_5"),
        (-5.0, "fall_5"),
        (-2.0, "fall_2"),
        (-1.99, "fall_small"),
        (-0.4, "flat"),
        (0.0, "flat"),
        (0.5, "flat"),
        (0.51, "rise_small"),
        (2.1, "rise_2"),
        (5.1, "rise_5"),
        (900.0, "rise_5"),
        (None, "unknown"),
    ],
)
def test_a_change_has_its_size(change: float | None, size: str) -> None:
    """The marks belong to the fall that reaches them."""
    assert size_of(change).id == size


@given(st.floats(-100, 1e6))
def test_every_change_has_one_size(change: float) -> None:
    """No known change is without a size, and larger changes never have an earlier one."""
    found = size_of(change)
    assert found in SIZES
    assert found != UNKNOWN
    assert SIZES.index(size_of(change + 1)) >= SIZES.index(found)
