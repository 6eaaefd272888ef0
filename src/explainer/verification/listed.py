"""A heard sentence: its mentions, numbers and dates, and which of them stand in a list."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from explainer.verification.dates import Day
from explainer.verification.phrasebook import Mention
from explainer.verification.quantities import Quantity
from explainer.verification.tokens import Sentence, Token

WHOLE = 100.0
MOST_LISTED = 12
"""Numbers in a row on each side of one that are taken for a list."""


class Heard(NamedTuple):
    """One sentence with everything that was recognised in it."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[Day, ...]
    breaks: frozenset[int]
    """Places of the tokens that end a part of the sentence."""

    def of(self, kind: str) -> Iterator[Mention]:
        """The mentions of one kind, in order."""
        return (found for found in self.mentions if found.kind == kind)

    def has(self, kind: str) -> bool:
        """Whether there is any mention of one kind."""
        return any(found.kind == kind for found in self.mentions)


def at_once(found: Sequence[Mention], first: int) -> frozenset[str]:
    """Every direction that the words at one place stand for."""
    return frozenset(one.means for one in found if one.first == first)


def listed(heard: Heard, place: int) -> list[int]:
    """The places of the numbers that stand in a row with this one: "5.9%, 8.3% and 9.1%"."""
    quantities, tokens = heard.quantities, heard.tokens

    def joined(one: int, other: int) -> bool:
        between = tokens[quantities[one].last : quantities[other].first]
        return all(token.same in (",", "and", "-", "\N{MINUS SIGN}", "+") for token in between)

    first = last = place
    while first and place - first < MOST_LISTED and joined(first - 1, first):
        first -= 1
    while last + 1 < len(quantities) and last - place < MOST_LISTED and joined(last, last + 1):
        last += 1
    return list(range(first, last + 1)) if last > first else []


def with_shared_units(
    quantities: Sequence[Quantity], mentions: Sequence[Mention], tokens: Sequence[Token]
) -> list[Quantity]:
    """The quantities, with the percent that an earlier one lends: "down 14 percent, ether 18"."""
    ends = {one.last for one in mentions if one.kind == "asset"}
    shared: list[Quantity] = []
    for one in quantities:
        before = shared[-1] if shared else None
        bare = one.unit == "plain" and not one.scaled and one.high < WHOLE and one.first in ends
        lent = bare and before is not None and before.unit == "pct"
        alone = one.last >= len(tokens) or tokens[one.last].same in (",", ".", "and", ";")
        shared.append(one._replace(unit="pct") if lent and alone else one)
    return shared
