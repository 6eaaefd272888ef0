"""Numbers as prose shows them, by unit, and how each was rounded.

Halves round away from zero, on the number as it was written (2.675 becomes 2.68); a lower bound
rounds down, so that "at least" stays true. Only the magnitude is shown unless a sign is asked for:
the verb carries it. A number other than zero is never shown as zero, a larger one never as less.
"""

from collections.abc import Callable
from math import floor, log10
from typing import Literal

from explainer.narrative.digits import (
    ALMOST_ALL,
    HALF_UP,
    LESS_THAN_ALL,
    PRECISION,
    decimals_of,
    floored,
    grouped,
    significant,
)
from explainer.narrative.number_words import NumberWords, Plural, SignVerbs

Shown = tuple[str, str]
"""The characters in the text, and the rounding that led to them."""
Mark = tuple[Shown, int]  # a threshold, and the extra decimals that a reading beside it needs
Style = Literal["ordinal", "signed", "count", "words", "share", "moved", "flowed", "gained"]

LAST_SPELLED = 9
"""The last whole number that is written as a word."""
TENTH, MILLION = 0.1, 1e6
UNSIGNED, DOWN, IN_WORDS = ", magnitude", ", down", "in words"
SHARE_WITHIN, SHARE_EXACT = 1.5, 0.05
"""Percentage points that a share in words may lie beside its reading, and may without "about"."""


class Numerals:
    """Shows numbers in one language; *extra* decimals keep two numbers from looking alike."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        self._percent = words.percent
        self._scales = tuple(
            (10 ** (6 + 3 * place), f" {name}") for place, name in enumerate(words.scales)
        )
        self._by_unit: dict[str | None, Callable[[float, int], Shown]] = {
            "usd": self._usd,
            "pct": self._pct,
            "index": self._tenths,
            "ratio": self._hundredths,
            "coefficient": self._hundredths,
            "count": self._count,
            "days": self._days,
        }
        for unit, plural in words.units.items():
            self._by_unit[unit] = self._with_unit(plural, self._by_unit.get(unit, self._tenths))
        # a sign stands before digits only
        self._levels = dict(self._by_unit)
        if "days" in words.units:
            self._levels["days"] = self._with_unit(words.units["days"], self._count)

    def show(
        self, value: float, unit: str | None, style: Style | None = None, extra: int = 0
    ) -> Shown:
        """The number in words, without its sign unless *style* is `signed`."""
        if style == "share":
            return self._share(value, unit)
        if style == "signed":
            return self.level(value, unit, extra, signed=True)
        if style not in ("ordinal", "count", "words"):
            shown, rounding = self._by_unit.get(unit, self._hundredths)(abs(value) * HALF_UP, extra)
            return shown, rounding + UNSIGNED if value < 0 else rounding
        size = floor(abs(value) + 0.5)
        if style == "ordinal":
            return self._ordinal(size), "as an ordinal"
        if style == "words" and size == abs(value) and size <= LAST_SPELLED:
            return self._words.cardinals[size], IN_WORDS
        return self._count(abs(value) * HALF_UP, extra)

    def shower(
        self,
        unit: str | None,
        style: Style | None = None,
        *,
        level: bool = False,
        bound: bool = False,
    ) -> Callable[[float], Shown]:
        """What shows readings of one unit in one style, with as few steps as that takes.

        As a *level* a reading shows a minus where it is negative, whatever the style. A lower
        *bound* is rounded down.
        """
        if bound and style in (None, "count"):
            return lambda value: self.bound(value, unit if style is None else "count")
        if style in ("ordinal", "count", "words", "share"):
            return lambda value: self.show(value, unit, style)
        shows = self._levels if level or style == "signed" else self._by_unit
        by_unit = shows.get(unit, self._hundredths)
        plus = "+" if style == "signed" else ""
        minus = "-" if plus or level else ""
        unsigned = "" if minus else UNSIGNED

        def show(value: float) -> Shown:
            if value < 0:
                words, rounding = by_unit(-value * HALF_UP, 0)
                return minus + words, rounding + unsigned
            # abs(): a zero may have a sign of its own
            words, rounding = by_unit(abs(value) * HALF_UP, 0)
            return (plus + words if value else words), rounding

        return show

    def apart(
        self, value: float, other: float, unit: str | None, *, signed: bool = False
    ) -> tuple[Shown, Shown]:
        """Two levels with as many decimals as keep unequal ones unequal; a plus if *signed*."""
        for extra in range(9):
            first = self.level(value, unit, extra, signed=signed)
            second = self.level(other, unit, extra, signed=signed)
            if first[0] != second[0] or value == other:
                break
        return first, second

    def off(
        self, show: Callable[[float], Shown], unit: str, marks: tuple[float, ...]
    ) -> Callable[[float], Shown]:
        """What shows readings of one unit so that none looks like a mark that it is not on."""
        at = {self.level(mark, unit)[0]: mark for mark in marks}

        def apart(value: float) -> Shown:
            shown = show(value)
            mark = at.get(shown[0])
            return shown if mark is None or mark == value else self.apart(value, mark, unit)[0]

        return apart

    def level(
        self, value: float, unit: str | None, extra: int = 0, *, signed: bool = False
    ) -> Shown:
        """A reading that is a level: a minus where it is negative, a plus only if *signed*."""
        words, rounding = self._levels.get(unit, self._hundredths)(abs(value) * HALF_UP, extra)
        sign = "-" if value < 0 else "+" if signed and value else ""
        return sign + words, rounding

    def exact(self, value: float, unit: str | None, *, signed: bool = False) -> Shown:
        """A level with all the decimals it was written with."""
        shown = self.level(value, unit, signed=signed)
        for extra in range(1, 5):
            finer = self.level(value, unit, extra, signed=signed)
            if len(finer[0]) <= len(shown[0]) or (unit == "usd" and abs(value) < MILLION):
                break
            shown = finer
        return shown

    def bound(self, value: float, unit: str | None) -> Shown:
        """The magnitude of a lower bound, rounded down to the digits that its size would show."""
        size, plain = abs(value), self._by_unit.get(unit, self._hundredths)
        least = floored(size, cents=unit == "usd")
        if least <= 0:
            return self.show(value, unit)
        words, rounding = plain(least * HALF_UP, 0)
        if least < size:
            rounding += DOWN
        return words, rounding + UNSIGNED if value < 0 else rounding

    def verbs(self, style: str | None) -> SignVerbs | None:
        """The verbs that a filter puts before a number; None where it puts none."""
        return self._words.verbs.get(style)  # type: ignore[call-overload,no-any-return]

    def mark(self, threshold: float, unit: str | None, *, signed: bool = False) -> Mark:
        """A threshold as a rule wrote it, and the decimals that a reading beside it is to have."""
        shown = self.level(threshold, unit, signed=signed)
        exact = self.exact(threshold, unit, signed=signed)
        extra = 0
        while shown[0] != exact[0]:
            extra += 1
            shown = self.level(threshold, unit, extra, signed=signed)
        return exact, extra

    def coarse(self, value: float, unit: str | None, *beside: str, down: bool = False) -> Shown:
        """The magnitude of a distance, no finer than the finest of the numbers *beside* it.

        One that this would make zero keeps one digit. *down* rounds it down, as a lower bound.
        """
        if down:
            return self.bound(value, unit)
        size, plain = abs(value), self._by_unit.get(unit, self._hundredths)
        if unit == "usd" or not 0 < size < TENTH:
            words, rounding = plain(size * HALF_UP, 0)
        else:
            first = -floor(log10(size))
            decimals = min(first, max([decimals_of(words) for words in beside], default=1) or 1)
            if not round(size * HALF_UP, decimals):
                decimals = first
            rough = round(size * HALF_UP, decimals)
            words, rounding = plain(rough * HALF_UP, 0)[0], PRECISION[decimals]
        return words, rounding + UNSIGNED if value < 0 else rounding

    def _usd(self, size: float, extra: int) -> Shown:
        symbol = self._words.currency
        if size >= 999_999.5:
            return self._scaled(symbol, size, extra)
        if size >= 999.995:
            return f"{symbol}{size:,.{extra}f}", PRECISION[extra]
        if size >= 1:
            text = f"{size:.{2 + extra}f}"
            return symbol + text.removesuffix(".00"), PRECISION[2 + extra]
        decimals = max(2, significant(size, 3)) + extra
        whole, _, cents = f"{size:.{decimals}f}".partition(".")
        cents = cents.rstrip("0").ljust(2, "0") if size else ""
        return f"{symbol}{whole}.{cents}" if cents else f"{symbol}{whole}", PRECISION[
            min(decimals, 23)
        ]

    def _scaled(self, symbol: str, size: float, extra: int) -> Shown:
        place = 0
        most = 1000 - 0.05 * 10**-extra
        while place < len(self._scales) - 1 and size >= most * self._scales[place][0]:
            place += 1
        divisor, name = self._scales[place]
        scaled = size / divisor
        decimals = (2 if scaled < 9.995 else 1) + extra
        digits = f"{scaled:.{decimals}f}" if scaled < 1000 else f"{scaled:,.{decimals}f}"
        digits = digits.rstrip("0").rstrip(".")
        return f"{symbol}{digits}{name}", PRECISION[decimals] + name

    def _pct(self, size: float, extra: int) -> Shown:
        if 0.1 <= size < 999.95 and not extra:
            if ALMOST_ALL <= size < 100:
                return LESS_THAN_ALL + self._percent, PRECISION[1] + DOWN
            words = f"{size:.1f}"
            return (words[:-2] if words[-1] == "0" else words) + self._percent, PRECISION[1]
        shown, rounding = self._tenths(size, extra)
        return shown + self._words.percent, rounding

    def _tenths(self, size: float, extra: int) -> Shown:
        if extra or size < 0.1 or size >= 999.95:
            return self._fine(size, 1, extra)
        text = f"{size:.1f}"
        return text[:-2] if text[-1] == "0" else text, PRECISION[1]

    def _hundredths(self, size: float, extra: int) -> Shown:
        if extra or size < 0.01 or size >= 999.995:
            return self._fine(size, 2, extra)
        return f"{size:.2f}".rstrip("0").rstrip("."), PRECISION[2]

    def _fine(self, size: float, decimals: int, extra: int) -> Shown:
        if size >= 1000:
            decimals = 0
        elif 0 < size < 10**-decimals:
            decimals = 2 if size >= 0.05 else min(significant(size, 2), 22)
        decimals = min(decimals + extra, 23)
        return grouped(size, decimals), PRECISION[decimals]

    def _count(self, size: float, extra: int) -> Shown:
        if size >= 999_999.5:
            return self._scaled("", size, extra)
        if 0 < size < 0.5:
            return self._fine(size, 1, extra)
        return f"{size:,.{extra}f}", PRECISION[extra]

    def _days(self, size: float, extra: int) -> Shown:
        """Days are spelled out like any number of things: up to nine."""
        whole = floor(size + 0.5)
        if 1 <= whole <= LAST_SPELLED and abs(size - whole) < 1e-9:
            return self._words.cardinals[whole], IN_WORDS
        return self._count(size, extra)

    def _share(self, value: float, unit: str | None) -> Shown:
        """A share as people say it, "about four in five"; in percent where no words come near."""
        size = abs(value)
        near = min(self._words.shares, key=lambda share: abs(share.percent - size))
        if abs(near.percent - size) > SHARE_WITHIN:
            return self.show(value, unit)
        if abs(near.percent - size) < SHARE_EXACT:
            return near.words, IN_WORDS
        return self._words.about + near.words, f"{IN_WORDS}, within {SHARE_WITHIN:g} points"

    def _with_unit(
        self, plural: Plural, plain: Callable[[float, int], Shown]
    ) -> Callable[[float, int], Shown]:
        one = ("1", self._words.cardinals[1])

        def show(size: float, extra: int) -> Shown:
            shown, rounding = plain(size, extra)
            # of less than one, too, newspapers write the singular: 0.4 percentage point
            return (
                f"{shown} {plural.one if shown in one or 0 < size < 1 else plural.other}",
                rounding,
            )

        return show

    def _ordinal(self, number: int) -> str:
        if 0 < number <= len(self._words.ordinals):
            return self._words.ordinals[number - 1]
        digits = str(number)
        suffixes = self._words.ordinal_suffixes
        suffix = suffixes.get(digits[-2:]) or suffixes.get(digits[-1], self._words.ordinal_suffix)
        return f"{number:,}{suffix}"
