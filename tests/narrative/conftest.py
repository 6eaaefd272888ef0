"""Snapshots in, narratives out, and the check that every receipt is true."""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from explainer.assessment import Assessment, Operand
from explainer.engine import assess, compile_pack
from explainer.explanation import Receipt
from explainer.intake import convert_snapshot
from explainer.limits import Limits
from explainer.narrative import Narrative, compile_words, narrate
from explainer.pack import load_pack

Told = tuple[Assessment, Narrative]
Tell = Callable[..., Told]
FIGURE = re.compile(
    r"\u201c[^\u201d]*\u201d"  # a quotation
    r"|S&P 500|Nasdaq[- ]100|Nikkei 225"
    r"|\d+[A-Z]\w*"  # a symbol such as 1INCH
    r"|\d[\d.,]*"
)
ARITHMETIC: dict[str, Callable[[Sequence[float]], float]] = {
    "difference": lambda n: n[0] - n[1],
    "ratio": lambda n: n[0] / n[1],
    "share_pct": lambda n: 100 * n[0] / n[1],
    "change_pct": lambda n: 100 * (n[0] / n[1] - 1),
    "sum": math.fsum,
    "product": math.prod,
    "median": statistics.median,
    "mean": statistics.fmean,
    "min": min,
    "max": max,
    "abs": lambda n: abs(n[0]),
    "negate": lambda n: -n[0],
    "complement": lambda n: 100 - n[0],
}


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Return a function from a snapshot (as a dict) to its assessment and narrative."""
    pack = load_pack()
    program, words = compile_pack(pack), compile_words(pack)

    def told(
        snapshot: dict[str, Any],
        *,
        seed: str | None = None,
        length: str = "brief",
        style: str = "prose",
        **options: Any,
    ) -> Told:
        checked = convert_snapshot(snapshot, Limits())
        assessment = assess(checked, program, **options)
        digest = seed or sha256(msgspec.json.encode(checked)).hexdigest()
        return assessment, narrate(assessment, words, length=length, style=style, seed=digest)

    return told


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to."""
    for key in pointer.split("/")[1:]:
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def worth(operand: Operand, document: Any) -> Any:
    """Return an operand's value, having checked where it came from."""
    if operand.op is not None:
        assert computed(operand.op, operand.operands, document) == pytest.approx(operand.value)
    elif operand.pointer is not None and operand.pointer.startswith("/"):
        found = at(document, operand.pointer)
        assert str(found)[:10] == str(operand.value)[:10] or found == operand.value
    return operand.value


def computed(op: str, operands: Sequence[Operand], document: Any) -> float:
    """Return what a stated operation comes to on its operands."""
    values = [worth(operand, document) for operand in operands]
    if op == "days_between":
        first, second = (date.fromisoformat(value[:10]) for value in values)
        return float((second - first).days)
    return float(ARITHMETIC[op](values))


@pytest.fixture(scope="session")
def prove() -> Callable[[Narrative, dict[str, Any]], None]:
    """Return a function that follows every receipt of a narrative back to the snapshot."""

    def proved(narrative: Narrative, snapshot: dict[str, Any]) -> None:
        text = narrative.text
        spans: list[tuple[int, int]] = []
        for claim in narrative.claims:
            assert text[claim.start : claim.end] == claim.text
            for receipt in claim.receipts:
                assert claim.start <= receipt.start < receipt.end <= claim.end
                assert text[receipt.start : receipt.end] == receipt.shown
                spans.append((receipt.start, receipt.end))
                _true(receipt, snapshot)
        for found in FIGURE.finditer(text):
            if not re.search("[A-Z\u201c]", found.group()):
                assert any(a <= found.start() and found.start() < b for a, b in spans), found

    return proved


def _true(receipt: Receipt, snapshot: dict[str, Any]) -> None:
    if receipt.kind == "given":
        assert receipt.pointer is not None
        if receipt.pointer != "/as_of":
            assert at(snapshot, receipt.pointer) == receipt.value
    elif receipt.kind == "derived":
        assert receipt.op is not None
        assert computed(receipt.op, receipt.operands, snapshot) == pytest.approx(
            receipt.value, abs=1e-6
        )
    elif receipt.kind == "count":
        assert receipt.op == "count"
        assert receipt.value == len(receipt.operands)
        assert all(operand.pointer is not None for operand in receipt.operands)
    elif receipt.kind in ("threshold", "background"):
        assert receipt.rule_pointer is not None
        assert "#/" in receipt.rule_pointer
    if isinstance(receipt.value, float) and receipt.shown[0] in "+-":
        assert (receipt.shown[0] == "-") == (receipt.value < 0)
