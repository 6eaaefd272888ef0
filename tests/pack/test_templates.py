"""Sentences of rule files, parsed into parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.pack.templates import FILTERS, Optional, Slot, Text, parse_template


def test_text_slots_and_an_optional_part_in_reading_order() -> None:
    """A sentence comes back as its words, its slots with filters, and its optional part."""
    text = "{asset} fell {value|signed}[ in the {session_date|date} session]"
    template = parse_template(text)
    assert template.problems == ()
    assert template.parts == (
        Slot("asset", None, 0, 7),
        Text(" fell "),
        Slot("value", "signed", 13, 27),
        Optional((Text(" in the "), Slot("session_date", "date", 36, 55), Text(" session"))),
    )


def test_offsets_cut_the_slot_out_of_the_text() -> None:
    """Start and end of a slot are those of its braces, so a problem can be drawn under it."""
    text = "a [{b} c] {d.e|count}"
    slots = parse_template(text).slots()
    assert [text[slot.start : slot.end] for slot in slots] == ["{b}", "{d.e|count}"]


def test_required_slots_are_those_outside_brackets() -> None:
    """Only a slot in brackets may be unknown."""
    template = parse_template("{value} for {asset}[ on {date|date}]")
    assert [slot.name for slot in template.required()] == ["value", "asset"]
    assert [slot.name for slot in template.slots()] == ["value", "asset", "date"]


def test_a_whole_metric_id_may_hold_the_asset_slot() -> None:
    """`{assets.{asset}.price_usd}` is one slot that is filled in per asset."""
    template = parse_template("at {assets.{asset}.price_usd}")
    assert template.problems == ()
    assert template.slots()[0].name == "assets.{asset}.price_usd"


def test_text_without_slots_is_one_part() -> None:
    """A plain sentence is a single text; an empty one has no parts."""
    assert parse_template("stocks fell").parts == (Text("stocks fell"),)
    assert parse_template("").parts == ()


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_known(name: str) -> None:
    """Each filter of the list parses."""
    assert parse_template(f"{{value|{name}}}").slots()[0].filter == name


@pytest.mark.parametrize(
    ("text", "kind", "cut", "hint"),
    [
        ("a {value", "bracket", "{", "{value}"),
        ("a value}", "bracket", "}", "{value}"),
        ("a [{value}", "bracket", "[", "missing `]`"),
        ("a {value}]", "bracket", "]", "missing `[`"),
        ("a [b [{c}] d]", "bracket", "[", "side by side"),
        ("a [b] {c}", "bracket", "[b]", "never be dropped"),
        ("a {value|shout}", "filter", "{value|shout}", "did you mean `count`"),
        ("a {value|}", "filter", "{value|}", "`ordinal`"),
        ("a {the value}", "slot", "{the value}", "words go outside"),
        ("a {}", "slot", "{}", "one name"),
        ("a {value | date}", "slot", "{value | date}", "one name"),
    ],
)
def test_problems_point_at_the_characters(text: str, kind: str, cut: str, hint: str) -> None:
    """Each slip is reported with its characters and a hint that names the mend."""
    problem = parse_template(text).problems[0]
    assert problem.kind == kind
    assert text[problem.start : problem.end] == cut
    assert hint in problem.hint


@given(st.text(alphabet="ab{}[]|. \n", max_size=60))
def test_any_text_parses_without_an_exception(text: str) -> None:
    """Whatever is written, the answer is a template, and every problem lies inside the text."""
    template = parse_template(text)
    for problem in template.problems:
        assert 0 <= problem.start < problem.end <= len(text)
    if not template.problems:
        assert all(text[slot.start] == "{" for slot in template.slots())


def test_a_sentence_of_nothing_but_slips_is_told_of_soon() -> None:
    """Twenty problems of one sentence are enough, and none repeats all of it."""
    assert len(parse_template("{" * 100_000).problems) == 20
    (problem,) = parse_template("{value|" + "x" * 100_000 + "}").problems
    assert len(problem.message) < 200
