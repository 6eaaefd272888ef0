"""What is left of a driver whose file does not fit: all that does, so that it can be checked.

An author who misspells one key is told of everything else in the same breath. Such a driver never
becomes part of a pack, since the misfit is an error.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from explainer.pack.schema import Driver
from explainer.pack.shapes import fit
from explainer.source import Path

ENTRIES = ("evidence", "offsets")
"""Keys of a driver of which each entry stands by itself."""
NO_CODE = "NO-CODE"
"""The code of drivers whose own is missing or broken."""
STAND_INS: Mapping[str, Any] = {
    "version": 1,
    "title": "",
    "status": "stable",
    "role": "trigger",
    "code": NO_CODE,
    "owner": "",
    "noun": "",
    "headline": "",
    "what_it_means": [""],
    "why_it_hurts": [""],
    "references": [""],
    "false_positives": [""],
    "evidence": {},
}
"""For each required key but the id something that no check objects to."""


def salvaged(name: str, data: dict[str, Any], broken: Iterable[Path]) -> Driver:
    """The driver *name* without what stands at the *broken* paths."""
    kept = dict(data)
    for path in broken:
        if len(path) > 1 and path[0] in ENTRIES:
            held = kept.get(path[0])
            entries = held if isinstance(held, dict) else {}
            kept[path[0]] = {key: entry for key, entry in entries.items() if key != path[1]}
        elif path:
            kept.pop(str(path[0]), None)
    whole = {**STAND_INS, "id": name, **kept}
    return msgspec.convert(fit(whole, Driver).data, Driver)
