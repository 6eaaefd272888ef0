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
    """The text so far, and the claims in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.claims: list[Claim] = []
        self.drafts: list[Draft] = []

    def say(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def add(self, drafts: list[Draft], before: str = "", between: str = "") -> None:
        """Write sentences: words *before* the first one, and *between* two."""
        parts, claims, place = self.parts, self.claims, self.length
        self.drafts += drafts
        lead = before
        for draft in drafts:
            if lead:
                parts.append(lead)
                place += len(lead)
            lead = between
            receipts: list[Receipt] = []
            for (
                start,
                shown,
                rounding,
                kind,
                value,
                unit,
                pointer,
                rule,
                op,
                operands,
            ) in draft.marks:
                start += place
                end = start + len(shown)
                receipts.append(
                    Receipt(
                        kind, value, shown, unit, rounding, pointer, rule, op, operands, start, end
                    )
                )
            text = draft.text
            parts.append(text)
            end = place + len(text)
            claims.append(Claim(text, place, end, draft.kind, draft.rule, tuple(receipts)))
            place = end
        self.length = place


def compose(plan: Plan, numbers: Numbers) -> Composed:
    """The text of a plan: headline, answer, paragraphs, lists.

    Raises UnbackedNumberError when a number in it has no receipt.
    """
    page = _Page()
    page.add([plan.headline])
    page.say(PARAGRAPH)
    page.add(plan.answer, between=SPACE)
    headings: list[str] = []
    for block in plan.body:
        page.say(PARAGRAPH)
        if block.heading is None:
            page.add(block.drafts, between=SPACE)
        else:
            headings.append(block.heading)
            page.say(block.heading)
            page.add(block.drafts, LINE + BULLET, LINE + BULLET)
    page.say(LINE)
    text = "".join(page.parts)
    _refuse_bare(text, page.drafts, headings, numbers)
    return Composed(text, tuple(page.claims))


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
