"""Numbers as people write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explainer.pack.verification import verification_words
from explainer.verification.hearing import Ear
from explainer.verification.listed import Heard
from explainer.verification.sentences import sentences
from explainer.verification.words import read_words

Hear = Callable[[str], Heard]


@pytest.fixture(scope="module")
def hear() -> Hear:
    """Return a function that hears one sentence."""
    words = read_words(verification_words())
    ear = Ear(words, ("S&P 500", "Nasdaq-100"), {})
    abbreviations = frozenset(words.dates.abbreviations)
    return lambda text: ear.hear(next(iter(sentences(text, abbreviations))))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "sign"),
    [
        ("Funds lost $577.7M", 577.7e6, 577.7e6, "usd", 0),
        ("Funds lost 577.7 million dollars", 577.7e6, 577.7e6, "usd", 0),
        ("It came to US$1.2bn", 1.2e9, 1.2e9, "usd", 0),
        ("It came to USD 1.2 billion", 1.2e9, 1.2e9, "usd", 0),
        ("It came to 1.2 bn", 1.2e9, 1.2e9, "plain", 0),
        ("half a trillion dollars", 0.5e12, 0.5e12, "usd", 0),
        ("a $2-billion hole", 2e9, 2e9, "usd", 0),
        ("80 percent of them", 80, 80, "pct", 0),
        ("80 per cent of them", 80, 80, "pct", 0),
        ("moved -5.9%", 5.9, 5.9, "pct", -1),
        ("moved \N{MINUS SIGN}5.9 %", 5.9, 5.9, "pct", -1),
        ("moved +5.9%", 5.9, 5.9, "pct", 1),
        ("flows of -$577.7 million", 577.7e6, 577.7e6, "usd", -1),
        ("four-fifths of them", 80, 80, "pct", 0),
        ("four in five of them", 80, 80, "pct", 0),
        ("nine out of ten of them", 90, 90, "pct", 0),
        ("about half of them", 50, 50, "pct", 0),
        ("a third of them", 100 / 3, 100 / 3, "pct", 0),
        ("yields rose 25bps", 25, 25, "bp", 0),
        ("yields rose 12 basis points", 12, 12, "bp", 0),
        ("fell 2.1 percentage points more", 2.1, 2.1, "pp", 0),
        ("fell 2.1pp more", 2.1, 2.1, "pp", 0),
        ("near 96k now", 96e3, 96e3, "plain", 0),
        ("near $96K now", 96e3, 96e3, "usd", 0),
        ("a fifth straight session", 5, 5, "run", 0),
        ("a 13th straight session", 13, 13, "run", 0),
        ("five sessions in a row", 5, 5, "run", 0),
        ("a five-day streak", 5, 5, "run", 0),
        ("two dozen of them", 24, 24, "plain", 0),
        ("twenty-five percent", 25, 25, "pct", 0),
        ("fell 5-6%", 5, 6, "pct", 0),
        ("fell 5% to 6%", 5, 6, "pct", 0),
        ("fell between 5 and 6 percent", 5, 6, "pct", 0),
        ("over 24 hours", 24, 24, "duration", 0),
        ("its 50-day average", 1200, 1200, "duration", 0),
        ("9,476 bitcoin moved", 9476, 9476, "btc", 0),
        ("13 other drivers", 13, 13, "counted", 0),
    ],
)
def test_a_number_is_read_as_it_was_meant(
    text: str, low: float, high: float, unit: str, sign: int, hear: Hear
) -> None:
    """Its size, its unit, and the sign if one is written."""
    (found,) = hear(text).quantities
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert (found.unit, found.sign) == (unit, sign)


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 and the Nasdaq-100 fell",
        "Web3, COVID-19 and ERC-20",
        "one of the reasons",
        "the second half of it went well"[:10],
        "on the first day",
        "the 1INCH token",
    ],
)
def test_a_name_or_a_word_is_no_number(text: str, hear: Hear) -> None:
    """Digits in names, and words such as one and first, state nothing."""
    assert hear(text).quantities == ()


def test_two_levels_are_no_range(hear: Hear) -> None:
    """From one level to another are two numbers."""
    found = hear("It fell from $100,000 to $95,000").quantities
    assert [one.low for one in found] == [100_000, 95_000]


def test_a_comma_for_a_point_is_malformed(hear: Hear) -> None:
    """5,9 is no number in American English, and is not guessed at."""
    (found,) = hear("It fell 5,9%").quantities
    assert found.malformed


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on Nov. 4", (None, 11, 4)),
        ("on 4 November 2025", (2025, 11, 4)),
        ("on 2025-11-04", (2025, 11, 4)),
        ("on November 4th, 2025", (2025, 11, 4)),
        ("on 11/4/2025", (2025, 11, 4)),
        ("in May 2025", (2025, 5, None)),
        ("since October", (None, 10, None)),
    ],
)
def test_a_date_is_read_in_any_order(text: str, parts: tuple[int | None, ...], hear: Hear) -> None:
    """Year, month and day, as far as they are written."""
    (found,) = hear(text).days
    assert (found.year, found.month, found.day) == parts


def test_a_verb_is_no_month(hear: Hear) -> None:
    """May and march are months only where they look like it."""
    assert hear("Prices may march on").days == ()
