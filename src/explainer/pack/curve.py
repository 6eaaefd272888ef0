"""The curve from reading to strength: straight lines between the bands' points."""

from collections.abc import Sequence
from itertools import pairwise

from explainer.pack.schema import Band

DECIMALS = 4
"""Strengths are compared, ranked and published at this precision."""


class Curve:
    """Strength (0..1) of a reading: 0 before the first band, at *start*, constant after the last.

    Bands run from the harmless end to the worst one; *falling* says that worse means lower.
    """

    __slots__ = ("_segments", "falling", "highest", "start")

    def __init__(self, bands: Sequence[Band]) -> None:
        self.falling = len(bands) > 1 and bands[0].at > bands[-1].at
        sign = -1.0 if self.falling else 1.0
        self.start = bands[0].at
        self.highest = bands[-1].strength
        self._segments = tuple(
            (
                sign * upper.at,
                lower.strength,
                sign * lower.at,
                (upper.strength - lower.strength) / (sign * upper.at - sign * lower.at),
            )
            for lower, upper in pairwise(bands)
        )

    def strength(self, reading: float) -> float:
        """The strength of this reading."""
        if reading > self.start if self.falling else reading < self.start:
            return 0.0
        x = -reading if self.falling else reading
        for upper, strength, lower, slope in self._segments:
            if x < upper:
                return round(strength + (x - lower) * slope, DECIMALS)
        return self.highest


def reading_at(bands: Sequence[Band], strength: float) -> tuple[float, int] | None:
    """The reading at which the curve reaches *strength*, and the band that ends its segment.

    None when the curve never gets there.
    """
    if bands[0].strength >= strength:
        return bands[0].at, 0
    for index, (lower, upper) in enumerate(pairwise(bands), start=1):
        if upper.strength >= strength:
            share = (strength - lower.strength) / (upper.strength - lower.strength)
            return lower.at + share * (upper.at - lower.at), index
    return None


def is_curve(bands: Sequence[Band]) -> bool:
    """Whether the bands make a curve: two or more, that only rise or only fall, never weaker."""
    rising = len(bands) > 1 and bands[1].at > bands[0].at
    return len(bands) > 1 and all(
        before.at != band.at
        and (band.at > before.at) == rising
        and before.strength <= band.strength
        for before, band in pairwise(bands)
    )
