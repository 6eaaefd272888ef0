"""Readings that were set aside, doubted, or too old: named with their reason, or counted."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer.narrative import compile_words
from explainer.pack import load_pack

Tell = Callable[..., Any]
FALL: dict[str, Any] = {
    "as_of": "2025-11-05T02:00:00Z",
    "assets": {"BTC": {"price_usd": 100_000.0, "change_24h_pct": -5.0}},
}
MAKERS = frozenset({"flaw", "_reject", "_note", "_refute", "Flaw"})
"""What writes a flaw; its code is the only word among the arguments that looks like one."""


def codes_of(engine: Path) -> set[str]:
    """Return every code that the engine gives a flaw."""
    found: set[str] = set()
    for path in sorted(engine.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
                given = [*node.args, *(word.value for word in node.keywords if word.arg == "code")]
                for one in given:
                    value = names.get(one.id) if isinstance(one, ast.Name) else None
                    if isinstance(one, ast.Constant):
                        value = one.value
                    if isinstance(value, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", value):
                        found.add(value)
    return found - {"price_usd", "net_flow_usd"}


def test_every_code_has_words(repository: Path) -> None:
    """No flaw is explained by the words for all others."""
    codes = codes_of(repository / "src/explainer/engine")
    assert len(codes) >= 12
    assert codes <= set(compile_words(load_pack()).lexicon.flaws)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"sentiment": {"fear_greed": 140.0}}, "140 (outside what is possible)"),
        (
            {"etf": {"BTC": {"net_flow_usd": -5e8, "session_date": "2025-11-06"}}},
            "(from a session after these figures)",
        ),
        (
            {"events": [{"kind": "regulation", "title": "Ban", "date": "2025-11-20"}]},
            "“Ban” (dated after these figures)",
        ),
        (
            {"market": {"total_cap_usd": 3e12, "cap_lost_usd": 9e13}},
            "(more than the market was worth)",
        ),
    ],
)
def test_a_reason_is_specific(tell: Tell, extra: dict[str, Any], said: str) -> None:
    """What is wrong is said in words of its own."""
    _, told = tell({**FALL, **extra})
    assert said in told.text
    assert "at odds with other readings" not in told.text


def test_what_is_not_named_is_counted(tell: Tell) -> None:
    """Two are named; the count of the others holds where each of them stands."""
    snapshot = {
        **FALL,
        "macro": {"vix": -3.0, "dxy": 99_999.0},
        "sentiment": {"fear_greed": 140.0},
        "onchain": {"sth_sopr": -1.0},
    }
    assessment, told = tell(snapshot)
    rejected = {flaw.pointer for flaw in assessment.data_quality.rejected}
    assert len(rejected) == 4
    claim = next(claim for claim in told.claims if claim.text.startswith("Set aside"))
    assert claim.text.endswith("and two others.")
    count = claim.receipts[-1]
    named = {receipt.pointer for receipt in claim.receipts if receipt.kind == "given"}
    assert count.kind == "count"
    assert count.value == len(count.operands) == 2
    assert {operand.pointer for operand in count.operands} == rejected - named


def test_every_flaw_is_told_in_any_company(tell: Tell) -> None:
    """Named and counted ones add up, whatever else is wrong."""
    snapshot = {
        **FALL,
        "macro": {"vix": -3.0, "dxy": 99_999.0, "session_date": "2025-10-01"},
        "sentiment": {"fear_greed": 140.0},
        "events": [{"kind": "regulation", "title": "Ban", "date": "2025-11-20"}],
        "etf": {"ETH": {"net_flow_usd": -5e8, "session_date": "2025-11-06"}},
    }
    assessment, told = tell(snapshot)
    found = assessment.data_quality
    wrong = {
        flaw.pointer
        for flaws in (found.rejected, found.stale, found.flagged, found.conflicts)
        for flaw in flaws
    }
    items = 0
    for claim in told.claims:
        if claim.text.startswith(("Set aside", "Taken with care", "Too old")):
            counted = [one for one in claim.receipts if one.kind == "count"]
            items += sum(int(one.value) for one in counted)
            items += claim.text.count("(")
    assert items >= len(wrong)
