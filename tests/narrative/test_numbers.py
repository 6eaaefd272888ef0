"""Numbers in words, by unit: what is shown, and how it was rounded."""

import pytest

from explainer.narrative import Words, compile_words
from explainer.narrative.numbers import Numerals
from explainer.pack import load_pack


@pytest.fixture(scope="module")
def numerals() -> Numerals:
    """Return the numerals of the built-in lexicon."""
    words: Words = compile_words(load_pack())
    return words.tongue.numerals


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (577_700_000, "usd", "$577.7 million"),
        (-577_700_000, "usd", "$577.7 million"),
        (1_200_000_000, "usd", "$1.2 billion"),
        (1_760_000_000, "usd", "$1.76 billion"),
        (12_340_000_000, "usd", "$12.3 billion"),
        (1e12, "usd", "$1 trillion"),
        (2.85e12, "usd", "$2.85 trillion"),
        (1.5e15, "usd", "$1,500 trillion"),
        (999_960_000, "usd", "$1 billion"),
        (999_600, "usd", "$999,600"),
        (999_999.6, "usd", "$1 million"),
        (75_900, "usd", "$75,900"),
        (170.74, "usd", "$170.74"),
        (999.999, "usd", "$1,000"),
        (21.4, "usd", "$21.40"),
        (5, "usd", "$5"),
        (0.52, "usd", "$0.52"),
        (0.5, "usd", "$0.50"),
        (0.25593, "usd", "$0.256"),
        (0.00246, "usd", "$0.00246"),
        (0, "usd", "$0"),
        (-5.94, "pct", "5.9%"),
        (6.0, "pct", "6%"),
        (80, "pct", "80%"),
        (0.25, "pct", "0.3%"),
        (4.25, "pct", "4.3%"),
        (0.04, "pct", "0.04%"),
        (-0.04, "pct", "0.04%"),
        (0.005, "pct", "0.005%"),
        (0.0996, "pct", "0.1%"),
        (1234.5, "pct", "1,235%"),
        (0, "pct", "0%"),
        (2.1, "pp", "2.1 percentage points"),
        (1, "pp", "1 percentage point"),
        (0.4, "pp", "0.4 percentage point"),
        (1.1, "pp", "1.1 percentage points"),
        (0.96, "pp", "1 percentage point"),
        (12, "bp", "12 basis points"),
        (1, "bp", "1 basis point"),
        (32, "btc", "32 bitcoin"),
        (20_000, "btc", "20,000 bitcoin"),
        (20, "index", "20"),
        (75.47, "index", "75.5"),
        (0.76, "coefficient", "0.76"),
        (1.125, "ratio", "1.13"),
        (300_000, "count", "300,000"),
        (1_600_000, "count", "1.6 million"),
        (13, "days", "13 days"),
        (1, "days", "one day"),
        (9, "days", "nine days"),
        (10, "days", "10 days"),
        (0, "days", "0 days"),
    ],
)
def test_a_number_is_shown_by_its_unit(
    numerals: Numerals, value: float, unit: str, shown: str
) -> None:
    """The sign is left to the verb, zeros at the end are dropped, cents are kept."""
    assert numerals.show(value, unit)[0] == shown


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (5, "ordinal", "fifth"),
        (9, "ordinal", "ninth"),
        (10, "ordinal", "10th"),
        (11, "ordinal", "11th"),
        (12, "ordinal", "12th"),
        (21, "ordinal", "21st"),
        (22, "ordinal", "22nd"),
        (103, "ordinal", "103rd"),
        (111, "ordinal", "111th"),
        (3, "words", "three"),
        (9, "words", "nine"),
        (10, "words", "10"),
        (2.5, "words", "3"),
        (300_000, "count", "300,000"),
    ],
)
def test_a_filter_changes_the_form(
    numerals: Numerals, value: float, style: str, shown: str
) -> None:
    """Ordinals and small numbers are spelled out up to nine."""
    assert numerals.show(value, "count", style)[0] == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown"), [(1.2, "+1.2%"), (-1.2, "-1.2%"), (0.0, "0%"), (-0.03, "-0.03%")]
)
def test_a_signed_number_carries_its_sign(numerals: Numerals, value: float, shown: str) -> None:
    """Zero has no sign, and rounding takes no sign away."""
    assert numerals.show(value, "pct", "signed")[0] == shown


@pytest.mark.parametrize(
    ("value", "unit", "rounding"),
    [
        (577_712_345, "usd", "to 0.1 million"),
        (75_900.4, "usd", "to a whole number"),
        (5.94, "pct", "to 0.1"),
        (-5.94, "pct", "to 0.1, magnitude"),
    ],
)
def test_the_rounding_is_stated(numerals: Numerals, value: float, unit: str, rounding: str) -> None:
    """A reader can redo it."""
    assert numerals.show(value, unit)[1] == rounding


@pytest.mark.parametrize(
    ("value", "threshold", "unit"),
    [
        (29.96, 30.0, "index"),
        (-0.9999, -1.0, "pct"),
        (499_990_000.0, 500_000_000.0, "usd"),
        (999_960_000.0, 1_000_000_000.0, "usd"),
        (0.02999, 0.03, "pct"),
    ],
)
def test_rounding_never_crosses_a_threshold(
    numerals: Numerals, value: float, threshold: float, unit: str
) -> None:
    """Beside its threshold a reading keeps the decimals that tell the two apart."""
    first, second = numerals.apart(value, threshold, unit)
    assert first[0] != second[0]


def test_a_threshold_is_shown_as_it_was_written(numerals: Numerals) -> None:
    """No decimal of a rule's own number is lost."""
    assert numerals.exact(-2.75, "pct")[0] == "-2.75%"
    assert numerals.exact(500_000_000.0, "usd")[0] == "$500 million"
    assert numerals.exact(30.0, "index")[0] == "30"


@pytest.mark.parametrize(
    ("value", "unit", "beside", "shown"),
    [
        (0.039, "pp", ("0.069%", "0.03%"), "0.04 percentage point"),
        (0.06, "pp", ("0.09%", "0.03%"), "0.06 percentage point"),
        (0.06, "points", ("25.1", "25"), "0.1 point"),
        (0.04, "points", ("25.04", "25"), "0.04 point"),
        (-0.0004, "pp", ("0.0296%", "0.03%"), "0.0004 percentage point"),
        (0.4, "pp", ("-1.4%", "-1%"), "0.4 percentage point"),
        (3_348, "usd", ("$96,652", "$100,000"), "$3,348"),
        (467_700_000, "usd", ("-$577.7 million", "-$110 million"), "$467.7 million"),
    ],
)
def test_a_distance_is_no_finer_than_what_it_parts(
    numerals: Numerals, value: float, unit: str, beside: tuple[str, ...], shown: str
) -> None:
    """One digit is enough below a tenth; zero is never shown for what is not."""
    assert numerals.coarse(value, unit, *beside)[0] == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown", "rounding"),
    [
        (2_060_000_000, "usd", "$2.06 billion", "to 0.01 billion"),
        (12_367_000_000, "usd", "$12.3 billion", "to 0.1 billion, down"),
        (499_970_000, "usd", "$499.9 million", "to 0.1 million, down"),
        (9_999_000_000, "usd", "$9.99 billion", "to 0.01 billion, down"),
        (999_990_000_000, "usd", "$999.9 billion", "to 0.1 billion, down"),
        (999_999.7, "usd", "$999,999", "to a whole number, down"),
        (1_599_999, "count", "1.59 million", "to 0.01 million, down"),
        (300_000, "count", "300,000", "to a whole number"),
        (0.004, "usd", "$0.004", "to 0.00001"),
    ],
)
def test_a_lower_bound_is_rounded_down(
    numerals: Numerals, value: float, unit: str, shown: str, rounding: str
) -> None:
    """At least that much it was, whatever the last digit."""
    assert numerals.bound(value, unit) == (shown, rounding)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (80.0, "four in five"),
        (79.0, "about four in five"),
        (81.4, "about four in five"),
        (82.0, "82%"),
        (77.5, "77.5%"),
        (75.0, "three in four"),
        (66.7, "two in three"),
        (33.3, "one in three"),
        (34.0, "about one in three"),
        (50.0, "half"),
        (49.2, "about half"),
        (57.0, "57%"),
        (0.4, "0.4%"),
        (99.5, "99.5%"),
    ],
)
def test_a_share_in_words_is_near_its_reading(numerals: Numerals, value: float, shown: str) -> None:
    """A point and a half away at most; where no words come near, percent do."""
    assert numerals.show(value, "pct", "share")[0] == shown


@pytest.mark.parametrize("unit", ["usd", "pct", "pp", "bp", "btc", "index", "ratio", "count"])
@pytest.mark.parametrize("exponent", range(-12, 13))
def test_no_number_but_zero_is_shown_as_zero(numerals: Numerals, unit: str, exponent: int) -> None:
    """Every magnitude keeps at least one digit that is not zero."""
    shown = numerals.show(3.7 * 10.0**exponent, unit)[0]
    assert any(digit in "123456789" for digit in shown)
