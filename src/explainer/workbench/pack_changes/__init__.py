"""Which answers change between two rule packs: the review tool for a change of rules."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from explainer.workbench.json_text import json_text
from explainer.workbench.pack_changes.asking import (
    LENGTH,
    MOST_EXAMPLES,
    NamedPack,
    pack_changes,
)
from explainer.workbench.pack_changes.result import PackChanges
from explainer.workbench.pack_changes.to_markdown import to_markdown
from explainer.workbench.pack_changes.to_text import to_text

FORMS: Mapping[str, Callable[[PackChanges], str]] = MappingProxyType(
    {"text": to_text, "markdown": to_markdown, "json": json_text}
)
"""Format -> drawing, without a line break at the end."""

__all__ = [
    "FORMS",
    "LENGTH",
    "MOST_EXAMPLES",
    "NamedPack",
    "PackChanges",
    "pack_changes",
]
