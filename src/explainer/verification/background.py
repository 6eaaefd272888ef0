"""Numbers that the rules themselves print, each bound to the words beside it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from explainer.verification.hearing import Ear
from explainer.verification.listed import Heard
from explainer.verification.quantities import Quantity
from explainer.verification.sentences import sentences
from explainer.verification.tokens import WORD, Token

UNSPOKEN_KEYS = frozenset({
    "reason", "references", "id", "code", "metric", "bands", "version", "over", "family", "when",
    "event", "calendar", "flips", "trend", "owner", "names", "number_words",
})  # fmt: skip
"""Keys of rules whose text no reader sees."""
SHORTEST_CONTENT = 4
REACH = 7
MOST_SHARED = 2
SURE_SHARE = 0.6
"""Share of the words beside a number that make its source sure."""


class Printed(NamedTuple):
    """A number of a rule's text, and the words around it."""

    low: float
    high: float
    unit: str
    around: frozenset[str]


class Background:
    """Every number in the words of a pack."""

    def __init__(self, ear: Ear, abbreviations: frozenset[str], *rules: Any) -> None:
        self._printed: dict[tuple[float, float, str], list[frozenset[str]]] = {}
        for text in _texts(rules):
            if not any(char.isalnum() for char in text):
                continue
            plain = _without_slots(text)
            for sentence in sentences(plain, abbreviations):
                heard = ear.hear(sentence)
                for quantity in heard.quantities:
                    held = self._printed.setdefault(_key(quantity), [])
                    held.append(around(heard, quantity))

    def prints(self, heard: Heard, quantity: Quantity, *, surely: bool = False) -> bool:
        """Whether the rules print this number beside words that stand beside it here.

        *surely* asks for most of the words, where a reading on the same subject says otherwise.
        """
        beside = around(heard, quantity)
        for known in self._printed.get(_key(quantity), ()):
            shared = len(known & beside)
            needed = max(MOST_SHARED, SURE_SHARE * len(known)) if surely else MOST_SHARED
            if shared and shared >= (needed if surely else min(needed, len(known))):
                return True
        return False


def _key(quantity: Quantity) -> tuple[float, float, str]:
    return quantity.low, quantity.high, quantity.unit


def around(heard: Heard, quantity: Quantity) -> frozenset[str]:
    """The words beside a number that tell what it is about."""
    first, last = max(0, quantity.first - REACH), quantity.last + REACH
    beside = (*heard.tokens[first : quantity.first], *heard.tokens[quantity.last : last])
    return frozenset(
        token.same for token in beside if token.kind == WORD and len(token.same) >= SHORTEST_CONTENT
    )


def content(tokens: Iterable[Token]) -> frozenset[str]:
    """The words of a text that tell what it is about."""
    return frozenset(
        token.same for token in tokens if token.kind == WORD and len(token.same) >= SHORTEST_CONTENT
    )


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, value in held.items():
            if key not in UNSPOKEN_KEYS:
                yield from _texts(value)
    elif isinstance(held, Iterable):
        for value in held:
            yield from _texts(value)


def _without_slots(text: str) -> str:
    """A template with its slots left out, so that nothing inside them counts as a number."""
    kept: list[str] = []
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        kept.append(" " if depth > 0 or char in "{}[]<>|" else char)
    return "".join(kept)
