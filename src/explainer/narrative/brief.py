"""The brief: the answer, what moved, the drivers, both sides, what to watch, in 250 words."""

from explainer.explanation import PartKind
from explainer.narrative import chain, closing, headlines, opening, sides, telling, watching
from explainer.narrative.desk import Desk
from explainer.narrative.fitting import vary, within
from explainer.narrative.plan import SECTION, Block, Plan, headed

BRIEF_WORDS, FEW_WORDS = 250, 150
"""The most words of a brief, and the fewest where there is something to tell."""
SEVERAL = 3
"""From so many fired drivers on there is."""
MOST_SIGNALS, FEWER_SIGNALS = 3, 2
DRIVERS = "drivers"
SOME = 4
"""With more fired drivers than this, fewer signals are told."""


def brief(desk: Desk) -> tuple[Plan, sides.Findings]:
    """At most 250 words; in the list style, what moved, the drivers and both sides are items."""
    headline, disclosure = headlines.headline(desk), closing.disclosure(desk)
    answer, answered = opening.answer(desk)
    offset_drafts, offsets = sides.offsets(desk)
    ruled_out_drafts, ruled_out = sides.ruled_out(desk)
    as_of = closing.as_of(desk)
    most = MOST_SIGNALS if len(desk.fired) <= SOME else FEWER_SIGNALS
    told: PartKind = "list" if desk.listing else "paragraph"
    blocks = [
        Block("moved", telling.moved(desk), told),
        Block(DRIVERS, chain.chain(desk, answered), told),
        Block(
            "sides",
            [
                *offset_drafts,
                *ruled_out_drafts,
                *sides.unchecked(desk),
                *closing.unobtained(desk),
            ],
            told,
        ),
        Block(
            "watch",
            watching.watch(desk, most),
            "list",
            desk.words.lexicon.watch.heading,
            SECTION,
        ),
        Block("quality", closing.quality(desk)),
        Block("closing", [as_of, disclosure] if as_of is not None else [disclosure]),
    ]
    fixed = headline.words + sum(draft.words for draft in answer)
    blocks, spare = within(blocks, BRIEF_WORDS - fixed)
    if len(desk.fired) >= SEVERAL:
        spare = _filled(desk, blocks, spare)
    vary(blocks, answer[-1].text if answer else headline.text, spare)
    return (
        Plan(headline, answer, [headed(headline), Block("answer", answer), *blocks], disclosure),
        sides.Findings(offsets, ruled_out, sides.shown(desk)),
    )


def _filled(desk: Desk, blocks: list[Block], spare: int) -> int:
    """Say of further drivers why they hurt, until the brief has the words it is to have at least.

    Returns the words that are left to spare.
    """
    drivers = next((block for block in blocks if block.name == DRIVERS), None)
    if drivers is None:
        return spare
    for finding in desk.fired[1:]:
        if spare <= BRIEF_WORDS - FEW_WORDS:
            break
        for draft in chain.hurt(desk, finding) if finding.explains else []:
            drivers.drafts.append(draft)
            spare -= draft.words
    return spare
