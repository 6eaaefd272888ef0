"""The first curve of a new rule: readings drawn from the range that the catalogue allows.

They are placeholders that an author replaces. They are chosen so that the rule loads and its cases
can be written at once, and they lie far out, so that a rule nobody has finished seldom speaks.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from explainer.metric_spec import MetricSpec

LOWER_IS_WORSE = ("negative", "low", "below", "higher is better")
"""How the sign convention of a metric begins whose low readings go with falling prices."""
WHOLE_UNITS = frozenset({"count", "days"})
"""Units of readings that have no fractions."""
DIGITS = 2
"""Digits of a first reading; more would look measured."""
OUTWARDS = (0.02, 0.05, 0.1, 0.2, 0.3)
"""Ordinary, start, mark, beyond and far, as shares of the way from zero to the end of the range."""
DOWNWARDS = (0.5, 0.3, 0.2, 0.1, 0.05)
"""The same as shares of the range from its lower end, for low readings that are never negative."""
SHORT_OF_THE_MARK = 0.1
"""How far back from the mark towards the start lies a reading that is just short of it."""


class FirstCurve(msgspec.Struct, frozen=True, kw_only=True):
    """Five readings from ordinary to far, in the metric's unit, and one *short* of the mark.

    Strength is 0 at *start*, that of a driver that fires at the *mark*, and greatest at *far*.
    """

    ordinary: float
    start: float
    mark: float
    beyond: float
    far: float
    short: float


def lower_is_worse(spec: MetricSpec) -> bool:
    """Whether low readings of the metric go with falling prices, as its sign convention says."""
    return spec.sign is not None and spec.sign.startswith(LOWER_IS_WORSE)


def first_curve(spec: MetricSpec) -> FirstCurve:
    """The readings for a number of the catalogue; ValueError for a metric without a range."""
    if spec.low is None or spec.high is None:
        raise ValueError(f"{spec.id} has no range")
    rounded = _whole if spec.unit in WHOLE_UNITS else _short
    ordinary, start, mark, beyond, far = map(rounded, _points(spec, spec.low, spec.high))
    return FirstCurve(
        ordinary=ordinary,
        start=start,
        mark=mark,
        beyond=beyond,
        far=far,
        short=_between(mark, start, rounded),
    )


def _points(spec: MetricSpec, low: float, high: float) -> tuple[float, ...]:
    if lower_is_worse(spec):
        if low < 0:
            return tuple(low * share for share in OUTWARDS)
        return tuple(low + (high - low) * share for share in DOWNWARDS)
    from_zero = max(low, 0.0)
    return tuple(from_zero + (high - from_zero) * share for share in OUTWARDS)


def _between(mark: float, start: float, rounded: Callable[[float], float]) -> float:
    exact = mark + (start - mark) * SHORT_OF_THE_MARK
    near = rounded(exact)
    return near if near != mark else exact


def _short(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _whole(number: float) -> float:
    return float(round(_short(number)))
