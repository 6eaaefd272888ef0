from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.engine.curve import Curve, reading_at
from explainer.pack.schema import Band

RISING = [Band(at=0, strength=0), Band(at=10, strength=0.3), Band(at=20, strength=1)]
FALLING = [Band(at=-50, strength=0), Band(at=-200, strength=0.3), Band(at=-1000, strength=0.9)]


@pytest.mark.parametrize(
    ("bands", "reading", "strength"),
    [
        (RISING, -1, 0),
        (RISING, 0, 0),
        (RISING, 5, 0.15),
        (RISING, 10, 0.3),
        (RISING, 15, 0.65),
        (RISING, 20, 1),
        (RISING, 1e12, 1),
        (FALLING, 50, 0),
        (FALLING, -49.9, 0),
        (FALLING, -125, 0.15),
        (FALLING, -200, 0.3),
        (FALLING, -600, 0.6),
        (FALLING, -1000, 0.9),
        (FALLING, -1e12, 0.9),
    ],
)
def test_strength_runs_in_straight_lines_between_bands(
    bands: list[Band], reading: float, strength: float
) -> None:
    """0 before the first band, the band's own strength at it, constant after the last."""
    assert Curve(bands).strength(reading) == strength


@given(st.floats(-2000, 2000), st.floats(-2000, 2000), st.sampled_from([RISING, FALLING]))
def test_a_worse_reading_is_never_weaker(one: float, other: float, bands: list[Band]) -> None:
    """Strength is monotone along the bands."""
    curve = Curve(bands)
    milder, worse = sorted((one, other), reverse=curve.falling)

    assert curve.strength(milder) <= curve.strength(worse)


@pytest.mark.parametrize(
    ("bands", "strength", "expected"),
    [
        (RISING, 0.3, (10, 1)),
        (FALLING, 0.3, (-200, 1)),
        (RISING, 0.65, (15, 2)),
        (FALLING, 0.95, None),
        ([Band(at=3, strength=0.4), Band(at=5, strength=0.8)], 0.3, (3, 0)),
    ],
)
def test_the_flip_point_is_where_the_curve_reaches_a_strength(
    bands: list[Band], strength: float, expected: tuple[float, int] | None
) -> None:
    """The reading and the band that ends its segment; None where the curve never gets there."""
    assert reading_at(bands, strength) == expected
