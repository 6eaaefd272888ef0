"""What every shown number keeps to, whatever its size: held against exact decimal arithmetic."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from math import isclose

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainer.narrative import Words, compile_words
from explainer.narrative.digits import HALF_UP
from explainer.narrative.numbers import Numerals
from explainer.pack import load_pack

SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
UNITS = ["usd", "pct", "pp", "bp", "btc", "index", "ratio", "coefficient", "count", "days"]
READ = re.compile(
    r"(?P<sign>[-+]?)\$?(?P<digits>[\d,]+(?:\.\d+)?)(?: (?P<scale>million|billion|trillion))?"
)
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

units = st.sampled_from(UNITS)
written = st.decimals(min_value=0, max_value=10**14, places=4, allow_nan=False)
small = st.decimals(min_value=0, max_value=2, places=6, allow_nan=False)
sizes = st.one_of(written, small, written.map(lambda size: size / 10**6)).map(float)


@cache
def words() -> Words:
    """Return the words of the built-in pack."""
    return compile_words(load_pack())


def numerals() -> Numerals:
    """Return the numerals of the built-in lexicon."""
    return words().tongue.numerals


def read(shown: str) -> tuple[Decimal, Decimal]:
    """Return the number that a reader takes from these words, and the worth of its last digit."""
    first = shown.split(" ")[0]
    if first in WORDS:
        return Decimal(WORDS.index(first)), Decimal(1)
    found = READ.match(shown)
    assert found is not None, shown
    digits = found["digits"].replace(",", "")
    scale = SCALES.get(found["scale"] or "", 1)
    last = Decimal(1).scaleb(-len(digits.partition(".")[2])) * scale
    number = Decimal(digits) * scale
    return (-number if found["sign"] == "-" else number), last


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the pack before the first example is timed."""
    words()


@given(sizes, units)
@example(2.675, "ratio")
@example(0.0996, "pct")
@example(999_950_000.0, "usd")
@example(0.05, "pct")
def test_a_number_is_within_half_of_the_digits_it_states(size: float, unit: str) -> None:
    """The rounding that the receipt states is the one that was done."""
    shown, rounding = numerals().show(size, unit)
    number, last = read(shown)
    stated = re.search(r"to (0\.\d+|a whole number)(?: (\w+))?", rounding)
    step = last
    if stated is not None:
        step = Decimal(1) if stated[1][0] == "a" else Decimal(stated[1])
        step *= SCALES.get(stated[2] or "", 1)
    assert step <= last
    slack = Decimal(size) * Decimal(HALF_UP - 1) * 2 + Decimal("1e-12")
    assert abs(number - Decimal(repr(size))) <= step / 2 + slack, (shown, rounding)


@given(sizes, sizes, units, st.sampled_from([None, "signed", "count"]))
@example(9.994e6, 9.996e6, "usd", None)
@example(9.99949e11, 9.9996e11, "usd", None)
@example(0.0499, 0.05, "pct", None)
@example(0.99949, 1.0, "usd", None)
def test_a_larger_number_is_never_shown_as_less(
    first: float, second: float, unit: str, style: str | None
) -> None:
    """Across all changes of precision and scale."""
    less, more = sorted([first, second])
    show = numerals().show
    assert (
        read(show(less, unit, style)[0])[0]  # type: ignore[arg-type]
        <= read(show(more, unit, style)[0])[0]  # type: ignore[arg-type]
    )


@given(sizes, units, st.booleans())
def test_a_sign_is_kept(size: float, unit: str, negative: bool) -> None:
    """A level shows its minus, a signed one its plus too, and zero neither."""
    value = -size if negative else size
    shown = numerals().show(value, unit, "signed")[0]
    level = numerals().level(value, unit)[0]
    assert (shown[0] == "-") == (level[0] == "-") == (value < 0)
    assert (shown[0] == "+") == (value > 0)
    assert (read(shown)[0] == 0) == (value == 0)
    assert numerals().show(value, unit)[0] == numerals().show(size, unit)[0]


@given(sizes, st.sampled_from(["usd", "count"]))
def test_a_lower_bound_says_no_more_than_is_known(size: float, unit: str) -> None:
    """It is at most the reading, and less than a digit below it."""
    shown = numerals().bound(size, unit)[0]
    number, last = read(shown)
    exact = Decimal(repr(size))
    if size >= 1:
        assert number <= exact * Decimal(HALF_UP) * Decimal(HALF_UP), shown
        assert exact - number <= max(last, exact / 100), shown


@given(sizes, sizes, st.sampled_from(["usd", "count"]))
def test_a_larger_bound_is_never_shown_as_less(first: float, second: float, unit: str) -> None:
    """Rounding down keeps the order too."""
    less, more = sorted([first, second])
    bound = numerals().bound
    assert read(bound(less, unit)[0])[0] <= read(bound(more, unit)[0])[0]


@given(sizes, sizes, st.sampled_from(["usd", "pct", "index", "bp", "btc", "ratio"]), st.booleans())
@example(2.73, 2.72, "pct", True)
@example(499_970_000.0, 500_000_000.0, "usd", False)
@example(29.96, 30.0, "index", False)
def test_rounding_never_crosses_a_mark(size: float, mark: float, unit: str, negative: bool) -> None:
    """A reading beside a mark that its sentence names stays on its side of it, and off it."""
    if isclose(size, mark, rel_tol=1e-7, abs_tol=1e-7):
        return
    value, threshold = (-size, -mark) if negative else (size, mark)
    line, extra = numerals().mark(threshold, unit)
    shown = numerals().level(value, unit, extra)
    if shown[0] == line[0]:
        shown, line = numerals().apart(value, threshold, unit)
    assert (read(shown[0])[0] < read(line[0])[0]) == (value < threshold), (shown, line)


@given(sizes, sizes)
def test_a_distance_keeps_its_order(first: float, second: float) -> None:
    """Coarse as it is, a longer one is never shown as a shorter one."""
    less, more = sorted([first, second])
    coarse = numerals().coarse
    beside = ("0.05%", "0.03%")
    assert read(coarse(less, "pp", *beside)[0])[0] <= read(coarse(more, "pp", *beside)[0])[0]


@given(st.decimals(min_value=0, max_value=100, places=2, allow_nan=False).map(float))
def test_a_share_in_words_is_true(share: float) -> None:
    """It lies within a point and a half; without "about" it is exact."""
    shown, _ = numerals().show(share, "pct", "share")
    if shown[0].isdigit():
        return
    known = {one.words: one.percent for one in words().lexicon.numbers.shares}
    about = words().lexicon.numbers.about
    gap = abs(known[shown.removeprefix(about)] - share)
    assert gap <= 1.5
    assert shown.startswith(about) == (gap >= 0.05)
