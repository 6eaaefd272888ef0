"""The explanation as Markdown: headings, lists and tables marked, every other mark escaped."""

from collections.abc import Sequence

from explainer.explanation import Claim, Explanation, Part
from explainer.render.links import SOURCES, linked, links_of

BULLET = "- "
_ESCAPES = str.maketrans({char: "\\" + char for char in "\\`*_[]<>&|~#"})
_STARTS = ("+", "-", "=")
"""What would make a paragraph a list or a heading where it stands at the start of a line."""
_NUMBERED = (".", ")")
"""What makes a number at the start of a line the number of a list item."""


def to_markdown(explanation: Explanation) -> str:
    """The explanation as Markdown (CommonMark with pipe tables), ending in a line break."""
    return drawn(explanation.parts, explanation.claims, links_of(explanation))


def drawn(parts: Sequence[Part], claims: Sequence[Claim], links: Sequence[str] = ()) -> str:
    """The parts of a text as Markdown; in its sources, addresses among *links* are made links."""
    blocks: list[str] = []
    for part in parts:
        if part.heading is not None:
            blocks.append("#" * part.level + " " + escaped(part.heading))
        told = claims[part.first : part.last]
        if told:
            blocks.append(_body(part, told, links if part.name == SOURCES else ()))
    return "\n\n".join(blocks) + "\n"


def _body(part: Part, claims: Sequence[Claim], links: Sequence[str]) -> str:
    """What a part says, without its heading."""
    if part.kind == "table":
        return _table(part, claims)
    if part.kind == "list":
        return "\n".join([BULLET + _line(claim.text, links) for claim in claims])
    told = _line(" ".join([claim.text for claim in claims]), links)
    return f"# {told}" if part.level == 1 else told


def _table(part: Part, claims: Sequence[Claim]) -> str:
    """A table of pipes; its bars within cells are escaped like every other mark."""
    rows = [[marked(column) for column in part.columns], ["---"] * len(part.columns)]
    for claim, cells in zip(claims, part.cells, strict=True):
        told = claim.text
        rows.append([marked(told[start - claim.start : end - claim.start]) for start, end in cells])
    return "\n".join(["| " + " | ".join(row) + " |" for row in rows])


def _line(text: str, links: Sequence[str]) -> str:
    """A line, with the addresses in it that are among *links* made links."""
    (start, _), *pieces = linked(text, links)
    told = [
        f"[{marked(piece)}](<{marked(piece)}>)" if is_address else marked(piece)
        for piece, is_address in pieces
    ]
    return escaped(start) + "".join(told)


def marked(text: str) -> str:
    """Words inside a line, with every character escaped that Markdown would read as markup."""
    return text.translate(_ESCAPES)


def escaped(text: str) -> str:
    """A whole line, with every character escaped that Markdown would read as markup."""
    words = marked(text)
    if words.startswith(_STARTS):
        return "\\" + words
    digits = len(words) - len(words.lstrip("0123456789"))
    if digits and words[digits : digits + 1] in _NUMBERED:
        return f"{words[:digits]}\\{words[digits:]}"
    return words
