"""What a text is made of before it is written out: blocks of sentences, in the order of reading."""

import msgspec

from explainer.explanation import PartKind
from explainer.narrative.drafts import Draft

HEADLINE_LEVEL, SECTION, SUBSECTION = 1, 2, 3
CELL = " | "
"""What stands between the cells of a row."""


class Block(msgspec.Struct):
    """Sentences that belong together, under a heading if they have one.

    They make up a paragraph, the items of a list or the rows of a table. *name* says what they are
    for, *driver* which driver they tell of, if it is one alone.
    """

    name: str
    drafts: list[Draft]
    kind: PartKind = "paragraph"
    heading: str | None = None
    level: int = 0
    driver: str | None = None
    columns: tuple[str, ...] = ()


class Plan(msgspec.Struct):
    """The blocks of an explanation in the order of reading, and what stands beside the text too.

    *headlines* are candidates to choose from, at the lengths that offer them.
    """

    headline: Draft
    answer: list[Draft]
    blocks: list[Block]
    disclosure: Draft
    headlines: list[Draft] = []


def headed(headline: Draft) -> Block:
    """The block of the headline."""
    return Block("headline", [headline], level=HEADLINE_LEVEL)


def section(
    name: str, heading: str, drafts: list[Draft], kind: PartKind = "paragraph", level: int = SECTION
) -> Block:
    """A block under a heading of its own."""
    return Block(name, drafts, kind, heading, level)


def without_empty(blocks: list[Block]) -> list[Block]:
    """The blocks that say something; a heading stays only while something stands under it."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if block.drafts or (block.heading is not None and kept and kept[-1].level > block.level):
            kept.append(block)
    return kept[::-1]
