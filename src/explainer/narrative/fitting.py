"""Making a text keep to its limit, and its sentences open differently.

Everything worth saying is drafted; then whole sentences go, the least important first, until the
text keeps to its limit. No sentence is ever cut.
"""

from collections.abc import Callable
from operator import attrgetter

from explainer.narrative.desk import ALWAYS
from explainer.narrative.drafts import Draft
from explainer.narrative.plan import Block, without_empty

DISPENSABLE = 45.0
"""A sentence that weighs less may go for the sake of style."""

MOST_TURNS = 8
"""Wordings of one sentence that are tried."""

Measure = Callable[[Draft], int]


def words(draft: Draft) -> int:
    """The words of a sentence."""
    return draft.words


def characters(draft: Draft) -> int:
    """The characters of a sentence and of the blank after it."""
    return len(draft.text) + 1


def within(blocks: list[Block], most: int, measure: Measure = words) -> tuple[list[Block], int]:
    """The blocks without their least important sentences, and how much room is to spare.

    Sentences that weigh ALWAYS stay in any case, so the room may come out negative. A heading under
    which nothing is left goes too.
    """
    blocks = without_empty(blocks)
    ordered = [draft for block in blocks for draft in block.drafts]
    total = sum([measure(draft) for draft in ordered]) + sum([_marks(block) for block in blocks])
    if total > most:
        ordered.sort(key=_WEIGHT)
        dropped: list[Draft] = []
        room = _Room(blocks, measure)
        for draft in ordered:
            if total <= most or draft.weight >= ALWAYS:
                break
            total -= room.freed(draft)
            dropped.append(draft)
        gone, total = _let_back(room, dropped, most, total)
        for block in blocks:
            block.drafts = [draft for draft in block.drafts if id(draft) not in gone]
    return without_empty(blocks), most - total


def _marks(block: Block) -> int:
    """Words that a block adds to those of its sentences: the heading, columns, a dash an item."""
    return _heading(block) + (len(block.drafts) if block.kind == "list" else 0)


def _heading(block: Block) -> int:
    """Words of the heading and the columns of a block."""
    headed = 0 if block.heading is None else block.heading.count(" ") + 1
    return headed + sum([column.count(" ") + 2 for column in block.columns])


class _Room:
    """What sentences take up where they stand: the last one of a block takes its heading along."""

    def __init__(self, blocks: list[Block], measure: Measure) -> None:
        self.blocks, self.measure = blocks, measure
        self.home = {
            id(draft): place for place, block in enumerate(blocks) for draft in block.drafts
        }
        self.left = [len(block.drafts) for block in blocks]

    def freed(self, draft: Draft) -> int:
        """Take a sentence out; the room that this frees."""
        place = self.home[id(draft)]
        self.left[place] -= 1
        return self.measure(draft) + self._heading(place)

    def needed(self, draft: Draft) -> int:
        """The room that a sentence needs to come back."""
        return self.measure(draft) + self._heading(self.home[id(draft)])

    def back(self, draft: Draft) -> None:
        """Put a sentence back."""
        self.left[self.home[id(draft)]] += 1

    def _heading(self, place: int) -> int:
        return 0 if self.left[place] else _heading(self.blocks[place])


def _let_back(room: _Room, dropped: list[Draft], most: int, total: int) -> tuple[set[int], int]:
    """What stays out, and the room taken in all, once what has room again is let back in.

    In one block nothing comes back after a weightier sentence that stays out: it may lean on it.
    """
    gone: set[int] = set()
    closed: set[int] = set()
    for draft in reversed(dropped):
        place = room.home[id(draft)]
        if place not in closed and total + room.needed(draft) <= most:
            total += room.needed(draft)
            room.back(draft)
        else:
            closed.add(place)
            gone.add(id(draft))
    return gone, total


_WEIGHT = attrgetter("weight")


def vary(blocks: list[Block], before: str, spare: int, measure: Measure = words) -> None:
    """Reword sentences that open with the same two words as the one before them.

    One of little weight that cannot be said otherwise is left out. *spare* is the room that longer
    wordings may take.
    """
    last = _opening(before)
    for block in blocks:
        kept: list[Draft] = []
        for draft in block.drafts:
            chosen, begins = draft, _opening(draft.text)
            if begins == last and block.kind != "table":
                if draft.again is not None:
                    chosen = _other(draft, draft.again, last, spare, measure)
                    spare -= measure(chosen) - measure(draft)
                    begins = _opening(chosen.text)
                if begins == last and draft.weight < DISPENSABLE:
                    continue
            kept.append(chosen)
            last = begins
        block.drafts = kept


def _other(
    draft: Draft, again: Callable[[int], Draft | None], last: str, spare: int, measure: Measure
) -> Draft:
    """The sentence in other words, if there are some that open differently and have room."""
    for turn in range(1, MOST_TURNS):
        other = again(turn)
        if other is None or _opening(other.text) == last:
            continue
        if measure(other) - measure(draft) <= spare:
            return other
    return draft


def _opening(text: str) -> str:
    return text[: text.find(" ", text.find(" ") + 1)]
