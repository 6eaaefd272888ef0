"""From a plan to the text, with the place of every sentence and number in it."""

import msgspec

from explainer.errors import UnbackedNumberError
from explainer.explanation import Claim, Receipt
from explainer.narrative.drafts import Draft
from explainer.narrative.literals import Numbers
from explainer.narrative.plan import Plan

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
        text, offset, done = draft.text, self.length, 0
        receipts: list[Receipt] = []
        rest = self.rest
        for start, shown, rounding, kind, value, unit, pointer, rule, op, operands in draft.marks:
            end = start + len(shown)
            receipts.append(
                Receipt(
                    kind,
                    value,
                    shown,
                    unit,
                    rounding,
                    pointer,
                    rule,
                    op,
                    operands,
                    offset + start,
                    offset + end,
                )
            )
            if not draft.exempt:
                rest.append(text[done:start])
                done = end
        if draft.exempt:
            covered = [(mark[0], mark[0] + len(mark[1])) for mark in draft.marks]
            uncovered(text, covered + draft.exempt, rest)
        else:
            rest.append(text[done:])
        self.length = end = offset + len(text)
        self.claims.append(Claim(text, offset, end, draft.kind, draft.rule, tuple(receipts)))
        self.parts.append(text)


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
    rest = SPACE.join(page.rest)
    if numbers.holds_digits(rest) and (bare := numbers.first(rest)) is not None:
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
    covered.sort()
    for start, end in covered:
        rest.append(text[done:start])
        done = end
    rest.append(text[done:])
