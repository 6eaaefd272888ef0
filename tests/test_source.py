"""YAML read into data with places, and everything that is refused on the way."""

import json
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainer.diagnostics import Severity, Span, draw
from explainer.source import CODES, read_yaml


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    """Return code, line and column of each diagnostic."""
    return [
        (each.code, each.span.line, each.span.column) if each.span else (each.code, 0, 0)
        for each in read_yaml(text, "a.yaml").diagnostics
    ]


def test_every_value_and_key_keeps_its_place() -> None:
    """Places count lines and columns from 1 and end after the last character."""
    source = read_yaml("id: etf\nbands:\n  - {at: -50, strength: 0}\n  - 'é'\n", "a.yaml")
    assert source.data == {"id": "etf", "bands": [{"at": -50, "strength": 0}, "é"]}
    assert source.place(("id",)) == Span(line=1, column=5, end_column=8)
    assert source.key_place(("bands",)) == Span(line=2, column=1, end_column=6)
    assert source.place(("bands", 0, "at")) == Span(line=3, column=10, end_column=13)
    assert source.place(("bands", 1)) == Span(line=4, column=5, end_column=8)
    assert source.ok


def test_place_of_something_absent_is_that_of_its_holder() -> None:
    """A missing field is reported where it should have been."""
    source = read_yaml("a:\n  b: 1\n", "a.yaml")
    assert source.place(("a", "missing", 3)) == source.place(("a",))
    assert source.key_place(("a", "missing")) == Span(line=2, column=3, end_column=7)
    assert read_yaml("", "a.yaml").place(("x",)).line == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: b: c", [("Y001", 1, 5)]),
        ("a:\n\t- b", [("Y001", 2, 1)]),
        ("a: [1, 2", [("Y001", 1, 4)]),
        ('"abc', [("Y001", 1, 1)]),
        ("a: 1\nb: 2\na: 3", [("Y002", 3, 1)]),
        ("x: {a: 1, a: 2}", [("Y002", 1, 11)]),
        ("a: yes", [("Y003", 1, 4)]),
        ("on: 1", [("Y003", 1, 1)]),
        ("a: .inf", [("Y004", 1, 4)]),
        ("a: &x 1", [("Y005", 1, 4)]),
        ("a: &x 1\nb: *x", [("Y005", 1, 4), ("Y005", 2, 4)]),
        ("a: !!str 1", [("Y006", 1, 4)]),
        ("a: !!python/object/apply:os.system [ls]", [("Y006", 1, 4)]),
        ("<<: {a: 1}", [("Y007", 1, 1)]),
        ("a: 1\n---\nb: 2", [("Y008", 2, 1)]),
        ("1: a", [("Y009", 1, 1)]),
        ("true: a", [("Y009", 1, 1)]),
        ("? [a, b]\n: 1", [("Y009", 1, 3)]),
        ("a: x\x00y", [("Y011", 1, 5)]),
        ("a: 1\nb: \ud800", [("Y011", 2, 4)]),
        (b"a: 1\nb: x\xff", [("Y012", 2, 5)]),
    ],
)
def test_refusals_have_code_and_place(text: str | bytes, codes: list[tuple[str, int, int]]) -> None:
    """What we do not read is refused where it stands, with a hint."""
    assert found(text) == codes
    source = read_yaml(text, "a.yaml")
    assert not source.ok
    assert all(each.hint and each.code in CODES for each in source.diagnostics)


def test_all_problems_come_at_once_in_order() -> None:
    """One reading reports every problem, from top to bottom."""
    text = "a: no\nb: 010\nc: {d: 1_000, d: 2}\ne: *x\n"
    assert [code for code, _, _ in found(text)] == ["Y003", "Y003", "Y003", "Y002", "Y005"]


def test_duplicate_key_says_where_the_first_one_is() -> None:
    """The hint names the line; the first value is the one kept."""
    source = read_yaml("a: 1\nb: 2\na: 3\n", "rules/a.yaml")
    assert source.data == {"a": 1, "b": 2}
    assert draw(source.diagnostics[0], source.text) == (
        "rules/a.yaml:3:1: error Y002 key `a` is there twice\n"
        "   3 | a: 3\n"
        "       ^\n"
        "       hint: remove one of the two; the first one is in line 1"
    )


def test_tab_gets_its_own_hint() -> None:
    """Tabs are the commonest slip, and the parser's words do not say so."""
    hint = read_yaml("a:\n\t- b", "a.yaml").diagnostics[0].hint
    assert hint is not None
    assert "tab" in hint


def test_part_below_a_refused_key_is_left_out() -> None:
    """A key that is a list, and what it holds, does not reach the data."""
    source = read_yaml("? [a, {b: 1}]\n: {c: [1, 2]}\nd: 1\n", "a.yaml")
    assert source.data == {"d": 1}


def test_byte_order_mark_is_no_part_of_the_text() -> None:
    """Editors that write one do no harm, and columns stay right."""
    source = read_yaml("\ufeffa: 1", "a.yaml")
    assert source.data == {"a": 1}
    assert source.key_place(("a",)).column == 1


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 20_000, "a: [" * 50_000])
def test_deep_nesting_is_refused_quickly(text: str) -> None:
    """Depth is bounded by our own stack, not by Python's."""
    began = time.perf_counter()
    source = read_yaml(text, "a.yaml")
    assert [each.code for each in source.diagnostics] == ["Y010"]
    assert time.perf_counter() - began < 2


def test_aliases_cannot_multiply() -> None:
    """The billion laughs end at the first alias: none is ever followed."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    source = read_yaml("\n".join(lines), "a.yaml")
    assert not source.ok
    assert source.data["a29"] == [None] * 10


def test_warning_alone_leaves_the_data_usable() -> None:
    """A time of day is text for us; the author hears that others read a number."""
    source = read_yaml("a: 12:30:00", "a.yaml")
    assert source.data == {"a": "12:30:00"}
    assert [each.severity for each in source.diagnostics] == [Severity.WARNING]
    assert source.ok


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(trees)
def test_what_is_written_as_json_is_read_back(tree: object) -> None:
    """Any data, written as JSON (which is YAML too), comes back the same, in value and type."""
    source = read_yaml(json.dumps(tree, ensure_ascii=False), "a.yaml")
    assert [str(each) for each in source.diagnostics] == []
    assert repr(source.data) == repr(tree)


@given(st.text() | st.binary())
def test_no_text_raises(text: str | bytes) -> None:
    """Whatever the text, reading ends with data or diagnostics, and all can be drawn."""
    source = read_yaml(text, "a.yaml")
    for each in source.diagnostics:
        assert draw(each, source.text).startswith("a.yaml")


def test_cases_read_as_other_yaml_readers_read_them(shared: Path) -> None:
    """On real files there is nothing to report, and no difference to PyYAML but dates."""
    for file in sorted((shared / "cases").glob("*.yaml")):
        source = read_yaml(file.read_bytes(), file.name)
        assert source.diagnostics == ()
        assert source.data["snapshot"] == yaml.safe_load(file.read_text("utf-8"))["snapshot"]
