"""Tables, lists and pages in Markdown, from words that are Markdown already."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEFT, RIGHT = "---", "---:"
_BARE_PIPE = re.compile(r"(?<!\\)\|")


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], *, figures: bool = False) -> str:
    """A pipe table. With *figures*, every column but the first is set to the right."""
    head = list(heads)
    rule = [LEFT, *[RIGHT if figures else LEFT] * (len(head) - 1)]
    lines = [head, rule, *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def bulleted(title: str, items: Iterable[str]) -> str:
    """A list under a title."""
    return "\n".join([f"{title}:", "", *(f"- {_cell(item)}" for item in items)])


def page(parts: Iterable[str]) -> str:
    """Blocks as a page, with a blank line between them and a line break at the end."""
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return _BARE_PIPE.sub(r"\\|", " ".join(text.split()))
