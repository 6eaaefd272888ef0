"""Numbers in words against CLDR, through Babel, which never runs on the request path."""

import random

from babel import numbers

from explainer.narrative import compile_words
from explainer.pack import load_pack


def test_percents_are_those_of_cldr() -> None:
    """Away from ties, a percentage reads as Babel's American English with one decimal at most."""
    numerals = compile_words(load_pack()).tongue.numerals
    source = random.Random(20251104)
    for _ in range(500):
        value = round(source.uniform(0.11, 999), 3)
        if round(value * 1000) % 100 == 50:
            continue
        expected = numbers.format_decimal(value, format="#,##0.#", locale="en_US") + "%"
        assert numerals.show(value, "pct")[0] == expected


def test_millions_are_those_of_cldr() -> None:
    """Away from ties, an amount of ten million or more reads as Babel's long compact form."""
    numerals = compile_words(load_pack()).tongue.numerals
    source = random.Random(20260204)
    for _ in range(300):
        value = source.randint(10_000, 999_900) * 1_000 + 7
        expected = numbers.format_compact_decimal(
            value, format_type="long", fraction_digits=1, locale="en_US"
        )
        assert numerals.show(value, "usd")[0] == "$" + expected
