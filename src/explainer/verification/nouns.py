"""Nouns that no figure is about: of a number with one, no reading is told as the right one."""

from explainer.verification.listed import Heard
from explainer.verification.quantities import Quantity
from explainer.verification.tokens import WORD

KNOWN = frozenset({
    "topic", "asset", "direction", "window", "side", "unit", "sums", "straight", "sessions",
    "counted", "others", "hedge", "hedge_after", "marks", "name",
})  # fmt: skip
"""Kinds of mentions that tell which figure a number may be."""
OPENING = frozenset({"a", "an", "the", "its", "that", "this"})
MOST_COUNTED = 20.0
REACH = 3
"""Words behind the noun in which a topic tells what it is a part of, at most."""


class Nouns:
    """Tells whether the word behind a number is the name of something that has no figure."""

    def __init__(self, common: frozenset[str]) -> None:
        """*common* are words that name nothing."""
        self._common = common

    def own(self, heard: Heard, quantity: Quantity) -> bool:
        """Whether a number has a noun of its own: "a 100% *tariff*", "two *things*"."""
        place = quantity.last
        before = heard.tokens[quantity.first - 1].same if quantity.first else ""
        if quantity.unit == "plain":
            if before in self._common and before not in OPENING:
                return False
        elif quantity.unit != "pct" or before not in OPENING:
            return False
        if place >= len(heard.tokens) or heard.tokens[place].kind != WORD:
            return False
        if heard.tokens[place].same in self._common:
            return False
        if any(place < one.first <= place + REACH for one in heard.of("topic")):
            return False
        return not any(
            one.kind in KNOWN and one.first <= place < one.last for one in heard.mentions
        )

    def counts(self, text: str, heard: Heard, quantity: Quantity) -> bool:
        """Whether a number in words only counts such things."""
        said = text[quantity.start : quantity.end]
        small = quantity.unit == "plain" and not quantity.scaled and quantity.low <= MOST_COUNTED
        return small and said.isalpha() and self.own(heard, quantity)
