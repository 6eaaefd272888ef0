"""What rule authors wrote stays words on a page, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from explainer.workbench.pages.markdown import (
    anchor,
    bullets,
    code,
    listed,
    page,
    plain,
    prose,
    table,
    words,
)

READER = MarkdownIt("commonmark").enable("table")
HARMLESS = {"text", "text_special", "code_inline"}
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(plain)
MARKS = st.text("`|\\<>[]()*_ab ~&!#", min_size=1, max_size=30).filter(plain)


def read(markdown: str) -> str:
    """Return what a reader sees of a paragraph, which must hold words and code alone."""
    paragraph, inline, end = READER.parse(markdown)
    assert (paragraph.type, end.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or ()} <= HARMLESS
    return "".join(child.content for child in inline.children or ())


@given(ANY_TEXT | MARKS)
def test_prose_is_read_as_it_was_written(text: str) -> None:
    """No text becomes markup, a list, a heading or HTML."""
    assert read(prose(text)) == plain(text)


@given(ANY_TEXT | MARKS)
def test_code_is_read_as_it_was_written(text: str) -> None:
    """Code marks close around any text, those with code marks in them included."""
    assert read(code(text)) == plain(text)


@given(st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=4))
def test_a_table_keeps_its_cells(rows: list[tuple[str, str]]) -> None:
    """Bars in words or in code open no further cell."""
    drawn = table(("one", "two"), [(words(left), code(right)) for left, right in rows])
    kinds = [token.type for token in READER.parse(drawn)]

    assert kinds.count("tr_open") == len(rows) + 1
    assert kinds.count("td_open") == 2 * len(rows)
    assert not {"html_block", "heading_open"} & set(kinds)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00b\x07c", "abc"), ("two\n lines\t here ", "two lines here"), ("\ufffe", "")],
)
def test_a_text_is_one_line_without_controls(text: str, shown: str) -> None:
    """Line breaks become spaces; characters that a picture may not hold go."""
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("etf.<SYM>.net_flow_usd", "etf.sym.net_flow_usd"),
        ("derived.{asset}.gap_pct", "derived.asset.gap_pct"),
        ("etf_flows", "etf_flows"),
    ],
)
def test_an_anchor_holds_small_letters_digits_dots_and_underscores(name: str, target: str) -> None:
    """So it may stand in an address as it is."""
    assert anchor(name) == target


@pytest.mark.parametrize(
    ("items", "told"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_items_are_listed_as_in_a_sentence(items: list[str], told: str) -> None:
    """The last one is joined by a word."""
    assert listed(items) == told


def test_empty_parts_are_left_out_and_an_empty_list_says_so() -> None:
    """A page has one empty line between its parts."""
    assert page(["# Title", "", bullets([])]) == "# Title\n\nNone.\n"
