"""Which rules differ between two packs, key by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from explainer.pack import RulePack
from explainer.workbench.figures import figure
from explainer.workbench.pack_changes.result import Changed, RuleChange, RuleKind

FOUND_IN_THE_ASSESSMENT = frozenset(
    {"bands", "values", "strength", "above", "below", "equals", "decisive", "fires_at"}
)
"""Keys of drivers that only say what evaluation finds: where it finds the same, the text is the
same. Every other key may reach the text by itself."""

Tables = Mapping[RuleKind, Mapping[str, Any]]


def rule_changes(before: RulePack, after: RulePack) -> tuple[RuleChange, ...]:
    """Every rule that was added, removed or changed, by kind, in the order of the packs.

    Name and version of a pack are no rule.
    """
    old, new = _tables(before), _tables(after)
    return tuple(
        change
        for kind in old
        for name in dict.fromkeys([*old[kind], *new[kind]])
        for change in _change(kind, name, old[kind].get(name), new[kind].get(name))
    )


def may_reword(changes: Iterable[RuleChange]) -> bool:
    """Whether a text can differ though evaluation finds the same."""
    return any(
        change.kind != "driver"
        or change.change != "changed"
        or any(key.name.rpartition(".")[2] not in FOUND_IN_THE_ASSESSMENT for key in change.keys)
        for change in changes
    )


def _tables(pack: RulePack) -> Tables:
    """All rules of a pack as plain values, by kind and name."""
    plain = msgspec.to_builtins
    return {
        "driver": {driver.id: plain(driver) for driver in pack.drivers},
        "signal": {signal.id: plain(signal) for signal in pack.signals},
        "derived": plain(pack.metrics.derived),
        "custom": plain(pack.metrics.custom),
        "moves": plain(pack.moves),
        "lexicon": plain(pack.lexicon),
        "style": plain(pack.style),
        "pack": {
            "fires_at": pack.fires_at,
            "drivers": [driver.id for driver in pack.drivers],
            "signals": [signal.id for signal in pack.signals],
            "stablecoins": sorted(pack.stablecoins),
            "wrapped": sorted(pack.wrapped),
        },
    }


def _change(kind: RuleKind, name: str, before: Any, after: Any) -> Iterator[RuleChange]:
    if before is None or after is None:
        added = before is None
        yield RuleChange(kind=kind, id=name, change="added" if added else "removed", keys=())
        return
    keys = tuple(_differences(before, after, ""))
    if keys:
        yield RuleChange(kind=kind, id=name, change="changed", keys=keys)


def _differences(before: Any, after: Any, path: str) -> Iterator[Changed]:
    """The innermost keys that differ; a list counts as one value."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            inner = f"{path}.{key}" if path else str(key)
            yield from _differences(before.get(key), after.get(key), inner)
    elif before != after:
        yield Changed(name=path, before=written(before), after=written(after))


def written(value: Any) -> str | None:
    """A value of a rule in one line, as rule files write it; bands as readings with strengths."""
    if value is None:
        return None
    if isinstance(value, str | bool | float | int):
        return figure(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_item, value))
    return ", ".join(f"{key}: {_item(item)}" for key, item in value.items() if _given(item))


def _item(value: Any) -> str:
    """A value inside another."""
    if isinstance(value, dict) and value.keys() == {"at", "strength"}:
        return f"{figure(value['at'])} {figure(value['strength'])}"
    told = written(value) or ""
    return f"{{{told}}}" if isinstance(value, dict) else told


def _given(value: Any) -> bool:
    """Whether a key says something; structs hold None or nothing for those that are not there."""
    return value is not None and value not in ("", (), {}, [])
