"""A headline as words, and phrases and amounts that are found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

MOST_USD = 1e12
"""No event is larger; what claims to be is no amount."""

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\$?[0-9]+(?:[.,][0-9]+)*[^\W\d_]*"  # $1.5B
    r"|[^\W_]+(?:['-][^\W_]+)*"
)
_CLAUSE = re.compile("[:;|\N{EM DASH}\N{EN DASH}]")
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})
_AMOUNT = re.compile(r"\$([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([a-z]*)")
_SCALES: Mapping[str, float] = {
    "": 1.0,
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trn": 1e12,
    "trillion": 1e12,
}


class TitleWords:
    """A headline as its words, without possessives; `breaks[i]`: a clause begins at word i."""

    def __init__(self, text: str) -> None:
        text = text.translate(_APOSTROPHES)
        self.written: list[str] = []
        self.breaks: list[bool] = []
        done = 0
        for match in _WORD.finditer(text):
            self.written.append(match.group().removesuffix("'s"))
            self.breaks.append(_CLAUSE.search(text, done, match.start()) is not None)
            done = match.end()
        self.small = [word.lower() for word in self.written]
        self.amount_ends: dict[int, int] = {}
        self.amounts: list[float] = []
        for place, word in enumerate(self.small):
            self._note_amount(place, word)

    def are(self, phrase: Sequence[str], at: int) -> bool:
        """Whether the words from this place on are those of the phrase."""
        here = zip(self.written[at : at + len(phrase)], self.small[at:], phrase, strict=False)
        found = [wanted in (written, small) for written, small, wanted in here]
        return len(found) == len(phrase) and all(found)

    def _note_amount(self, place: int, word: str) -> None:
        found = _AMOUNT.fullmatch(word)
        if found is None:
            return
        digits, suffix = found.groups()
        following = self.small[place + 1] if place + 1 < len(self.small) else ""
        after = not suffix and following in _SCALES
        scale = _SCALES.get(following if after else suffix)
        if scale is None:
            return
        amount = float(digits.replace(",", "")) * scale
        if amount <= MOST_USD:
            self.amount_ends[place] = place + (2 if after else 1)
            self.amounts.append(amount)


class Phrases:
    """Phrases of a list: a word in small letters is found in any case, another as it is written.

    ValueError for one without a word.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(TitleWords(phrase).written)
            if not words:
                raise ValueError(f"{phrase!r} has no word")
            self._by_first.setdefault(words[0], []).append(words)

    def ends(self, words: TitleWords, at: int) -> Iterator[int]:
        """The places after each phrase that begins at this word."""
        for first in {words.written[at], words.small[at]}:
            for phrase in self._by_first.get(first, ()):
                end = at + len(phrase)
                if words.are(phrase, at) and not any(words.breaks[at + 1 : end]):
                    yield end

    def anywhere(self, words: TitleWords) -> bool:
        """Whether one of them is in the headline."""
        return any(self.at(words, place) for place in range(len(words.written)))

    def at(self, words: TitleWords, place: int) -> bool:
        """Whether one of them begins at this word."""
        return any(True for _ in self.ends(words, place))


class Amounts:
    """Any amount of dollars, in place of a list of words."""

    def ends(self, words: TitleWords, at: int) -> Iterator[int]:
        """The place after an amount that begins at this word."""
        if at in words.amount_ends:
            yield words.amount_ends[at]
