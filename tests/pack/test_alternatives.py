"""Texts that stand for several wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.pack.alternatives import MOST_WORDINGS, expand, parse_alternatives, wordings


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Money leaves.", ("Money leaves.",)),
        ("", ("",)),
        ("Money <leaves|goes>.", ("Money leaves.", "Money goes.")),
        ("<a|b> <c|d>", ("a c", "a d", "b c", "b d")),
        ("<a|b|c>", ("a", "b", "c")),
        ("Money <quickly |>leaves.", ("Money quickly leaves.", "Money leaves.")),
        ("Money leaves <now|>.", ("Money leaves now.", "Money leaves.")),
        (
            "It <now|> fell <far|>, too",
            ("It now fell far, too", "It now fell, too", "It fell far, too", "It fell, too"),
        ),
        ("<{session_date|date}|then>", ("{session_date|date}", "then")),
        ("<{assets.{asset}.price_usd|count}|x>", ("{assets.{asset}.price_usd|count}", "x")),
        ("a | b", ("a | b",)),
        ("two  spaces", ("two  spaces",)),
    ],
)
def test_a_text_stands_for_its_wordings_in_order(text: str, plain: tuple[str, ...]) -> None:
    """Choices multiply, the last changing first; gaps that an empty wording leaves are closed."""
    assert parse_alternatives(text).problems == ()
    assert expand(text) == plain


@pytest.mark.parametrize(
    ("text", "cut", "message"),
    [
        ("a <b|c", "<", "`<` is never closed"),
        ("a b> c", ">", "`>` is never opened"),
        ("a <b|<c|d>> e", "<", "a choice inside another"),
        ("a <b> c", "<b>", "a choice of one wording"),
        ("a <> c", "<>", "a choice of one wording"),
        ("a <b|c|b>", "<b|c|b>", "the same wording twice in a choice"),
        ("<a|>", "<a|>", "the text may come out empty"),
        ("<a|b>" * 8, "<a|b>" * 8, "the text stands for more than 128 wordings"),
    ],
)
def test_problems_point_at_the_characters(text: str, cut: str, message: str) -> None:
    """Each slip is told with its characters, and the text is left as it stands."""
    problem = parse_alternatives(text).problems[0]
    assert (problem.kind, text[problem.start : problem.end]) == ("choice", cut)
    assert problem.message == message
    assert problem.hint
    assert expand(text) == (text,)


def test_wordings_of_several_texts_come_once_each() -> None:
    """A list of texts stands for all their wordings, in order and without repetition."""
    assert wordings(["<a|b>", "b", "c"]) == ("a", "b", "c")


def test_samples_bring_any_two_neighbors_together() -> None:
    """Samples are few, and each wording stands beside each of its neighbor's in one of them."""
    parsed = parse_alternatives("<a|b> <c|d> <e|f> <g|h>.")
    samples = parsed.samples()
    assert len(samples) < len(parsed.plain())
    for pair in ("a c", "a d", "b c", "b d", "c e", "d f", "e g", "e h", "f g", "f h"):
        assert any(pair in one for one in samples)
    assert set(samples) <= set(parsed.plain())
    assert parse_alternatives("one text").samples() == ("one text",)
    assert parse_alternatives("").samples() == ("",)


@given(st.text(alphabet="ab<|>{} .,", max_size=60))
def test_any_text_expands_without_an_exception(text: str) -> None:
    """Whatever is written, problems lie inside the text, and wordings are few and plain."""
    parsed = parse_alternatives(text)
    for problem in parsed.problems:
        assert 0 <= problem.start < problem.end <= len(text)
    plain = expand(text)
    assert parsed.samples()
    assert 1 <= len(plain) <= MOST_WORDINGS
    if not parsed.problems and "{" not in text:
        assert not any(mark in one for one in plain for mark in "<>")


def test_a_text_of_nothing_but_choices_is_refused_at_once() -> None:
    """A count beyond all bounds is told without making the wordings."""
    problems = parse_alternatives("<a|b>" * 2_000 + "c").problems
    assert [problem.message for problem in problems] == [
        "the text stands for more than 128 wordings"
    ]
