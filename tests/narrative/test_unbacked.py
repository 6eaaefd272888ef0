"""The check that refuses a text with a number that has no receipt."""

import pytest

from explainer.errors import UnbackedNumberError
from explainer.narrative import compile_words
from explainer.narrative.composing import compose
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.plan import Block, Plan, headed
from explainer.narrative.writing import Reading, Writer
from explainer.pack import load_pack


@pytest.mark.parametrize(
    ("rest", "number"),
    [
        ("money left the funds", None),
        ("the S&P 500 and the Nasdaq-100 fell", None),
        ("someone often weighed nineteenth-century tenders", None),
        ("it fell 5%", "5%"),
        ("it lost $12.50 today", "$12.50"),
        ("a fifth session", "fifth"),
        ("Five of them", "Five"),
        ("about four-fifths", "four"),
        ("twice as much", "twice"),
    ],
)
def test_numbers_are_found_as_digits_and_as_words(rest: str, number: str | None) -> None:
    """Names with digits in them, and words that merely hold a number word, are none."""
    assert compile_words(load_pack()).numbers.first(rest) == number


def test_a_bare_number_is_never_sent() -> None:
    """Composing a text raises instead."""
    words = compile_words(load_pack())
    bare = Draft("Bitcoin fell 5.9%.", "given", "test", [], [])
    with pytest.raises(UnbackedNumberError, match=r"5\.9%"):
        compose(Plan(bare, [], [headed(bare)], bare), words.numbers)


def test_a_number_that_was_put_is_backed() -> None:
    """Its receipt holds the place, the raw value and the rounding."""
    words = compile_words(load_pack())
    writer = Writer(words.tongue, 2025)
    writer.say("bitcoin fell ")
    writer.put(Reading(-5.94, "pct", pointer="/assets/BTC/change_24h_pct"))
    draft = finish(writer, "test")
    composed = compose(
        Plan(draft, [draft], [headed(draft), Block("answer", [draft])], draft), words.numbers
    )
    receipt = composed.claims[1].receipts[0]
    assert composed.text[receipt.start : receipt.end] == receipt.shown == "5.9%"
    assert receipt.value == -5.94
    assert receipt.rounding == "to 0.1, magnitude"
    assert receipt.pointer == "/assets/BTC/change_24h_pct"


def test_an_article_follows_the_sound_of_its_number() -> None:
    """The article becomes "an" before 8, 11 and 18."""
    words = compile_words(load_pack())
    for value, expected in ((8.0, "an 8% fall"), (80.0, "an 80% fall"), (5.0, "a 5% fall")):
        writer = Writer(words.tongue, 2025)
        writer.say("that is a ")
        writer.put(Reading(value, "pct"))
        writer.say(" fall")
        assert writer.text == f"that is {expected}"
        start, shown = writer.marks[0][:2]
        assert writer.text[start:].startswith(shown)
