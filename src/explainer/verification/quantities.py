"""Quantities: what numbers a sentence states, in the many ways that people write them."""

from collections.abc import Sequence
from typing import NamedTuple

from explainer.verification.tokens import NUMBER, WORD, Token, adjacent
from explainer.verification.words import Words
from explainer.verification.written import Numeral, Numerals

RANGE_SIGNS = frozenset("-\N{EN DASH}\N{EM DASH}")
MINUS = frozenset("-\N{MINUS SIGN}\N{EN DASH}")
PLUS = "+"
OPENERS = frozenset("([{\"'\u201c\u2018|:=~\u2248")
CENT = 0.01
MULTIPLE_STEPS = 5.0
ORDINAL_REACH = 3
"""Words between an ordinal and "in a row", at most."""
LARGE_PLAIN = 1000.0
"""From here on a number without a unit may be one of dollars."""


class Quantity(NamedTuple):
    """A number with its unit. *low* and *high* differ in a range, and are magnitudes.

    *unit* is that of a metric (usd, pct, pp, bp, btc), or `plain`, `point`, `times`, `ordinal`,
    `run` (sessions in a row), `duration` (in hours) or `counted` (drivers). *step* is the value of
    the last digit as written, *coarse* that of the last digit that is not zero. *sign* is the one
    written, or 0.
    """

    first: int
    last: int
    start: int
    end: int
    low: float
    high: float
    step: float
    coarse: float
    unit: str
    sign: int
    scaled: bool
    malformed: bool = False


class QuantityReader:
    """Finds the quantities of a sentence."""

    def __init__(self, words: Words) -> None:
        numbers = words.numbers
        self._numerals = Numerals(numbers)
        self._joins = frozenset(numbers.joins)
        self._currency = frozenset(numbers.currency)
        self._before = frozenset(numbers.currency_before)
        self._durations = dict(numbers.durations)
        self._multiples = dict(numbers.multiples)

    def read(
        self, tokens: Sequence[Token], taken: Sequence[bool], marked: dict[str, dict[int, int]]
    ) -> list[Quantity]:
        """The quantities in order.

        *taken* tells tokens that are part of a name or a date; *marked* maps `unit:pct`,
        `straight` and the like to where such a phrase begins and ends.
        """
        found: list[Quantity] = []
        index = 0
        while index < len(tokens):
            quantity = None if taken[index] else self._quantity(tokens, index, taken, marked)
            if quantity is None:
                index += 1
                continue
            found.append(quantity)
            index = quantity.last
        return found

    def _quantity(
        self,
        tokens: Sequence[Token],
        index: int,
        taken: Sequence[bool],
        marked: dict[str, dict[int, int]],
    ) -> Quantity | None:
        if tokens[index].same in self._multiples:
            return self._multiple(tokens, index)
        place, sign = self._sign(tokens, index)
        place, dollars = self._currency_at(tokens, place)
        if dollars and not sign and place < len(tokens) and tokens[place].text in MINUS:
            sign, place = -1, place + 1
        numeral = self._numerals.read(tokens, place)
        if numeral is None or any(taken[place : numeral.last]):
            return None
        if place == index and self._in_a_name(tokens, index, numeral):
            return None
        last, unit = self._unit(tokens, numeral, marked, dollars=dollars)
        if unit == "plain" and index and tokens[index - 1].same in ("day", "session"):
            unit = "run"
        other, last, unit = self._range(tokens, numeral, last, unit, marked, dollars=dollars)
        if unit is None:
            return None
        return self._made(tokens, index, last, sign, numeral, other, unit)

    def _made(
        self,
        tokens: Sequence[Token],
        first: int,
        last: int,
        sign: int,
        numeral: Numeral,
        other: Numeral | None,
        unit: str,
    ) -> Quantity:
        scale = other.scale if other is not None and numeral.scale == 1 else 1.0
        factor = 1.0
        base, _, name = unit.partition(":")
        if base == "duration":
            factor = self._durations[name]
        elif base == "cent":
            base, factor = "usd", CENT
        low = numeral.value * scale * factor
        high = low if other is None else other.value * factor
        step, coarse = numeral.step * scale * factor, numeral.coarse * scale * factor
        return Quantity(
            first,
            last,
            tokens[first].start,
            tokens[last - 1].end,
            min(low, high),
            max(low, high),
            step,
            coarse,
            base,
            sign,
            numeral.scale != 1 or scale != 1,
            numeral.malformed,
        )

    def _multiple(self, tokens: Sequence[Token], index: int) -> Quantity:
        """A change told by one word: doubled, halved."""
        token = tokens[index]
        change = self._multiples[token.same]
        size = abs(change)
        rough = size / MULTIPLE_STEPS
        sign = 1 if change > 0 else -1
        return Quantity(
            index, index + 1, token.start, token.end, size, size, rough, rough, "pct", sign, False
        )

    def _sign(self, tokens: Sequence[Token], index: int) -> tuple[int, int]:
        """Where the number goes on, and the sign that stands before it."""
        text = tokens[index].text
        if text not in MINUS and text != PLUS:
            return index, 0
        joined = adjacent(tokens, index) and tokens[index - 1].text not in OPENERS
        if joined or not adjacent(tokens, index + 1):
            return index, 0
        return index + 1, 1 if text == PLUS else -1

    def _currency_at(self, tokens: Sequence[Token], index: int) -> tuple[int, bool]:
        if index < len(tokens) and tokens[index].same in self._before:
            following = index + 1
            if following < len(tokens) and tokens[following].text in self._currency:
                return following + 1, True
            if tokens[index].same == "usd" and following < len(tokens):
                return following, tokens[following].kind == NUMBER
        if index < len(tokens) and tokens[index].text in self._currency:
            return index + 1, True
        return index, False

    def _in_a_name(self, tokens: Sequence[Token], index: int, numeral: Numeral) -> bool:
        """Whether digits are part of a word: Web3, COVID-19, 1INCH."""
        if tokens[index].kind != NUMBER:
            return False
        if adjacent(tokens, index) and tokens[index - 1].kind == WORD:
            return True
        hyphened = adjacent(tokens, index) and tokens[index - 1].text == "-"
        if hyphened and adjacent(tokens, index - 1) and tokens[index - 2].kind == WORD:
            return tokens[index - 2].text[:1].isupper()
        following = numeral.last
        if following < len(tokens) and adjacent(tokens, following):
            word = tokens[following]
            return word.kind == WORD and len(word.text) > 2 and word.text.isupper()
        return False

    def _unit(
        self,
        tokens: Sequence[Token],
        numeral: Numeral,
        marked: dict[str, dict[int, int]],
        *,
        dollars: bool,
    ) -> tuple[int, str | None]:
        """Where the unit ends, and which it is; None for what is no quantity."""
        last = numeral.last
        if dollars:
            return marked["unit:usd"].get(last, last), "usd"
        place = last + 1 if last < len(tokens) and tokens[last].text == "-" else last
        if numeral.ordinal:
            runs = place in marked["sessions"] or any(
                ahead in marked["straight"] for ahead in range(place, place + ORDINAL_REACH + 1)
            )
            return last, "run" if runs else ("ordinal" if numeral.digits else None)
        if numeral.share:
            return last, "pct"
        for kind in ("pp", "pct", "bp", "usd", "btc", "cent"):
            end = marked[f"unit:{kind}"].get(place)
            if end is not None:
                return end, kind
        if marked["straight"].get(place) or marked["sessions"].get(place):
            return last, "run"
        if self._days_of_a_kind(tokens, place) and place + 2 in marked["straight"]:
            return last, "run"
        if place < len(tokens) and tokens[place].same in self._durations:
            word = tokens[place]
            if len(word.text) > 1 or adjacent(tokens, place):
                after = marked["straight"].get(place + 1) or self._is_run(tokens, place)
                return place + 1, "run" if after else f"duration:{word.same}"
        for kind in ("times", "point"):
            end = marked[f"unit:{kind}"].get(place)
            if end is not None:
                return end, kind
        if marked["counted"].get(place) or (
            marked["others"].get(place) and self._counts(tokens, marked["others"][place], marked)
        ):
            return last, "counted"
        if numeral.lonely:
            return last, None
        return last, "plain"

    def _days_of_a_kind(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether one word and days follow: five *bad days* in a row."""
        return place + 1 < len(tokens) and tokens[place + 1].same == "day"

    def _is_run(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a duration is that of a run: "a five-day streak"."""
        following = tokens[place + 1].same if place + 1 < len(tokens) else ""
        return following in ("streak", "run", "running")

    def _counts(
        self, tokens: Sequence[Token], place: int, marked: dict[str, dict[int, int]]
    ) -> bool:
        return place >= len(tokens) or place in marked["counted"] or tokens[place].kind != WORD

    def _range(
        self,
        tokens: Sequence[Token],
        numeral: Numeral,
        last: int,
        unit: str | None,
        marked: dict[str, dict[int, int]],
        *,
        dollars: bool,
    ) -> tuple[Numeral | None, int, str | None]:
        """The upper end of a range, where one follows: "5-6%", "5% to 6%", "$1 to $2 billion"."""
        place = last
        if place >= len(tokens) or numeral.ordinal or numeral.share:
            return None, last, unit
        joined = tokens[place].text in RANGE_SIGNS
        worded = tokens[place].same in self._joins
        before = tokens[numeral.first - 1].same if numeral.first else ""
        between = worded and before in ("between", "by")
        onwards = worded and tokens[place].same == "to" and before not in ("from", "$")
        if not (joined or between or onwards):
            return None, last, unit
        following, also_dollars = self._currency_at(tokens, place + 1)
        other = self._numerals.read(tokens, following)
        if other is None or other.ordinal or other.share:
            return None, last, unit
        end, other_unit = self._unit(tokens, other, marked, dollars=dollars or also_dollars)
        fits = unit in (None, "plain", other_unit) or other_unit in (None, "plain")
        if not fits or other.value < numeral.value * (other.scale if numeral.scale == 1 else 1):
            return None, last, unit
        bare = other_unit in (None, "plain")
        if worded and bare and unit != "usd":
            return None, last, unit
        return other, end, other_unit if other_unit not in (None, "plain") else unit
