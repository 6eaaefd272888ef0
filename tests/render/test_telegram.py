"""Telegram messages: a few tags, 4,096 characters, whole sentences."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.making import (
    EPISODES,
    HOSTILE,
    LENGTHS,
    Block,
    assert_in_order,
    made,
    titled,
    told,
)

from explainer.explanation import Explanation
from explainer.render import to_telegram
from explainer.render.leaving_out import FOR_EDITORS
from explainer.render.to_telegram import MOST_CHARACTERS, length

FACE = "\U0001f4c9"


def read(message: str) -> str:
    """The words of a message as Telegram shows them; only bold is marked in it."""
    plain = re.sub(r"</?b>", "", message)
    assert not set("<>") & set(plain)
    assert not re.search(r"&(?!amp;|lt;|gt;)", plain)
    assert message.count("<b>") == message.count("</b>")
    return html.unescape(plain)


def assert_whole(explanation: Explanation) -> str:
    """The message fits, and each line of it is whole; return its words."""
    words = read(to_telegram(explanation))
    assert length(words) <= MOST_CHARACTERS
    for part in explanation.parts:
        claims = explanation.claims[part.first : part.last]
        if part.kind != "table" and part.name not in FOR_EDITORS:
            kept = [claim.text for claim in claims if claim.text in words]
            assert_in_order(kept, words)
    return words


@pytest.mark.parametrize("size", LENGTHS)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_an_episode_fits_into_a_message(path: Path, size: str) -> None:
    """With its answer, and with all it says where there is room."""
    explanation = told(path, size)
    words = assert_whole(explanation)
    if size != "article":
        assert all(claim.text in words for claim in explanation.claims)


def test_parts_are_drawn_with_bold_headings_and_bullets() -> None:
    """A row is its first cell, and below it the others after their columns; empty ones are not."""
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin <falls>"], level=1),
            Block(name="answer", said=["It fell.", "So did ether."]),
            Block(
                name="watch",
                said=["Flows | -5% | \u2013", "Fear | 20 | low & calm"],
                kind="table",
                heading="Watch",
                level=2,
                columns=("Signal", "Now", "Mark"),
            ),
            Block(name="list", said=["One.", "Two."], kind="list", heading="List", level=2),
            Block(name="check_list", said=["Check."], kind="list", heading="Check", level=2),
        ]
    )
    assert to_telegram(explanation) == (
        "<b>Bitcoin &lt;falls&gt;</b>\n\nIt fell. So did ether.\n\n"
        "<b>Watch</b>\n\n<b>Flows</b>\nNow: -5%\n\n<b>Fear</b>\nNow: 20\nMark: low &amp; calm\n\n"
        "<b>List</b>\n\u2022 One.\n\u2022 Two.\n"
    )


def test_the_room_is_counted_as_telegram_counts_it() -> None:
    """In UTF-16 units, without markup: a face outside the first plane takes two."""
    sentence = FACE * 1020 + "."
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin falls"], level=1),
            *(
                Block(name="driver", said=[sentence], heading=name, level=3, driver=name)
                for name in ("first", "second", "third")
            ),
        ],
        drivers=("first", "second", "third"),
    )
    words = read(to_telegram(explanation))
    assert words.count(sentence) == 1
    assert words.endswith("Left out: About second; About third.\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=80), min_size=1, max_size=4))
def test_a_title_stays_words(pieces: list[str]) -> None:
    """Whatever it holds."""
    explanation = titled("x " + " ".join(pieces))
    assert explanation.answer in assert_whole(explanation)


def test_a_title_of_5000_characters_stays_words() -> None:
    """As the text cuts it."""
    explanation = titled("<b>&lt; " * 700)
    assert explanation.answer in assert_whole(explanation)
