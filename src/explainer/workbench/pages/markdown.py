"""Pieces of a Markdown page: what rule authors wrote is shown, and is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from explainer.render.to_markdown import escaped, marked

WRITTEN = "Written by `explainer rules docs`"
"""Stands in every file that the command writes, so that it knows its own."""
NOTICE = f"<!-- {WRITTEN} from the rules and the source; edit those, not this page. -->"
LEFT, RIGHT = "---", "---:"
NOTHING = "None."
"""The body of a part with nothing in it: every page has the same headings."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_NO_ANCHOR = re.compile(r"[^a-z0-9_.]+")


def plain(text: str) -> str:
    """The text on one line, without characters that neither Markdown nor SVG may hold."""
    return " ".join(_CONTROL.sub("", text).split())


def prose(text: str) -> str:
    """What an author wrote, as a paragraph or an item of a list."""
    return escaped(plain(text))


def words(text: str) -> str:
    """What an author wrote, inside a line or a cell."""
    return marked(plain(text))


def code(text: str) -> str:
    """What an author wrote, in code marks, as many as it takes."""
    held = plain(text)
    longest = max(map(len, re.findall("`+", held)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if held.startswith("`") or held.endswith("`") else ""
    return f"{fence}{gap}{held}{gap}{fence}"


def link(shown: str, target: str) -> str:
    """A link; *shown* is marked up already, *target* an address of our own making."""
    return f"[{shown}]({target})"


def anchor(name: str) -> str:
    """The anchor of a metric or a signal on its page."""
    return _NO_ANCHOR.sub("", name.lower())


def anchored(name: str) -> str:
    """A name in code marks that links lead to."""
    return f'<a id="{anchor(name)}"></a>{code(name)}'


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], *, figures: bool = False) -> str:
    """A table of cells that are marked up already.

    With *figures*, every column but the first is set to the right.
    """
    head = list(heads)
    rule = [LEFT, *[RIGHT if figures else LEFT] * (len(head) - 1)]
    lines = [head, rule, *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """A list of items that are marked up already; `None.` if there are none."""
    return "\n".join(f"- {item}" for item in items) or NOTHING


def page(parts: Iterable[str]) -> str:
    """A page of its parts, with an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Items in a sentence: `a, b and c`."""
    *before, last = items
    return f"{', '.join(before)} {joint} {last}" if before else last


def _cell(text: str) -> str:
    return _BARE_BAR.sub(r"\\|", " ".join(text.split()))
