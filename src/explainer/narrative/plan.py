"""Which sentences make up an explanation of one length, in which order, under which limit of words.

Everything worth saying is drafted; then whole sentences go, the least important first, until the
text keeps to its limit. No sentence is ever cut.
"""

from collections.abc import Callable
from operator import attrgetter

import msgspec

from explainer.narrative import closing, opening, sides, telling, watching
from explainer.narrative.desk import ALWAYS, Desk
from explainer.narrative.drafts import Draft

BRIEF_WORDS = 250
MOST_SIGNALS, FEWER_SIGNALS = 3, 2
SOME = 4
"""With more fired drivers than this, fewer signals are told."""
DISPENSABLE = 45.0
"""A sentence that weighs less may go for the sake of style."""


class Block(msgspec.Struct):
    """Sentences that belong together: one paragraph, or the items of a list under its heading."""

    drafts: list[Draft]
    heading: str | None = None


class Plan(msgspec.Struct):
    """The sentences of an explanation, in the order of reading."""

    headline: Draft
    answer: list[Draft]
    body: list[Block]
    disclosure: Draft


def brief(desk: Desk) -> tuple[Plan, sides.Findings]:
    """At most 250 words: the answer, what moved, the drivers, both sides, what to watch."""
    headline, disclosure = opening.headline(desk), closing.disclosure(desk)
    answer, answered = opening.answer(desk)
    offset_drafts, offsets = sides.offsets(desk)
    ruled_out_drafts, ruled_out = sides.ruled_out(desk)
    as_of = closing.as_of(desk)
    heading = desk.words.lexicon.watch.heading
    most = MOST_SIGNALS if len(desk.fired) <= SOME else FEWER_SIGNALS
    blocks = [
        Block(telling.moved(desk)),
        Block(telling.chain(desk, answered)),
        Block([*offset_drafts, *ruled_out_drafts, *sides.unchecked(desk)]),
        Block(watching.watch(desk, most), heading),
        Block(closing.quality(desk)),
        Block([as_of, disclosure] if as_of is not None else [disclosure]),
    ]
    fixed = headline.words + sum(draft.words for draft in answer)
    blocks, spare = _within(blocks, BRIEF_WORDS - fixed)
    _vary(blocks, answer[-1].text if answer else headline.text, spare)
    return (
        Plan(headline, answer, blocks, disclosure),
        sides.Findings(offsets, ruled_out, sides.shown(desk)),
    )


def _marks(block: Block) -> int:
    """Words that a list adds to those of its items: the heading, and a dash before each item."""
    if block.heading is None or not block.drafts:
        return 0
    return block.heading.count(" ") + 1 + len(block.drafts)


def _within(blocks: list[Block], most: int) -> tuple[list[Block], int]:
    """The blocks without their least important sentences, and how many words are to spare."""
    ordered = [draft for block in blocks for draft in block.drafts]
    total = sum([draft.words for draft in ordered]) + sum([_marks(block) for block in blocks])
    if total > most:
        ordered.sort(key=_WEIGHT)
        dropped: list[Draft] = []
        for draft in ordered:
            if total <= most or draft.weight >= ALWAYS:
                break
            total -= draft.words
            dropped.append(draft)
        gone, total = _let_back(blocks, dropped, most, total)
        blocks = [
            Block([draft for draft in block.drafts if id(draft) not in gone], block.heading)
            for block in blocks
        ]
    return [block for block in blocks if block.drafts], most - total


def _let_back(
    blocks: list[Block], dropped: list[Draft], most: int, total: int
) -> tuple[set[int], int]:
    """What stays out, and the words in all, once what has room again is let back in.

    In one block nothing comes back after a weightier sentence that stays out: it may lean on it.
    """
    home = {id(draft): place for place, block in enumerate(blocks) for draft in block.drafts}
    gone: set[int] = set()
    closed: set[int] = set()
    for draft in reversed(dropped):
        place = home[id(draft)]
        if place not in closed and total + draft.words <= most:
            total += draft.words
        else:
            closed.add(place)
            gone.add(id(draft))
    return gone, total


_WEIGHT = attrgetter("weight")


def _vary(blocks: list[Block], before: str, spare: int) -> None:
    """Reword sentences that open with the same two words as the one before them.

    One of little weight that cannot be said otherwise is left out.
    """
    last = _opening(before)
    for block in blocks:
        kept: list[Draft] = []
        for draft in block.drafts:
            chosen, begins = draft, _opening(draft.text)
            if begins == last:
                if draft.again is not None:
                    chosen = _other(draft, draft.again, last, spare)
                    spare -= chosen.words - draft.words
                    begins = _opening(chosen.text)
                if begins == last and draft.weight < DISPENSABLE:
                    continue
            kept.append(chosen)
            last = begins
        block.drafts = kept


def _other(draft: Draft, again: Callable[[int], Draft | None], last: str, spare: int) -> Draft:
    """The sentence in other words, if there are some that open differently and have room."""
    for turn in (1, 2):
        other = again(turn)
        if other is None or _opening(other.text) == last:
            continue
        if other.words - draft.words <= spare:
            return other
    return draft


def _opening(text: str) -> str:
    return text[: text.find(" ", text.find(" ") + 1)]
