"""Results of the workbench as JSON that people can read, too."""

from __future__ import annotations

import msgspec


def json_text(result: msgspec.Struct) -> str:
    """The result as indented JSON; no line break at the end."""
    return msgspec.json.format(msgspec.json.encode(result), indent=2).decode()
