"""The line along which one reading is moved: its range, its steps, and numbers fit to be read.

A number moves along its own scale; a date along the days from the snapshot to it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil, floor, isinf, log10, sqrt

from explainer.assessment import Value
from explainer.engine.wiring import Wiring
from explainer.metrics import resolve

WHOLE = frozenset({"count", "days"})
"""Units of which there are no fractions."""
FARTHEST = 1e15
"""How far a number is moved that has no plausible range."""
MOST_DAYS = 3650.0
"""Ten years: no rule asks for more days before or after a snapshot."""
HALVINGS = 80
FINEST = 1e-9
"""The share of a number up to which it is halved."""
OVERSHOOT = 0.02
"""A rounded number may go this share of the change too far."""
FINER_STEPS = 10
"""How many powers of ten a number is rounded to, from a tenth of the change down."""

Flipped = Callable[[float], bool]


class Axis:
    """Where one reading may go; *low* and *high* bound it."""

    def __init__(self, leaf: str, wiring: Wiring, today: date) -> None:
        spec = resolve(leaf)
        self._today = today if spec is not None and spec.kind == "date" else None
        self.whole = self._today is not None or wiring.unit(leaf) in WHOLE
        low, high = wiring.plausible(leaf)
        if self._today is not None:
            low, high = -MOST_DAYS, MOST_DAYS
        self.low = -FARTHEST if isinf(low) else float(low)
        self.high = FARTHEST if isinf(high) else float(high)

    def value(self, x: float) -> Value:
        """The reading at a place of the line."""
        return x if self._today is None else (self._today + timedelta(days=round(x))).isoformat()

    def place(self, value: Value) -> float:
        """The place of a reading on the line."""
        if self._today is not None:
            return float((date.fromisoformat(str(value)) - self._today).days)
        assert isinstance(value, float)
        return value

    def where(self, reach: Callable[[float], Value], target: float) -> float | None:
        """Where a metric that only rises or only falls comes to *target*; None where it does not.

        *reach* is the metric at a place.
        """
        low, high = self.low, self.high
        first, last = reach(low), reach(high)
        if not isinstance(first, float) or not isinstance(last, float):
            return None
        if not min(first, last) <= target <= max(first, last):
            return None
        rising = last > first

        def passed(x: float) -> bool:
            found = reach(x)
            return isinstance(found, float) and (found >= target if rising else found <= target)

        return narrowed(low, high, passed)

    def readable(self, exact: float, start: float, flipped: Flipped) -> float | None:
        """The roundest number that still flips and goes hardly further than *exact*.

        *start* is where the reading comes from, and it is rounded away from there.
        """
        if self.whole:
            rounded = float(ceil(exact - FINEST) if exact > start else floor(exact + FINEST))
            return rounded if self._fits(rounded) and flipped(rounded) else None
        change = abs(exact - start) or abs(exact) or 1.0
        largest = floor(log10(change)) - 1
        for power in range(largest, largest - FINER_STEPS, -1):
            step = 10.0**power
            outward = (ceil if exact > start else floor)(exact / step)
            for multiple in (round(exact / step), outward):
                x = round(multiple * step, -power) + 0.0
                far = abs(x - exact) > OVERSHOOT * change
                if not far and self._fits(x) and flipped(x):
                    return x
        return exact if self._fits(exact) and flipped(exact) else None

    def half(self, start: float, x: float) -> Value:
        """The reading half way; None where it would be one of the two."""
        middle = (start + x) / 2
        if self.whole:
            middle = float(floor(middle) if x > start else ceil(middle))
        return self.value(middle) if middle not in (start, x) else None

    def _fits(self, x: float) -> bool:
        return self.low <= x <= self.high


def narrowed(before: float, after: float, passed: Flipped) -> float:
    """The place between two at which *passed* begins to hold; it holds at *after*."""
    for _ in range(HALVINGS):
        if abs(after - before) <= FINEST * max(abs(after), abs(before)):
            break
        middle = _middle(before, after)
        if passed(middle):
            after = middle
        else:
            before = middle
    return after


def _middle(one: float, other: float) -> float:
    """Half way; by size where one is many times the other, as prices may be."""
    if one > 0 and other > 0 and max(one, other) > MANY_TIMES * min(one, other):
        return sqrt(one * other)
    return (one + other) / 2


MANY_TIMES = 16.0
