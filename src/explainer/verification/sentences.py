"""Sentences: where a text's sentences, list items and table rows begin and end."""

import re
from collections.abc import Iterator

from explainer.verification.tokens import NUMBER, WORD, Sentence, Token, tokenize

MOST_TOKENS = 160
"""Words and signs of a sentence that are looked at together; a longer one is cut, so that the time
a text takes grows with its length and no faster."""
ENDS = frozenset(".!?")
CLOSERS = frozenset("\"'\u201d\u2019)]*_")
CELL = "|"
_ITEM = re.compile(r"\s*(?:[-*•#>|]|\d+[.)]\s)")
_MARKER = re.compile(r"\s*(?:\d{1,3}[.)]\s|#+\s)")


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a text in order.

    A line ends a sentence where it ends in a full stop, or where a list item, a heading, a table
    row or an empty line follows; other line breaks are those of a text wrapped by hand.
    """
    for start, end, row in _blocks(text):
        tokens = tuple(tokenize(text[start:end], start))
        opens = True
        first = 0
        for index in range(len(tokens)):
            full = index - first >= MOST_TOKENS
            if full or _ends(tokens, index, abbreviations):
                part = tokens[first : index + 1]
                yield Sentence(part, part[0].start, part[-1].end, row, opens)
                first, opens = index + 1, False


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of lines that belong together, and whether they are a row of a table."""
    begin: int | None = None
    place = 0
    for line in text.splitlines(keepends=True):
        row = line.count(CELL) > 0
        bare = not line.strip()
        alone = bare or row or _ITEM.match(line) is not None or _is_title(text, begin, place)
        if begin is not None and alone:
            yield begin, place, False
            begin = None
        if row:
            yield place, place + len(line), True
        elif not bare and begin is None:
            marker = _MARKER.match(line)
            begin = place + (marker.end() if marker else 0)
        place += len(line)
    if begin is not None:
        yield begin, place, False


def _is_title(text: str, begin: int | None, place: int) -> bool:
    """Whether the lines so far are a heading: they end without a stop, and a capital follows."""
    if begin is None:
        return False
    said = text[begin:place].rstrip()
    following = text[place : place + 80].lstrip()
    wrapped = len(said) - (said.rfind("\n") + 1) > 60
    ended = said[-1:] in ".!?:;,"
    return not wrapped and not ended and following[:1].isupper()


def _ends(tokens: tuple[Token, ...], index: int, abbreviations: frozenset[str]) -> bool:
    token = tokens[index]
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    if following.start == token.end or (following.kind == WORD and following.text[0].islower()):
        return False
    stop = index
    while stop > 0 and tokens[stop].text in CLOSERS and tokens[stop - 1].end == tokens[stop].start:
        stop -= 1
    if tokens[stop].text not in ENDS:
        return False
    if tokens[stop].text != "." or stop == 0:
        return True
    before = tokens[stop - 1]
    if before.end != tokens[stop].start:
        return True
    scale = stop > 1 and tokens[stop - 2].kind == NUMBER and tokens[stop - 2].end == before.start
    initial = len(before.text) == 1 and before.text.isupper() and not scale
    short = before.kind == WORD and (initial or before.text.lower() in abbreviations)
    return not (short and stop == index)
