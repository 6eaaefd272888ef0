"""Markdown: headings, lists and tables, and words that stay words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.render.making import (
    EPISODES,
    HOSTILE,
    LENGTHS,
    Block,
    assert_in_order,
    made,
    said,
    titled,
    told,
)

from explainer.explanation import Citation, Explanation
from explainer.render import to_markdown
from explainer.render.to_markdown import escaped

READER = MarkdownIt("commonmark").enable("table")
INLINE = {"text", "inline", "softbreak", "text_special"}


def test_headings_lists_tables_and_links_are_marked() -> None:
    """All else is escaped; addresses of sources lead to where they say."""
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin falls"], level=1),
            Block(name="answer", said=["1. not a list", "Bitcoin *fell*."]),
            Block(name="table", said=["A|b | -5%"], kind="table", columns=("Driver", "Value")),
            Block(name="watch", said=["Flows_now: low."], kind="list", heading="Watch", level=2),
            Block(name="driver", heading="Fear", level=3),
            Block(name="sources", said=["ETF & Co, https://e.org/?a&b."]),
        ],
        citations=(Citation(name="ETF & Co", url="https://e.org/?a&b", pointer="/sources/0"),),
    )
    assert to_markdown(explanation) == (
        "# Bitcoin falls\n\n"
        "1\\. not a list Bitcoin \\*fell\\*.\n\n"
        "| Driver | Value |\n| --- | --- |\n| A\\|b | -5% |\n\n"
        "## Watch\n\n- Flows\\_now: low.\n\n"
        "### Fear\n\n"
        "ETF \\& Co, [https://e.org/?a\\&b](<https://e.org/?a\\&b>).\n"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("<b>bold</b>", "\\<b\\>bold\\</b\\>"),
        ("a `b` ~c~ | #d", "a \\`b\\` \\~c\\~ \\| \\#d"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("2) item", "2\\) item"),
        ("20% fell", "20% fell"),
    ],
)
def test_markup_is_escaped(text: str, markdown: str) -> None:
    """Whatever a title holds, it stays words."""
    assert escaped(text) == markdown


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_what_is_read_back_is_what_was_told(path: Path, length: str) -> None:
    """Every heading and sentence, in order, without markup of their own."""
    explanation = told(path, length)
    assert explanation.claims[-1].text in read_back(explanation)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=80), min_size=1, max_size=4))
def test_a_title_stays_words(pieces: list[str]) -> None:
    """It is read back as the words that the text has."""
    explanation = titled("x " + " ".join(pieces))
    assert explanation.claims[-1].text in read_back(explanation)


def test_a_title_of_5000_characters_stays_words() -> None:
    """As the text cuts it."""
    explanation = titled("*word* <b> " * 500)
    assert explanation.claims[-1].text in read_back(explanation)


def read_back(explanation: Explanation) -> str:
    """What the Markdown reads as: each heading and sentence, as it stands in the text."""
    tokens = READER.parse(to_markdown(explanation))
    read = "\n".join(words(token) for token in tokens if token.type == "inline")
    assert_in_order(said(explanation), read)
    return read


def words(token: Token) -> str:
    """The words of a line; nothing in it may be marked but our own links."""
    kinds = {child.type for child in token.children or ()}
    assert kinds <= INLINE | {"link_open", "link_close"}, kinds
    return "".join(child.content for child in token.children or ())
