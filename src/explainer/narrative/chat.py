"""The chat: an answer complete in itself, with its moment and one thing to watch."""

from explainer.narrative import chain, closing, headlines, opening, sides, watching
from explainer.narrative.desk import Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.fitting import characters, vary, within
from explainer.narrative.plan import Block, Plan

CHAT_CHARACTERS = 600


def chat(desk: Desk) -> tuple[Plan, sides.Findings]:
    """At most 600 characters in one paragraph.

    Where quoted titles leave no room for the answer as it is, its short form stands in the text.
    """
    headline, disclosure = headlines.headline(desk), closing.disclosure(desk)
    answer, answered = opening.answer(desk)
    _, offsets = sides.offsets(desk)
    _, ruled_out = sides.ruled_out(desk)
    told = [*chain.chain(desk, answered), *_watched(desk)]
    blocks = _fitted(desk, answer, told)
    plan = Plan(headline, answer, blocks, disclosure)
    return plan, sides.Findings(offsets, ruled_out, sides.shown(desk))


def _fitted(desk: Desk, answer: list[Draft], told: list[Draft]) -> list[Block]:
    """The paragraph within its limit."""
    last = [closing.chat_as_of(desk)]
    spare = -1
    blocks: list[Block] = []
    for first in (answer, opening.short_answer(desk)):
        fixed = sum(characters(draft) for draft in [*first, *last])
        blocks, spare = within([Block("answer", list(told))], CHAT_CHARACTERS - fixed, characters)
        if spare >= 0:
            break
    kept = [draft for block in blocks for draft in block.drafts]
    lead, *more = first
    # what else there is on the leading driver comes before the count of the others
    own = [draft for draft in kept if draft.rule == lead.rule]
    others = [draft for draft in kept if draft.rule != lead.rule]
    whole = [Block("answer", [lead, *own, *more, *others, *last])]
    vary(whole, "", spare, characters)
    return whole


def _watched(desk: Desk) -> list[Draft]:
    draft = watching.one(desk)
    return [] if draft is None else [draft]
