"""Explanations to render: some told by the explainer, some put together by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from explainer import Explainer, load_pack
from explainer.assessment import DataQuality, DriverFinding, Move
from explainer.explanation import (
    Citation,
    Claim,
    Explanation,
    PackIdentity,
    Part,
    PartKind,
    Receipt,
    Span,
)
from explainer.source import read_yaml

EPISODES = sorted((Path(__file__).parents[2] / "fixtures/episodes").glob("*.yaml"))
LENGTHS = ("headline", "chat", "brief", "article")
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--",
    "a & b &amp; c",
    "*bold* _italic_ ~struck~ `code` [x](http://y)",
    "<!channel> <@U1> :skull: #general @here",
    "| pipe | # head > quote",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u202e\u202d\u2067 fall",
    "\U0001f525\U0001f4c9 caf\u00e9 \u65e5\u672c",
    'he said "sell" and \u201cleft\u201d, it\u2019s \\ gone',
    "1. not a list - nor this + nor that",
    "\u2028line\u2029 and \x00 null \ufeff",
    "https://example.org/?a=1&b=<2>",
)
"""Pieces of titles that some format would read as more than words."""


class Block(msgspec.Struct, kw_only=True):
    """A part to be: its sentences, or in a table the cells of each row, by `|`."""

    name: str
    said: Sequence[str] = ()
    kind: PartKind = "paragraph"
    heading: str | None = None
    level: int = 0
    driver: str | None = None
    columns: tuple[str, ...] = ()
    rules: Sequence[str] = ()


@cache
def explainer() -> Explainer:
    """The explainer with the built-in rules."""
    return Explainer(load_pack())


@cache
def told(path: Path, length: str) -> Explanation:
    """An episode, explained."""
    data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
    return explainer().explain(data["snapshot"], length=length)


def titled(title: str, length: str = "article") -> Explanation:
    """A fall explained by events of this title, which stands in a source and the calendar too."""
    snapshot: dict[str, Any] = {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"change_24h_pct": -6.1}},
        "etf": {"BTC": {"net_flow_usd": -540_000_000, "session_date": "2026-02-03"}},
        "events": [
            {"kind": "trade_policy", "title": title, "impact": "negative"},
            {"kind": "security_breach", "title": title, "url": "https://example.org/a?b=1&c=2"},
        ],
        "calendar": [{"kind": "other", "date": "2026-02-10", "title": title}],
        "sources": [{"name": title, "url": "https://example.org/"}],
    }
    return explainer().explain(snapshot, length=length)


def made(
    blocks: Iterable[Block],
    *,
    drivers: Sequence[str] = (),
    citations: tuple[Citation, ...] = (),
    receipts: Sequence[Receipt] = (),
) -> Explanation:
    """An explanation of these blocks; *receipts* name what they show, and get their places."""
    text = ""
    claims: list[Claim] = []
    parts: list[Part] = []
    for block in blocks:
        text += "\n\n" if text else ""
        text += f"{block.heading}\n" if block.heading is not None else ""
        first = len(claims)
        cells: list[tuple[Span, ...]] = []
        for number, said in enumerate(block.said):
            text += " " if number else ""
            claims.append(_claim(said, len(text), _rule(block, number), receipts))
            cells.append(_spans(said, len(text)))
            text += said
        parts.append(
            Part(
                block.name,
                block.kind,
                first,
                len(claims),
                block.heading,
                block.level,
                block.driver,
                block.columns,
                tuple(cells) if block.kind == "table" else (),
            )
        )
    return Explanation(
        id="00",
        as_of=datetime(2025, 11, 5, 2, tzinfo=UTC),
        language="en",
        engine_version="0",
        rule_pack=PackIdentity(name="test", version="1", hash="00"),
        move=MOVE,
        headline=claims[0].text,
        answer=claims[min(1, len(claims) - 1)].text,
        drivers=tuple(_finding(driver, rank) for rank, driver in enumerate(drivers, 1)),
        offsets=(),
        ruled_out=(),
        signals=(),
        claims=tuple(claims),
        parts=tuple(parts),
        headlines=(),
        data_quality=DataQuality(missing=(), stale=(), rejected=(), flagged=(), conflicts=()),
        citations=citations,
        text=text + "\n",
        disclosure="Not advice.",
        left_out="Left out: {drivers}.",
    )


def said(explanation: Explanation) -> list[str]:
    """Every heading, sentence, column and cell of the text, in order."""
    return [words for part in explanation.parts for words in said_in(explanation, part)]


def said_in(explanation: Explanation, part: Part) -> list[str]:
    """What one part says."""
    heading = [] if part.heading is None else [part.heading]
    if part.kind == "table":
        cells = [explanation.text[start:end] for row in part.cells for start, end in row]
        return [*heading, *part.columns, *cells]
    return heading + [claim.text for claim in explanation.claims[part.first : part.last]]


def assert_in_order(pieces: Iterable[str], read: str) -> None:
    """Each piece stands in what was read, after the one before."""
    place = 0
    for piece in pieces:
        found = read.find(piece, place)
        assert found >= 0, piece
        place = found + len(piece)


MOVE = Move(
    direction="down",
    severity=None,
    severity_basis=None,
    scope="unknown",
    stage="unknown",
    basis=(),
    change_pct=None,
    bitcoin_change_pct=None,
    altcoin_change_pct=None,
)


def _rule(block: Block, number: int) -> str:
    return f"{block.rules[number]}@1" if block.rules else "lexicon"


def _claim(said: str, place: int, rule: str, receipts: Sequence[Receipt]) -> Claim:
    found = tuple(
        msgspec.structs.replace(
            receipt,
            start=place + said.index(receipt.shown),
            end=place + said.index(receipt.shown) + len(receipt.shown),
        )
        for receipt in receipts
        if receipt.shown in said
    )
    return Claim(said, place, place + len(said), "given", rule, found)


def _spans(said: str, place: int) -> tuple[Span, ...]:
    spans, start = [], 0
    for cell in said.split(" | "):
        spans.append((place + start, place + start + len(cell)))
        start += len(cell) + 3
    return tuple(spans)


def _finding(driver: str, rank: int) -> DriverFinding:
    return DriverFinding(
        driver,
        "T",
        f"About {driver}",
        "fired",
        "trigger",
        0.9,
        0.9,
        "severe",
        True,
        rank,
        (),
        (),
        (),
        False,
        (),
        1,
        1,
        1,
    )
