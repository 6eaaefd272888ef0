"""Metrics that a pack derives from others or brings itself: `metrics.yaml`."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from explainer.assessment import Op


class DerivedRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metric computed from others. `{asset}` in id and *of* stands for one asset at a time.

    *of* holds metric ids; `assets.*.change_24h_pct` stands for all altcoins (no bitcoin, stablecoin
    or wrapped coin). `first` takes the first usable one; `count` counts those of *of* that are
    *above* or *below*; `days_between` counts days from `as_of` to a date; `weekday` is 1 (Monday)
    to 7.

    *focus* is the metric that guards of evidence on the asset asked about read in its place.
    """

    op: Op
    label: str
    unit: str
    of: tuple[str, ...] = ()
    above: float | None = None
    below: float | None = None
    focus: str | None = None


class CustomRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metric a rule pack brings itself; senders put it under `custom.<id>`."""

    label: str
    unit: str
    window: str
    low: float
    high: float
    direction: Literal["higher_is_worse", "lower_is_worse", "neither"]


class MetricsFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`metrics.yaml`."""

    derived: Mapping[str, DerivedRule] = {}
    custom: Mapping[str, CustomRule] = {}
