"""Numbers as prose shows them, by unit, and how each was rounded.

Halves round away from zero, on the number as it was written (2.675 becomes 2.68). Only the
magnitude is shown unless a sign is asked for: the verb carries it. A number other than zero is
never shown as zero.
"""

from collections.abc import Callable
from math import floor, log10
from typing import Literal

import msgspec

Shown = tuple[str, str]
"""The characters in the text, and the rounding that led to them."""
Style = Literal["ordinal", "signed", "count", "words"]

HALF_UP = 1 + 1e-12
"""Lifts a written half over the half that binary fractions may fall short of."""
LAST_SPELLED = 9
"""The last whole number that is written as a word."""
MILLION = 1e6
UNSIGNED = ", magnitude"


class Plural(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words after a number: for exactly one, and for any other."""

    one: str
    other: str


class NumberWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language of numbers. *scales* are those for a million, billion and trillion."""

    scales: tuple[str, str, str]
    units: dict[str, Plural]
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_suffixes: dict[str, str]
    ordinal_suffix: str
    currency: str
    percent: str


def _grouped(size: float, decimals: int) -> str:
    """A number with thousands separated, without zeros at the end of its decimals."""
    text = f"{size:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def _precision(decimals: int) -> str:
    return "to a whole number" if decimals == 0 else f"to {10**-decimals:.{decimals}f}"


_PRECISION = tuple(_precision(decimals) for decimals in range(24))
_TENTHS = _PRECISION[1]


def _significant(size: float, digits: int) -> int:
    """Decimals that show this many significant digits of a number under one."""
    return max(0, digits - 1 - floor(log10(size))) if size else 0


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
            "days": self._count,
        }
        for unit, plural in words.units.items():
            self._by_unit[unit] = self._with_unit(plural, self._by_unit.get(unit, self._tenths))

    def show(
        self, value: float, unit: str | None, style: Style | None = None, extra: int = 0
    ) -> Shown:
        """The number in words, without its sign unless *style* is `signed`."""
        if style is None or style == "signed":
            shown, rounding = self._by_unit.get(unit, self._hundredths)(abs(value) * HALF_UP, extra)
            if style is None:
                return shown, rounding + UNSIGNED if value < 0 else rounding
            if value == 0:
                return shown, rounding
            return f"{'-' if value < 0 else '+'}{shown}", rounding
        size = round(abs(value))
        if style == "ordinal":
            return self._ordinal(size), "as an ordinal"
        if style == "words" and size == abs(value) and size <= LAST_SPELLED:
            return self._words.cardinals[size], "in words"
        return self._count(abs(value) * HALF_UP, extra)

    def shower(
        self, unit: str | None, style: Style | None = None, *, level: bool = False
    ) -> Callable[[float], Shown]:
        """What shows readings of one unit in one style, with as few steps as that takes.

        As a *level* a reading shows a minus where it is negative, whatever the style.
        """
        if style not in (None, "signed"):
            return lambda value: self.show(value, unit, style)
        by_unit = self._by_unit.get(unit, self._hundredths)
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

    def level(
        self, value: float, unit: str | None, extra: int = 0, *, signed: bool = False
    ) -> Shown:
        """A reading that is a level: a minus where it is negative, a plus only if *signed*."""
        return self.show(value, unit, "signed" if signed or value < 0 else None, extra)

    def exact(self, value: float, unit: str | None, *, signed: bool = False) -> Shown:
        """A level with all the decimals it was written with."""
        shown = self.level(value, unit, signed=signed)
        for extra in range(1, 5):
            finer = self.level(value, unit, extra, signed=signed)
            if len(finer[0]) <= len(shown[0]) or (unit == "usd" and abs(value) < MILLION):
                break
            shown = finer
        return shown

    def coarse(self, value: float, unit: str | None) -> Shown:
        """The magnitude of a distance, to tenths at the finest unless that would make it zero."""
        size = abs(value)
        if 0.05 <= size < 0.1:
            size = round(size, 1)
        words, rounding = self._by_unit.get(unit, self._hundredths)(size * HALF_UP, 0)
        return words, rounding + UNSIGNED if value < 0 else rounding

    def _usd(self, size: float, extra: int) -> Shown:
        symbol = self._words.currency
        if size >= 999_999.5:
            return self._scaled(symbol, size, extra)
        if size >= 999.995:
            return f"{symbol}{size:,.{extra}f}", _PRECISION[extra]
        if size >= 1:
            text = f"{size:.{2 + extra}f}"
            return symbol + text.removesuffix(".00"), _PRECISION[2 + extra]
        decimals = max(2, _significant(size, 3)) + extra
        whole, _, cents = f"{size:.{decimals}f}".partition(".")
        cents = cents.rstrip("0").ljust(2, "0") if size else ""
        return f"{symbol}{whole}.{cents}" if cents else f"{symbol}{whole}", _PRECISION[
            min(decimals, 23)
        ]

    def _scaled(self, symbol: str, size: float, extra: int) -> Shown:
        place = 0
        while place < len(self._scales) - 1 and size >= 999.95 * self._scales[place][0]:
            place += 1
        divisor, name = self._scales[place]
        scaled = size / divisor
        decimals = (2 if scaled < 9.995 else 1) + extra
        digits = f"{scaled:.{decimals}f}" if scaled < 1000 else f"{scaled:,.{decimals}f}"
        digits = digits.rstrip("0").rstrip(".")
        return f"{symbol}{digits}{name}", _PRECISION[decimals] + name

    def _pct(self, size: float, extra: int) -> Shown:
        if 0.1 <= size < 999.95 and not extra:
            words = f"{size:.1f}"
            return (words[:-2] if words[-1] == "0" else words) + self._percent, _TENTHS
        shown, rounding = self._tenths(size, extra)
        return shown + self._words.percent, rounding

    def _tenths(self, size: float, extra: int) -> Shown:
        if extra or size < 0.1 or size >= 999.95:
            return self._fine(size, 1, extra)
        text = f"{size:.1f}"
        return text[:-2] if text[-1] == "0" else text, _PRECISION[1]

    def _hundredths(self, size: float, extra: int) -> Shown:
        if extra or size < 0.01 or size >= 999.995:
            return self._fine(size, 2, extra)
        return f"{size:.2f}".rstrip("0").rstrip("."), _PRECISION[2]

    def _fine(self, size: float, decimals: int, extra: int) -> Shown:
        if size >= 1000:
            decimals = 0
        elif 0 < size < 10**-decimals:
            decimals = 2 if size >= 0.05 else min(_significant(size, 2), 22)
        decimals = min(decimals + extra, 23)
        return _grouped(size, decimals), _PRECISION[decimals]

    def _count(self, size: float, extra: int) -> Shown:
        if size >= 999_999.5:
            return self._scaled("", size, extra)
        if 0 < size < 0.5:
            return self._fine(size, 1, extra)
        return f"{size:,.{extra}f}", _PRECISION[extra]

    def _with_unit(
        self, plural: Plural, plain: Callable[[float, int], Shown]
    ) -> Callable[[float, int], Shown]:
        def show(size: float, extra: int) -> Shown:
            shown, rounding = plain(size, extra)
            # of less than one, too, newspapers write the singular: 0.4 percentage point
            return f"{shown} {plural.one if shown == '1' or size < 1 else plural.other}", rounding

        return show

    def _ordinal(self, number: int) -> str:
        if 0 < number <= len(self._words.ordinals):
            return self._words.ordinals[number - 1]
        digits = str(number)
        suffixes = self._words.ordinal_suffixes
        suffix = suffixes.get(digits[-2:]) or suffixes.get(digits[-1], self._words.ordinal_suffix)
        return f"{number:,}{suffix}"
