"""The explanation as a Telegram message in the HTML that Telegram reads."""

from collections.abc import Callable

from explainer.explanation import Explanation
from explainer.render.leaving_out import Piece, Told, shortened

MOST_CHARACTERS = 4096
"""Of one message, counted in UTF-16 units once its markup is read."""
BULLET, PARAGRAPH, LINE = "\u2022 ", "\n\n", "\n"

Marking = Callable[[str], str]


def to_telegram(explanation: Explanation) -> str:
    """The text of a message for `parse_mode=HTML`, at most as long as Telegram takes."""
    told = shortened(explanation, _fits)
    return _written(told, bold=_bold, plain=escaped)


def escaped(text: str) -> str:
    """The text with what Telegram would read as markup escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def length(text: str) -> int:
    """Characters as Telegram counts them: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _fits(told: Told) -> bool:
    return length(_written(told, bold=str, plain=str)) <= MOST_CHARACTERS


def _bold(text: str) -> str:
    return f"<b>{escaped(text)}</b>"


def _written(told: Told, *, bold: Marking, plain: Marking) -> str:
    """The message, ending in a line break.

    With `str` for both markings, the words that are left once it is read.
    """
    blocks = [_block(piece, bold, plain) for piece in told.pieces]
    if told.left_out is not None:
        blocks.append(plain(told.left_out))
    return PARAGRAPH.join(blocks) + LINE


def _block(piece: Piece, bold: Marking, plain: Marking) -> str:
    """A part: its heading, and what it says in lines below."""
    part, claims = piece.part, piece.claims
    heading = [] if part.heading is None else [bold(part.heading)]
    if part.kind == "table":
        rows = [LINE.join([bold(first), *map(plain, others)]) for first, others in piece.rows()]
        return PARAGRAPH.join([*heading, *rows])
    if part.kind == "list":
        return LINE.join([*heading, *(BULLET + plain(claim.text) for claim in claims)])
    told = " ".join([claim.text for claim in claims])
    marked = [(bold if part.level == 1 else plain)(told)] if told else []
    return LINE.join([*heading, *marked])
