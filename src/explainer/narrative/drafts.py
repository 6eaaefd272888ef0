"""Finished sentences that have no place in the text yet."""

from collections.abc import Callable

import msgspec

from explainer.explanation import ClaimKind
from explainer.narrative.writing import Mark, Writer


class Draft(msgspec.Struct, gc=False):
    """A finished sentence or list item that has no place in the text yet.

    *weight* orders sentences by importance; *again* writes the same sentence in other words.
    *words* counts them. A row of a table has the spans of its *cells*.
    """

    text: str
    kind: ClaimKind
    rule: str
    marks: list[Mark]
    exempt: list[tuple[int, int]]
    weight: float = 0.0
    again: Callable[[int], "Draft | None"] | None = None
    words: int = 0
    cells: tuple[tuple[int, int], ...] = ()


def finish(
    writer: Writer,
    rule: str,
    kind: ClaimKind | None = None,
    weight: float = 0.0,
    stop: str = ".",
    again: Callable[[int], Draft | None] | None = None,
) -> Draft:
    """The sentence with capital and full stop; its kind follows from its numbers unless given."""
    text, marks = sentence(writer.text, stop), writer.marks
    if marks and marks[0][0] == 0:
        marks[0] = (0, text[: len(marks[0][1])], *marks[0][2:])
    if writer.exempt:
        # American style puts full stops and commas inside quotation marks; no number moves
        text = text.replace("\u201d.", ".\u201d").replace("\u201d,", ",\u201d")
    words = text.count(" ") + 1
    return Draft(text, kind or _kind(marks), rule, marks, writer.exempt, weight, again, words)


def sentence(text: str, stop: str = ".") -> str:
    """Words with a capital at the start and *stop* at the end, unless they end already."""
    first = text[0]
    if "a" <= first <= "z":
        text = first.upper() + text[1:]
    return text if not stop or text.endswith(_ENDS) else text + stop


_ENDS = (".", "!", "?", ".\u201d", "!\u201d", "?\u201d", "\u2026\u201d")


def _kind(marks: list[Mark]) -> ClaimKind:
    """Derived if any number is; given if any is given; else the rule's own reading of the facts."""
    kind: ClaimKind = "reading"
    for mark in marks:
        if mark[3] == "derived":
            return "derived"
        if mark[3] == "given":
            kind = "given"
    return kind
