"""Tokens: the words, numbers and signs of a text with their places, found in one pass."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

NUMBER, WORD, SIGN = "number", "word", "sign"
APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'"})
PLURAL_KEPT = ("ss", "us", "is", "'s")
SHORTEST_PLURAL = 4

# Each alternative begins with a class of its own and none can match two ways: linear time.
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)|(?P<sign>[^\w\s]|_)"
)


class Token(NamedTuple):
    """One token; *same* is its word without case, possessive and plural, to be compared."""

    kind: str
    text: str
    same: str
    start: int
    end: int


class Sentence(NamedTuple):
    """The tokens of one sentence, and whether it is a row of a table."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    row: bool
    opens: bool
    """Whether it begins a paragraph, a list item or a row."""


def same(word: str) -> str:
    """The form in which words are compared."""
    plain = word.translate(APOSTROPHES).lower()
    plain = plain.removesuffix("'s")
    if len(plain) >= SHORTEST_PLURAL and plain[-1] == "s" and not plain.endswith(PLURAL_KEPT):
        return plain[:-1]
    return plain


def tokenize(text: str, offset: int = 0) -> Iterator[Token]:
    """The tokens of a text in order; their places count from *offset*."""
    for found in _TOKEN.finditer(text):
        kind, word = found.lastgroup or SIGN, found.group()
        compared = same(word) if kind == WORD else word
        yield Token(kind, word, compared, offset + found.start(), offset + found.end())


def adjacent(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token follows the one before without a space between them."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start
