"""Numerals: digits and number words, read as a value with the fineness they were written in."""

from collections.abc import Sequence
from typing import NamedTuple

from explainer.verification.tokens import NUMBER, WORD, Token, adjacent
from explainer.verification.words import NumberWords

GROUP = 3
"""Digits between two commas."""
OUT_OF = 5
"""Tokens of "4 out of 5", and one more."""
MOST_PARTS = 10
PARTS_STEPS = 5.0
"""Of how many steps "a quarter of a million" is told in."""


class Numeral(NamedTuple):
    """A number as it was written, without sign and unit.

    *value* is scaled. *step* is the worth of the last digit, *coarse* that of the last digit other
    than zero. A *share* is a fraction in words, as percent; a *lonely* word (one) may be no number.
    """

    first: int
    last: int
    value: float
    step: float
    coarse: float
    scale: float
    digits: bool
    ordinal: bool = False
    share: bool = False
    lonely: bool = False
    malformed: bool = False


class Numerals:
    """Reads numerals at a place in a sentence."""

    def __init__(self, words: NumberWords) -> None:
        self._cardinals = words.cardinals
        self._ordinals = words.ordinals
        self._suffixes = frozenset(words.ordinal_suffixes)
        self._parts = words.parts
        self._scales = words.scales
        self._dozen = frozenset(words.dozen)
        self._articles = frozenset(words.articles)
        self._of = frozenset(words.of)
        self._durations = frozenset(words.durations)

    def read(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        """The numeral that begins at a token; None if there is none."""
        if index >= len(tokens):
            return None
        if tokens[index].kind == NUMBER:
            return self._out_of(tokens, index) or self._digits(tokens, index)
        if tokens[index].kind == WORD:
            return self._share(tokens, index) or self._spelled(tokens, index)
        return None

    def _digits(self, tokens: Sequence[Token], index: int) -> Numeral:
        text = tokens[index].text
        whole, _, decimals = text.partition(".")
        groups = whole.split(",")
        malformed = "." in decimals or "," in decimals
        malformed |= len(groups) > 1 and any(len(group) != GROUP for group in groups[1:])
        if malformed:
            return Numeral(index, index + 1, 0.0, 1.0, 1.0, 1.0, True, malformed=True)
        bare = "".join(groups)
        value = float(f"{bare}.{decimals}" if decimals else bare)
        step = 10.0 ** -len(decimals)
        last = index + 1
        if last < len(tokens) and adjacent(tokens, last) and tokens[last].text in self._suffixes:
            return Numeral(index, last + 1, value, 1.0, 1.0, 1.0, True, ordinal=True)
        last, scale = self._scale(tokens, last)
        coarse = step if decimals.strip("0") else _coarse(bare)
        return Numeral(
            index, last, value * scale, step * scale, max(coarse, step) * scale, scale, True
        )

    def _scale(self, tokens: Sequence[Token], place: int) -> tuple[int, float]:
        """Where a scale word ends, and what it multiplies by."""
        scale = 1.0
        hyphened = place + 1 < len(tokens) and tokens[place].text == "-"
        if hyphened and len(tokens[place + 1].text) > 2 and adjacent(tokens, place):
            held = self._scales.get(tokens[place + 1].same)
            if held is not None:
                return place + 2, held
        while place < len(tokens) and tokens[place].kind == WORD:
            word = tokens[place]
            held = self._scales.get(word.same)
            if held is None or (len(word.text) < 2 and not adjacent(tokens, place)):
                break
            scale *= held
            place += 1
        return place, scale

    def _share(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        """Fractions in words, as percent: four-fifths, a third of, one in three, half."""
        word = tokens[index].same
        if word == "half":
            return self._half(tokens, index)
        top = 1.0 if word in self._articles else self._cardinals.get(word)
        if top is None:
            return None
        place = index + 1
        if place < len(tokens) and tokens[place].text == "-":
            place += 1
        if place >= len(tokens):
            return None
        bottom = self._parts.get(tokens[place].same)
        if bottom is not None and bottom > top:
            last, scale = self._of_a_scale(tokens, place + 1)
            if scale > 1:
                value = top / bottom * scale
                rough = value / PARTS_STEPS
                return Numeral(index, last, value, rough, rough, scale, False)
        if bottom is not None and bottom > top and self._is_share(tokens, place, word):
            return _part(index, place + 1, top, float(bottom))
        out_of = place
        while out_of < len(tokens) and tokens[out_of].same in self._of and out_of < place + 3:
            out_of += 1
        if out_of == place or out_of >= len(tokens):
            return None
        below = self._cardinals.get(tokens[out_of].same)
        if below is None or below <= top or word in self._articles:
            return None
        ahead = tokens[out_of + 1].same if out_of + 1 < len(tokens) else ""
        if ahead in self._scales or ahead in self._durations or tokens[place].same == "of":
            return None
        return _part(index, out_of + 1, top, below)

    def _of_a_scale(self, tokens: Sequence[Token], place: int) -> tuple[int, float]:
        """Where "of a million" ends, and what it multiplies by."""
        words = [token.same for token in tokens[place : place + 2]]
        if len(words) < 2 or words[0] not in self._of or words[1] not in self._articles:
            return place, 1.0
        return self._scale(tokens, place + 2)

    def _out_of(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        """A fraction in digits, as percent: 4 out of 5, 9 in 10."""
        words = [token.same for token in tokens[index : index + OUT_OF]]
        place = 3 if words[1:3] == ["out", "of"] else 2 if words[1:2] == ["in"] else 0
        if not place or len(words) <= place:
            return None
        if not (words[0].isdecimal() and words[place].isdecimal()):
            return None
        top, bottom = int(words[0][:3]), int(words[place][:3])
        ahead = words[place + 1] if len(words) > place + 1 else ""
        if not top < bottom <= MOST_PARTS or ahead in self._durations or ahead in self._scales:
            return None
        return _part(index, index + place + 1, top, bottom)

    def _half(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        after = index + 1
        if after < len(tokens) and tokens[after].same in self._articles:
            after += 1
        last, scale = self._scale(tokens, after)
        if scale > 1:
            value = scale / 2
            return Numeral(index, last, value, value / 5, value / 5, scale, False)
        if index and tokens[index - 1].same in ("first", "second", "other", "latter", "and", "-"):
            return None
        return _part(index, index + 1, 1.0, 2.0)

    def _is_share(self, tokens: Sequence[Token], place: int, top: str) -> bool:
        """Whether "a third" is a fraction: an ordinal stands before a noun instead."""
        if top not in self._articles and top != "one":
            return True
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        return following is None or following.kind != WORD or following.same in (
            "of", "in", "from", "to", "lower", "higher", "on", "over", "since", "below", "above",
        )  # fmt: skip

    def _spelled(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        word = tokens[index].same
        if word in self._articles:
            return self._one_of_a_scale(tokens, index)
        ordinal = self._ordinals.get(word)
        if ordinal is not None:
            return Numeral(index, index + 1, ordinal, 1.0, 1.0, 1.0, False, ordinal=True)
        value = self._cardinals.get(word)
        if value is None:
            return None
        last = index + 1
        if value >= 20 and value % 10 == 0:
            place = last + 1 if last < len(tokens) and tokens[last].text == "-" else last
            unit = self._cardinals.get(tokens[place].same) if place < len(tokens) else None
            if unit is not None and unit < 10:
                value, last = value + unit, place + 1
        if last < len(tokens) and tokens[last].same in self._dozen:
            return Numeral(index, last + 1, value * 12, 12.0, 12.0, 1.0, False)
        last, scale = self._scale(tokens, last)
        coarse = _coarse(f"{value:.0f}")
        lonely = word == "one" and scale == 1
        return Numeral(
            index, last, value * scale, scale, coarse * scale, scale, False, lonely=lonely
        )

    def _one_of_a_scale(self, tokens: Sequence[Token], index: int) -> Numeral | None:
        """Whole words for numbers behind an article: a million, a dozen, a hundred."""
        following = tokens[index + 1].same if index + 1 < len(tokens) else ""
        if following in self._dozen:
            return Numeral(index, index + 2, 12.0, 12.0, 12.0, 1.0, False)
        if len(following) > 2 and following in self._scales:
            last, scale = self._scale(tokens, index + 1)
            return Numeral(index, last, scale, scale, scale, scale, False)
        return None


def _coarse(digits: str) -> float:
    """The worth of the last digit that is not zero."""
    kept = digits.rstrip("0")
    return 10.0 ** (len(digits) - len(kept)) if kept else 1.0


def _part(first: int, last: int, top: float, bottom: float) -> Numeral:
    """A fraction as percent; said in words it may be off by a twentieth of the whole."""
    return Numeral(first, last, 100.0 * top / bottom, 4.0, 4.0, 1.0, False, share=True)
