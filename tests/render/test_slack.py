"""Slack messages: blocks within their limits, and words that Slack reads no markup in."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.making import EPISODES, HOSTILE, LENGTHS, Block, made, titled, told

from explainer.explanation import Explanation
from explainer.render import to_slack

LIMITS = {"header": 150, "section": 3000, "context": 3000}


def texts(block: dict[str, Any]) -> list[dict[str, Any]]:
    """Every text object of a block."""
    held: list[dict[str, Any]] = [block["text"]] if "text" in block else []
    return [*held, *block.get("fields", []), *block.get("elements", [])]


def read(explanation: Explanation) -> str:
    """The words of a message, which is found within Slack's limits."""
    message = json.loads(to_slack(explanation))
    assert message.keys() == {"blocks", "text"}
    assert message["text"]
    assert 1 <= len(message["blocks"]) <= 50
    words = []
    for block in message["blocks"]:
        assert len(block.get("fields", [])) <= 10
        assert all(len(field["text"]) <= 2000 for field in block.get("fields", []))
        for text in texts(block):
            assert 1 <= len(text["text"]) <= LIMITS[block["type"]]
            assert not set("<>") & set(text["text"])
            words.append(html.unescape(shown(text)))
    return "\n".join(words)


def shown(text: dict[str, Any]) -> str:
    """The words of a text object; where markup is read, our own heading alone is marked."""
    if text["type"] == "plain_text":
        assert text["emoji"] is False
        return str(text["text"])
    assert text["type"] == "mrkdwn"
    assert text["verbatim"] is True
    marked = text["text"]
    assert marked.count("*") == 2
    assert marked.startswith("*")
    assert not set("_~`") & set(marked)
    assert marked.count(":") <= 1
    return str(marked.replace("*", ""))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("path", EPISODES, ids=lambda path: path.stem)
def test_an_episode_fits_into_a_message(path: Path, length: str) -> None:
    """With its answer, and with all it says where there is room."""
    explanation = told(path, length)
    words = read(explanation)
    if length != "article":
        assert all(claim.text in words for claim in explanation.claims)
    assert length == "headline" or explanation.answer.split(". ")[0] in words


def test_parts_become_blocks() -> None:
    """Headers, sections, rows with fields, and small print."""
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin & ether fall"], level=1),
            Block(name="answer", said=["It fell.", "So did *ether*."]),
            Block(name="driver", said=["Fear rose."], heading="Fear", level=3, driver="fear"),
            Block(name="driver", said=["*Fear*."], heading="Fear", level=3, driver="fear"),
            Block(
                name="watch",
                said=["Flows | -5% | \u2013", "a_b | 20 | low"],
                kind="table",
                heading="Watch",
                level=2,
                columns=("Signal", "Now", "Mark"),
            ),
            Block(name="list", said=["One.", "Two."], kind="list"),
            Block(name="check_list", said=["Check."], kind="list", heading="Check", level=2),
            Block(name="disclosure", said=["Not advice."]),
        ]
    )

    def plain(words: str) -> dict[str, Any]:
        return {"type": "plain_text", "text": words, "emoji": False}

    def marked(words: str) -> dict[str, Any]:
        return {"type": "mrkdwn", "text": words, "verbatim": True}

    assert json.loads(to_slack(explanation)) == {
        "blocks": [
            {"type": "header", "text": plain("Bitcoin &amp; ether fall")},
            {"type": "section", "text": plain("It fell. So did *ether*.")},
            {"type": "section", "text": marked("*Fear*\nFear rose.")},
            {"type": "section", "text": marked("*Fear*")},
            {"type": "section", "text": plain("*Fear*.")},
            {"type": "header", "text": plain("Watch")},
            {"type": "section", "text": marked("*Flows*"), "fields": [plain("Now: -5%")]},
            {
                "type": "section",
                "text": plain("a_b"),
                "fields": [plain("Now: 20"), plain("Mark: low")],
            },
            {"type": "section", "text": plain("\u2022 One.\n\u2022 Two.")},
            {"type": "context", "elements": [plain("Not advice.")]},
        ],
        "text": "Bitcoin &amp; ether fall\nIt fell.",
    }


def test_long_paragraphs_are_parted_between_sentences() -> None:
    """A section takes 3,000 characters, and no sentence is cut."""
    sentences = ["w" * 900 + "." for _ in range(5)]
    explanation = made(
        [
            Block(name="headline", said=["H" * 151], level=1),
            Block(name="answer", said=sentences),
        ]
    )
    blocks = json.loads(to_slack(explanation))["blocks"]
    assert [len(block["text"]["text"]) for block in blocks] == [151, 3 * 902 - 1, 2 * 902 - 1]


def test_a_message_has_at_most_fifty_blocks() -> None:
    """Drivers are left out, and a line names them."""
    names = [f"d{number}" for number in range(60)]
    explanation = made(
        [
            Block(name="headline", said=["Bitcoin falls"], level=1),
            *(
                Block(name="driver", said=["It did."], heading=name, level=3, driver=name)
                for name in names
            ),
        ],
        drivers=names,
    )
    words = read(explanation)
    assert "d47" in words
    assert words.endswith("Left out: " + "; ".join(f"About {name}" for name in names[48:]) + ".")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=80), min_size=1, max_size=4))
def test_a_title_stays_words(pieces: list[str]) -> None:
    """Whatever it holds."""
    explanation = titled("x " + " ".join(pieces))
    assert explanation.answer in read(explanation)


def test_a_title_of_5000_characters_stays_words() -> None:
    """As the text cuts it."""
    explanation = titled("<!channel> *b* " * 350)
    assert explanation.answer in read(explanation)
