"""A snapshot with one reading changed or supplied."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from explainer.assessment import Value
from explainer.metrics import GROUP_TYPES, KEYED_GROUPS, MAP_FIELDS, resolve
from explainer.snapshot import Snapshot

CUSTOM = "custom"


def with_reading(snapshot: Snapshot, metric: str, value: Value) -> Snapshot:
    """The same snapshot but for one reading; a date as ISO text becomes the date it stands for."""
    spec = resolve(metric)
    written: Any = value
    if spec is not None and spec.kind == "date":
        written = date.fromisoformat(str(value))
    group, name, *rest = metric.split(".")
    if group == CUSTOM:
        return replace(snapshot, custom={**snapshot.custom, name: written})
    held: Any = getattr(snapshot, group)
    if group in KEYED_GROUPS:
        one = replace(held.get(name) or GROUP_TYPES[group](), **{rest[0]: written})
        return replace(snapshot, **{group: {**held, name: one}})
    held = GROUP_TYPES[group]() if held is None else held
    if name in MAP_FIELDS[group]:
        written = {**getattr(held, name), rest[0]: written}
    return replace(snapshot, **{group: replace(held, **{name: written})})
