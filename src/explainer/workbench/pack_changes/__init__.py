"""Which answers change between two rule packs: the review tool for a change of rules."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from explainer.workbench.pack_changes.asking import (
    LENGTH,
    MOST_EXAMPLES,
    NamedPack,
    pack_changes,
)
from explainer.workbench.pack_changes.result import PackChanges
from explainer.workbench.pack_changes.to_markdown import to_markdown
from explainer.workbench.pack_changes.to_text import to_text


def to_json(changes: PackChanges) -> str:
    """What changed as one JSON object; no line break at the end."""
    return msgspec.json.format(msgspec.json.encode(changes), indent=2).decode()


FORMS: Mapping[str, Callable[[PackChanges], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": to_json}
)
"""Format -> drawing."""

__all__ = [
    "FORMS",
    "LENGTH",
    "MOST_EXAMPLES",
    "NamedPack",
    "PackChanges",
    "pack_changes",
]
