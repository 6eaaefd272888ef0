"""What a channel with little room carries: whole drivers and blocks less, never half a sentence."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from explainer.explanation import Claim, Explanation, Part, Span

FOR_EDITORS = frozenset({"alternatives", "check_list"})
"""Parts that no channel carries: they are for who edits the text, not for its readers."""
SAID_AGAIN = frozenset({"glance"})
"""Parts that repeat what stands elsewhere, so that they go before any driver does."""
ESSENTIAL = frozenset({"headline", "standfirst", "answer", "watch", "closing", "disclosure"})
"""Parts that stay whatever the room, with every sentence in them."""
BY_NEED = (
    "question",
    "means",
    "ruled_out",
    "unchecked",
    "sources",
    "method",
    "quality",
    "offsets",
)
"""Parts that may go, the least needed first."""
LEADING_DRIVERS = 3
"""Drivers that stay as long as other parts can go instead."""
JOINED = "; "
NOTHING = frozenset("-\u2013\u2014 ")
"""A cell of these alone says nothing."""


class Piece(msgspec.Struct, frozen=True):
    """A part of the text as a channel carries it: with those of its claims that are left.

    In a table *cells* holds the spans of each claim that is left.
    """

    part: Part
    claims: tuple[Claim, ...]
    cells: tuple[tuple[Span, ...], ...]

    def rows(self) -> list[tuple[str, list[str]]]:
        """Of each row its first cell, and the others that say something, after their columns."""
        rows = []
        for claim, spans in zip(self.claims, self.cells, strict=True):
            cells = [claim.text[start - claim.start : end - claim.start] for start, end in spans]
            named = zip(self.part.columns[1:], cells[1:], strict=True)
            told = [f"{column}: {cell}" for column, cell in named if not NOTHING.issuperset(cell)]
            rows.append((cells[0], told))
        return rows


class Told(msgspec.Struct, frozen=True):
    """What is left of a text, with the line that names the drivers left out, if any are."""

    pieces: tuple[Piece, ...]
    left_out: str | None = None


def shortened(explanation: Explanation, fits: Callable[[Told], bool]) -> Told:
    """The most of an explanation that fits; the least there can be, where nothing does.

    Left out is what is said twice; then drivers, the last-ranked first, down to the leading ones;
    then parts by need; then the drivers that remain; then any other part, from the end.
    """
    told = Told(())
    for told in _ever_less(explanation):
        if fits(told):
            break
    return told


def _ever_less(explanation: Explanation) -> Iterator[Told]:
    """The text as it is, then less and less of it."""
    pieces = [
        _piece(explanation, part) for part in explanation.parts if part.name not in FOR_EDITORS
    ]
    yield Told(tuple(pieces))
    pieces = _under_headings([piece for piece in pieces if piece.part.name not in SAID_AGAIN])
    yield Told(tuple(pieces))
    ranked = [driver for driver in explanation.drivers if driver.rank is not None]
    titles: list[str] = []

    def without_driver(driver_id: str, title: str) -> Told:
        nonlocal pieces
        left = _without_driver(pieces, driver_id)
        if _claims(left) < _claims(pieces):
            pieces = left
            titles.append(title)
        return _told(explanation, pieces, titles)

    for driver in reversed(ranked[LEADING_DRIVERS:]):
        yield without_driver(driver.id, driver.title)
    for name in BY_NEED:
        pieces = _under_headings([piece for piece in pieces if piece.part.name != name])
        yield _told(explanation, pieces, titles)
    for driver in reversed(ranked[:LEADING_DRIVERS]):
        yield without_driver(driver.id, driver.title)
    for piece in reversed(pieces):
        if piece.part.name not in ESSENTIAL:
            pieces = _under_headings([kept for kept in pieces if kept is not piece])
            yield _told(explanation, pieces, titles)


def _piece(explanation: Explanation, part: Part) -> Piece:
    return Piece(part, explanation.claims[part.first : part.last], part.cells)


def _told(explanation: Explanation, pieces: Sequence[Piece], titles: Sequence[str]) -> Told:
    if not titles:
        return Told(tuple(pieces))
    named = JOINED.join(reversed(titles))
    return Told(tuple(pieces), explanation.left_out.replace("{drivers}", named))


def _claims(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.claims) for piece in pieces)


def _without_driver(pieces: Sequence[Piece], driver: str) -> list[Piece]:
    """The pieces without what tells of one driver alone."""
    left: list[Piece] = []
    for piece in pieces:
        if piece.part.name in ESSENTIAL:
            left.append(piece)
        elif piece.part.driver != driver:
            kept = [claim.rule.partition("@")[0] != driver for claim in piece.claims]
            left.append(piece if all(kept) else _some(piece, kept))
    return _under_headings(left)


def _some(piece: Piece, kept: Sequence[bool]) -> Piece:
    """The piece with some of its claims."""
    claims = tuple(claim for claim, stays in zip(piece.claims, kept, strict=True) if stays)
    if not piece.cells:
        return Piece(piece.part, claims, ())
    cells = tuple(spans for spans, stays in zip(piece.cells, kept, strict=True) if stays)
    return Piece(piece.part, claims, cells)


def _under_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that say something; a heading stays only while something stands under it."""
    left: list[Piece] = []
    for piece in reversed(pieces):
        below = bool(left) and left[-1].part.level > piece.part.level
        if piece.claims or (piece.part.heading is not None and below):
            left.append(piece)
    return left[::-1]
