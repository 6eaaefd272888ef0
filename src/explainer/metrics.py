"""The catalogue of metrics, read off the snapshot's structs."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, get_args, get_origin, get_type_hints

import msgspec

from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT, MetricSpec
from explainer.readings import (
    Asset,
    Derivatives,
    Etf,
    Flows,
    Group,
    Liquidity,
    Macro,
    Market,
    Onchain,
    Sentiment,
)
from explainer.slips import suggest

__all__ = [
    "ASSET_SLOT",
    "CATALOGUE",
    "GROUPS",
    "GROUP_TYPES",
    "KEYED_GROUPS",
    "MAP_FIELDS",
    "SYMBOL_SLOT",
    "MetricSpec",
    "is_symbol",
    "metric_pattern",
    "pointer_to",
    "resolve",
    "suggest",
]

GROUP_TYPES: Mapping[str, type[Group]] = MappingProxyType(
    {
        "market": Market,
        "assets": Asset,
        "etf": Etf,
        "flows": Flows,
        "derivatives": Derivatives,
        "macro": Macro,
        "sentiment": Sentiment,
        "onchain": Onchain,
        "liquidity": Liquidity,
    }
)
KEYED_GROUPS = frozenset({"assets", "etf"})
"""Groups that hold one struct for each symbol."""

LONGEST_SYMBOL = 15
"""Characters, as in the pattern that snapshots are held to."""


def _read_group(group: str, kind: type[Group]) -> dict[str, MetricSpec]:
    """The metrics of one group by field, with their ids."""
    specs: dict[str, MetricSpec] = {}
    prefix = f"{group}.{SYMBOL_SLOT}" if group in KEYED_GROUPS else group
    for field, hint in get_type_hints(kind, include_extras=True).items():
        if get_origin(hint) is not Annotated:
            continue
        held, *notes = get_args(hint)
        suffix = f".{SYMBOL_SLOT}" if get_origin(held) is dict else ""
        for note in notes:
            if isinstance(note, msgspec.Meta) and note.extra:
                spec: MetricSpec = note.extra["metric"]
                specs[field] = msgspec.structs.replace(spec, id=f"{prefix}.{field}{suffix}")
    return specs


GROUPS: Mapping[str, Mapping[str, MetricSpec]] = MappingProxyType(
    {name: MappingProxyType(_read_group(name, kind)) for name, kind in GROUP_TYPES.items()}
)
"""Group -> field -> metric, in the order of the snapshot."""

CATALOGUE: Mapping[str, MetricSpec] = MappingProxyType(
    {spec.id: spec for fields in GROUPS.values() for spec in fields.values()}
)
"""Metric by id, with `<SYM>` where a symbol stands."""

MAP_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        group: tuple(
            field
            for field, spec in fields.items()
            if group not in KEYED_GROUPS and spec.id.endswith(f".{SYMBOL_SLOT}")
        )
        for group, fields in GROUPS.items()
    }
)
"""Fields of a group that hold one number for each symbol, in the order of the snapshot."""


def is_symbol(word: str) -> bool:
    """Whether the word can name an asset, or stands for one (`<SYM>`, `{asset}`)."""
    if word in (SYMBOL_SLOT, ASSET_SLOT):
        return True
    return (
        0 < len(word) <= LONGEST_SYMBOL
        and word.isascii()
        and word.isalnum()
        and word == word.upper()
    )


def metric_pattern(metric_id: str) -> str | None:
    """The catalogue's id for a concrete or `{asset}` path; None if there is no such metric."""
    if metric_id in CATALOGUE:
        return metric_id
    parts = metric_id.split(".")
    if len(parts) != 3:
        return None
    group, second, third = parts
    if group in KEYED_GROUPS and is_symbol(second):
        pattern = f"{group}.{SYMBOL_SLOT}.{third}"
    elif is_symbol(third):
        pattern = f"{group}.{second}.{SYMBOL_SLOT}"
    else:
        return None
    return pattern if pattern in CATALOGUE else None


def pointer_to(metric_id: str) -> str:
    """The JSON pointer into a snapshot of a metric that is given there."""
    return "/" + metric_id.replace(".", "/")


def resolve(metric_id: str) -> MetricSpec | None:
    """The metric of a path such as `etf.BTC.net_flow_usd`; None if the catalogue has none.

    The symbol may be a real one, `<SYM>` or `{asset}`.
    """
    pattern = metric_pattern(metric_id)
    return None if pattern is None else CATALOGUE[pattern]
