"""Numbers that stand in an event's title, in the form that the title has or in another."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from explainer.verification.background import SHORTEST_CONTENT, content
from explainer.verification.hearing import About, Ear
from explainer.verification.listed import Heard
from explainer.verification.matching import fits
from explainer.verification.quantities import LARGE_PLAIN, Quantity
from explainer.verification.sentences import sentences
from explainer.verification.tokens import WORD, tokenize

LONGEST_TITLE = 640
"""Characters of a title that are looked at: more than any text prints of it."""
MOST_HEARD = 100
"""Titles whose numbers are read; no text tells of more events."""
NEAR = 4
"""Words on each side of a number that tell what it counts, at most."""


class TitleNumber(NamedTuple):
    """A number of a title, and the words beside it."""

    quantity: Quantity
    near: frozenset[str]


class Title(NamedTuple):
    """An event's title, the words in it that tell what it is about, and its numbers."""

    text: str
    words: frozenset[str]
    numbers: tuple[TitleNumber, ...]


def titles_of(
    texts: Sequence[str], ear: Ear, abbreviations: frozenset[str], plain: frozenset[str]
) -> list[Title]:
    """Titles as numbers are looked for in them, each read once: its beginning, where endless.

    *plain* are words that tell nothing.
    """
    found: list[Title] = []
    for place, text in enumerate(texts):
        head = text[:LONGEST_TITLE]
        read = sentences(head, abbreviations) if place < MOST_HEARD else ()
        heard = [ear.hear(one) for one in read]
        words = content(tokenize(head))
        numbers = (
            TitleNumber(quantity, _near(one, quantity) - plain)
            for one in heard
            for quantity in one.quantities
            if not quantity.malformed
        )
        found.append(Title(head, words, tuple(numbers)))
    return found


def in_title(
    text: str, heard: Heard, quantity: Quantity, hedges: frozenset[str], titles: Sequence[Title]
) -> bool:
    """Whether a number stands in a title of which the words beside it speak too."""
    said = text[quantity.start : quantity.end]
    beside = _near(heard, quantity)
    words = content(heard.tokens)
    if quantity.unit in ("pct", "pp") and _is_move(heard, quantity):
        return False
    for title in titles:
        quoted = not _is_large(quantity) and title.words & words
        if quoted and _stands_in(said, title.text):
            return True
        for number in title.numbers:
            coins = quantity.unit == number.quantity.unit == "btc"
            same = coins or (number.near & beside and _same_unit(quantity, number.quantity))
            if same and fits(quantity, number.quantity.low, hedges):
                return True
    return False


def is_size(
    heard: Heard, quantity: Quantity, about: About, sizes: Sequence[tuple[Title, float]]
) -> bool:
    """Whether the number is the size of an event whose title the sentence speaks of."""
    words = content(heard.sentence.tokens)
    return quantity.unit in ("usd", "plain") and any(
        fits(quantity, size, about.hedges) and title.words & words for title, size in sizes
    )


def _stands_in(said: str, text: str) -> bool:
    """Whether words stand in a text, and not as a part of longer ones."""
    place = text.find(said)
    while place >= 0:
        before, after = (
            text[max(0, place - 1) : place],
            text[place + len(said) : place + len(said) + 1],
        )
        if not (before.isalnum() or after.isalnum() or (place and before in ".,")):
            return True
        place = text.find(said, place + 1)
    return False


def _is_large(quantity: Quantity) -> bool:
    """Whether a number is one that a reading may well have, and words must say what it counts."""
    plain = quantity.unit == "plain" and (quantity.scaled or quantity.high >= LARGE_PLAIN)
    return plain or quantity.unit in ("pct", "pp", "btc")


def _is_move(heard: Heard, quantity: Quantity) -> bool:
    """Whether a direction stands right beside the number: fell 100%, a 100% plunge."""
    places = {quantity.first, *(one.first for one in heard.of("hedge"))}
    return any(
        one.first == quantity.last
        or (one.last in places and 0 <= quantity.first - one.last <= NEAR)
        for one in heard.of("direction")
    )


def _same_unit(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit:
        return one.sign == other.sign
    plain = {one.unit, other.unit} == {"plain", "btc"}
    return plain and max(one.high, other.high) >= LARGE_PLAIN


def _near(heard: Heard, quantity: Quantity) -> frozenset[str]:
    """The words beside a number in its part of the sentence; assets tell of what only of coins."""
    first = max((i + 1 for i in heard.breaks if i < quantity.first), default=0)
    last = min((i for i in heard.breaks if i >= quantity.last), default=len(heard.tokens))
    places = (
        *range(max(first, quantity.first - NEAR), quantity.first),
        *range(quantity.last, min(last, quantity.last + NEAR)),
    )
    own = heard.tokens[quantity.first : quantity.last] if quantity.unit == "btc" else ()
    return frozenset((*_content(heard, places), *(one.same for one in own if one.kind == WORD)))


def _content(heard: Heard, places: Sequence[int]) -> Iterator[str]:
    named = {i for one in heard.of("asset") for i in range(one.first, one.last)}
    for place in places:
        token = heard.tokens[place]
        if place not in named and token.kind == WORD and len(token.same) >= SHORTEST_CONTENT:
            yield token.same
