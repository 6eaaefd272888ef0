"""From a plan to the text, with the place of every sentence and number in it."""

import msgspec

from explainer.errors import UnbackedNumberError
from explainer.explanation import Claim, Receipt
from explainer.narrative.phrases import Numbers
from explainer.narrative.plan import Plan
from explainer.narrative.writing import Draft

PARAGRAPH, LINE, SPACE, BULLET = "\n\n", "\n", " ", "- "


class Composed(msgspec.Struct):
    """A text and its claims, whose spans count code points in it."""

    text: str
    claims: tuple[Claim, ...]


class _Page:
    """The text so far; *rest* is all of it that no receipt, name or quotation covers."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.claims: list[Claim] = []
        self.rest: list[str] = []

    def say(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def add(self, draft: Draft) -> None:
        text, offset = draft.text, self.length
        receipts: list[Receipt] = []
        covered = list(draft.exempt)
        for mark in draft.marks:
            start, reading = mark.start, mark.reading
            end = start + len(mark.shown)
            covered.append((start, end))
            receipts.append(
                Receipt(
                    kind=reading.kind,
                    value=reading.value,
                    shown=mark.shown,
                    unit=reading.unit,
                    rounding=mark.rounding,
                    pointer=reading.pointer,
                    rule_pointer=reading.rule_pointer,
                    op=reading.op,
                    operands=reading.operands,
                    start=offset + start,
                    end=offset + end,
                )
            )
        uncovered(text, covered, self.rest)
        self.claims.append(
            Claim(
                text=text,
                start=offset,
                end=offset + len(text),
                kind=draft.kind,
                rule=draft.rule,
                receipts=tuple(receipts),
            )
        )
        self.parts.append(text)
        self.length = offset + len(text)


def compose(plan: Plan, numbers: Numbers) -> Composed:
    """The text of a plan: headline, answer, paragraphs, lists.

    Raises UnbackedNumberError when a number in it has no receipt.
    """
    page = _Page()
    page.add(plan.headline)
    page.say(PARAGRAPH)
    _sentences(page, plan.answer)
    for block in plan.body:
        page.say(PARAGRAPH)
        if block.heading is None:
            _sentences(page, block.drafts)
            continue
        page.say(block.heading)
        page.rest.append(block.heading)
        for draft in block.drafts:
            page.say(LINE + BULLET)
            page.add(draft)
    page.say(LINE)
    text = "".join(page.parts)
    bare = numbers.first(SPACE.join(page.rest))
    if bare is not None:
        raise UnbackedNumberError(bare, text)
    return Composed(text, tuple(page.claims))


def _sentences(page: _Page, drafts: list[Draft]) -> None:
    for place, draft in enumerate(drafts):
        if place:
            page.say(SPACE)
        page.add(draft)


def uncovered(text: str, covered: list[tuple[int, int]], rest: list[str]) -> None:
    """Add to *rest* what of the text does not lie between a start and an end."""
    done = 0
    if len(covered) > 1:
        covered.sort()
    for start, end in covered:
        rest.append(text[done:start])
        done = end
    rest.append(text[done:])
