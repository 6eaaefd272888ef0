"""From snapshot to readings that can be: flattened, and in range."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from explainer.assessment import Flaw, Value
from explainer.metrics import GROUPS, KEYED_GROUPS, MAP_FIELDS, MetricSpec, pointer_to, resolve
from explainer.pack.own_metrics import CustomRule
from explainer.snapshot import Snapshot

REMEMBERED_SYMBOLS = 256
"""Tables of paths kept: senders choose the symbols, so there is a bound."""

Entry = tuple[str, float | None, float, float]
"""A metric's id, its lowest (None for what is not a number) and highest possible reading, and the
magnitude under which its unit is suspect."""


class Readings(NamedTuple):
    """Readings by metric id, and what was wrong with those that are not here (or are doubtful)."""

    values: dict[str, Value]
    assets: dict[str, dict[str, Value]]
    """The fields under `assets` as they came, by symbol, in the snapshot's order."""
    maps: dict[str, tuple[str, ...]]
    """The symbols of each map by symbol, such as `derivatives.liquidations_by_asset_usd`."""
    rejected: list[Flaw]
    flagged: list[Flaw]
    stale: list[Flaw]


def flaw(metric: str, code: str, reason: str, value: Value, *others: str) -> Flaw:
    """What is wrong with one reading; *others* are the metrics that show it."""
    return Flaw(
        pointer=pointer_to(metric),
        code=code,
        reason=reason,
        value=value,
        others=tuple(pointer_to(other) for other in others),
    )


def _entry(metric: str, spec: MetricSpec) -> Entry:
    if spec.kind != "number":
        return metric, None, 0.0, 0.0
    low = float("-inf") if spec.low is None else spec.low
    high = float("inf") if spec.high is None else spec.high
    return metric, low, high, spec.suspect_below or 0.0


@lru_cache(maxsize=REMEMBERED_SYMBOLS)
def _table(group: str, symbol: str) -> dict[str, Entry]:
    """The entries of one group by field; of one asset where the group is keyed by symbol."""
    prefix = f"{group}.{symbol}." if symbol else f"{group}."
    return {name: _entry(prefix + name, spec) for name, spec in GROUPS[group].items()}


def read(snapshot: Snapshot, custom: Mapping[str, CustomRule]) -> Readings:
    """The snapshot's readings, without the impossible ones."""
    # by symbol, so that two ways of writing one snapshot give the same bytes
    tree: dict[str, Any] = msgspec.to_builtins(snapshot, order="deterministic")
    found = Readings({}, tree.get("assets", {}), {}, [], [], [])
    for group in GROUPS:
        held = tree.get(group)
        if not held:
            continue
        if group in KEYED_GROUPS:
            for symbol, fields in held.items():
                _take(fields, _table(group, symbol), found)
            continue
        for name in MAP_FIELDS[group]:
            by_symbol = held.pop(name, None)
            if by_symbol:
                path = f"{group}.{name}"
                found.maps[path] = tuple(by_symbol)
                spec = GROUPS[group][name]
                _take(by_symbol, {s: _entry(f"{path}.{s}", spec) for s in by_symbol}, found)
        _take(held, _table(group, ""), found)
    if "custom" in tree:
        _take_custom(tree["custom"], custom, found)
    return found


def _take(fields: dict[str, Any], table: dict[str, Entry], found: Readings) -> None:
    """Keep each reading that can be, reject the others, flag those whose unit is suspect."""
    values = found.values
    for name, value in fields.items():
        metric, low, high, suspect = table[name]
        if low is None:
            values[metric] = value
        elif low <= value <= high:
            values[metric] = value + 0.0  # a negative zero is a zero, and is shown as one
            if suspect and -suspect < value < suspect and value:
                found.flagged.append(_suspect_unit(metric, value))
        else:
            found.rejected.append(_out_of_range(metric, value))


def _suspect_unit(metric: str, value: float) -> Flaw:
    spec = resolve(metric)
    sent = spec.suspect_unit if spec and spec.suspect_unit else "another unit"
    return flaw(metric, "suspected_unit", f"so small that it may be {sent}", value)


def _out_of_range(metric: str, value: float) -> Flaw:
    spec = resolve(metric)
    low, high = (spec.low, spec.high) if spec else (None, None)
    if low == 0 and value < 0:
        return flaw(metric, "wrong_sign", "it cannot be negative", value)
    if high == 0 and value > 0:
        return flaw(metric, "wrong_sign", "it cannot be positive", value)
    return flaw(metric, "out_of_range", _impossible(low, high), value)


def _impossible(low: float | None, high: float | None) -> str:
    return f"it lies outside what is possible ({low:,g} to {high:,g})"


def _take_custom(
    fields: dict[str, Value], declared: Mapping[str, CustomRule], found: Readings
) -> None:
    for name, value in fields.items():
        metric = f"custom.{name}"
        rule = declared.get(name)
        if rule is None:
            reason = "the rule pack declares no such metric"
            found.rejected.append(flaw(metric, "undeclared_metric", reason, value))
        elif isinstance(value, float) and not rule.low <= value <= rule.high:
            reason = _impossible(rule.low, rule.high)
            found.rejected.append(flaw(metric, "out_of_range", reason, value))
        else:
            found.values[metric] = value
