"""From a plan to the text, with the place of every sentence and number in it."""

import msgspec

from explainer.errors import UnbackedNumberError
from explainer.explanation import Claim, Part, Receipt, Span
from explainer.narrative.drafts import Draft
from explainer.narrative.literals import Numbers
from explainer.narrative.plan import CELL, Block, Plan

PARAGRAPH, LINE, SPACE, BULLET = "\n\n", "\n", " ", "- "


class Composed(msgspec.Struct):
    """A text, its claims and its parts, whose spans count code points in it."""

    text: str
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]


class _Page:
    """The text so far, the claims in it, and what they are parts of."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.claims: list[Claim] = []
        self.drafts: list[Draft] = []
        self.parts: list[Part] = []
        self.headings: list[str] = []

    def say(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def add(self, drafts: list[Draft], before: str = "", between: str = "") -> None:
        """Write sentences: words *before* the first one, and *between* two."""
        pieces, claims, place = self.pieces, self.claims, self.length
        self.drafts += drafts
        lead = before
        for draft in drafts:
            if lead:
                pieces.append(lead)
                place += len(lead)
            lead = between
            text = draft.text
            pieces.append(text)
            end = place + len(text)
            receipts = _receipts(draft, place)
            claims.append(Claim(text, place, end, draft.kind, draft.rule, receipts))
            place = end
        self.length = place

    def block(self, block: Block) -> None:
        """Write a block, and remember where its claims are."""
        if self.pieces:
            self.say(PARAGRAPH)
        heading, drafts, kind = block.heading, block.drafts, block.kind
        if heading is not None:
            self.headings.append(heading)
            self.say(heading)
        first = len(self.claims)
        cells: tuple[tuple[Span, ...], ...] = ()
        if kind == "paragraph":
            self.add(drafts, "" if heading is None else LINE, SPACE)
        elif kind == "list":
            self.add(drafts, BULLET if heading is None else LINE + BULLET, LINE + BULLET)
        elif kind == "table":
            self.headings.append(SPACE.join(block.columns))
            self.say(("" if heading is None else LINE) + CELL.join(block.columns))
            self.add(drafts, LINE, LINE)
            rows = zip(drafts, self.claims[first:], strict=True)
            cells = tuple(
                tuple((start + claim.start, end + claim.start) for start, end in draft.cells)
                for draft, claim in rows
            )
        self.parts.append(
            Part(
                block.name,
                kind,
                first,
                len(self.claims),
                heading,
                block.level,
                block.driver,
                block.columns,
                cells,
            )
        )


def _receipts(draft: Draft, place: int) -> tuple[Receipt, ...]:
    """The receipts of a sentence that begins at a place of the text."""
    receipts: list[Receipt] = []
    for start, shown, rounding, kind, value, unit, pointer, rule, op, operands in draft.marks:
        start += place
        end = start + len(shown)
        receipts.append(
            Receipt(kind, value, shown, unit, rounding, pointer, rule, op, operands, start, end)
        )
    return tuple(receipts)


def compose(plan: Plan, numbers: Numbers) -> Composed:
    """The text of a plan, block by block.

    Raises UnbackedNumberError when a number in it has no receipt.
    """
    page = _Page()
    for block in plan.blocks:
        page.block(block)
    page.say(LINE)
    text = "".join(page.pieces)
    _refuse_bare(text, page.drafts, page.headings, numbers)
    return Composed(text, tuple(page.claims), tuple(page.parts))


def candidates(drafts: list[Draft], numbers: Numbers) -> tuple[Claim, ...]:
    """Sentences that stand beside the text, each a claim whose spans count in its own words.

    Raises UnbackedNumberError as `compose` does.
    """
    for draft in drafts:
        _refuse_bare(draft.text, [draft], [], numbers)
    return tuple(
        Claim(draft.text, 0, len(draft.text), draft.kind, draft.rule, _receipts(draft, 0))
        for draft in drafts
    )


def _refuse_bare(text: str, drafts: list[Draft], headings: list[str], numbers: Numbers) -> None:
    """UnbackedNumberError for a number that no receipt, name or quotation covers.

    The words in between are looked at only where the text holds more digits than what is covered.
    """
    covered: list[str] = []
    for draft in drafts:
        covered += [mark[1] for mark in draft.marks]
        if draft.exempt:
            covered += [draft.text[start:end] for start, end in draft.exempt]
    if numbers.digits(text) == numbers.digits("".join(covered)):
        return
    bare = numbers.first(SPACE.join(headings + [_uncovered(draft) for draft in drafts]))
    if bare is not None:
        raise UnbackedNumberError(bare, text)


def _uncovered(draft: Draft) -> str:
    """What of a sentence lies outside its numbers, names and quotations."""
    text, done = draft.text, 0
    rest: list[str] = []
    for start, end in sorted(
        [(mark[0], mark[0] + len(mark[1])) for mark in draft.marks] + draft.exempt
    ):
        rest.append(text[done:start])
        done = end
    rest.append(text[done:])
    return SPACE.join(rest)
