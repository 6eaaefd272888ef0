"""Renderings: the same explanation in every format."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from explainer.assessment import DataQuality, Move
from explainer.errors import OptionError
from explainer.explanation import Claim, Explanation, PackIdentity
from explainer.render import RENDERINGS, as_json
from explainer.render.to_markdown import escaped

LINES = ("Bitcoin falls", "Bitcoin fell.", "What to watch", "- Flows_now: *low*.", "1. not a list")
TEXT = f"{LINES[0]}\n\n{LINES[1]}\n\n{LINES[2]}\n{LINES[3]}\n\n{LINES[4]}\n"


def claim(text: str) -> Claim:
    """Return a claim where the text stands."""
    start = TEXT.index(text)
    return Claim(text=text, start=start, end=start + len(text), kind="given", rule="test")


EXPLANATION = Explanation(
    id="00",
    as_of=datetime(2025, 11, 5, tzinfo=UTC),
    language="en",
    engine_version="0",
    rule_pack=PackIdentity(name="test", version="1", hash="00"),
    move=Move(
        direction="down",
        severity=None,
        severity_basis=None,
        scope="unknown",
        stage="unknown",
        basis=(),
        change_pct=None,
        bitcoin_change_pct=None,
        altcoin_change_pct=None,
    ),
    headline=LINES[0],
    answer=LINES[1],
    drivers=(),
    offsets=(),
    ruled_out=(),
    signals=(),
    claims=(
        claim(LINES[0]),
        claim(LINES[1]),
        claim(LINES[3].removeprefix("- ")),
        claim(LINES[4]),
    ),
    data_quality=DataQuality(missing=(), stale=(), rejected=(), flagged=(), conflicts=()),
    text=TEXT,
    disclosure="",
)


def test_text_is_the_text() -> None:
    """Spans count in it, so nothing is added."""
    assert RENDERINGS["text"](EXPLANATION) == TEXT


def test_markdown_marks_headings_and_lists_and_escapes_the_rest() -> None:
    """A line that is no claim is a heading."""
    assert RENDERINGS["markdown"](EXPLANATION) == (
        "# Bitcoin falls\n\nBitcoin fell.\n\n## What to watch\n\n- Flows\\_now: \\*low\\*.\n\n"
        "1\\. not a list\n"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[x](http://y)", "\\[x\\](http://y)"),
        ("<b>bold</b>", "\\<b\\>bold\\</b\\>"),
        ("a `b` ~c~ | #d", "a \\`b\\` \\~c\\~ \\| \\#d"),
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
    ],
)
def test_markup_is_escaped(text: str, markdown: str) -> None:
    """Whatever a title holds, it stays words."""
    assert escaped(text) == markdown


def test_json_holds_every_field() -> None:
    """In the order of the document."""
    assert list(json.loads(RENDERINGS["json"](EXPLANATION))) == list(Explanation.__struct_fields__)


def test_fields_select_parts_of_the_json() -> None:
    """Only those asked for, and an unknown one is refused with a suggestion."""
    assert list(json.loads(as_json(EXPLANATION, ["text", "headline"]))) == ["headline", "text"]
    with pytest.raises(OptionError, match="headline"):
        as_json(EXPLANATION, ["headlin"])
