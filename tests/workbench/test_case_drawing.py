"""What people see of a case that fails: expected and actual, and where they part."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Golden

from explainer.workbench.case_drawing import ACTUAL, EXPECTED, NARROWEST, differences, draw_run
from explainer.workbench.case_run import CaseResult, DriverResult, RunReport, Totals
from explainer.workbench.rule_cases import Mismatch

DRAWN = Path(__file__).parents[1] / "golden" / "cases"
LONG = "U.S. spot bitcoin ETFs saw $577.7 million of net outflows in the Nov. 4 session"
WORDS = st.lists(st.text("abc", max_size=8), min_size=1, max_size=30)


def failed(*mismatches: Mismatch, readings: tuple[str, ...] = ()) -> CaseResult:
    """Return a case that failed in these ways."""
    return CaseResult(
        name="a record outflow",
        outcome="failed",
        line=13,
        column=11,
        mismatches=mismatches,
        readings=readings,
    )


def mismatch(what: str, expected: str, actual: str) -> Mismatch:
    """Return one expectation that does not hold."""
    return Mismatch(what=what, expected=expected, actual=actual)


@pytest.mark.parametrize("width", [60, 100])
def test_a_run_is_drawn_as_its_golden_file_has_it(golden: Golden, width: int) -> None:
    """A line a driver, the gaps with their reasons, the failures in full, and the count."""
    gap = CaseResult(
        name="the failure of a small firm",
        outcome="known_gap",
        line=92,
        column=11,
        reason="the bands on size only raise the strength, so that a small event counts in full",
    )
    case = failed(
        mismatch("status", "not_fired", "fired"),
        mismatch("strength", "0.6 to 0.9", "0.5186"),
        mismatch("text session", LONG.replace("outflows in", "inflows on"), LONG),
        mismatch("text streak", LONG, "nothing"),
        readings=(
            "session: etf.BTC.net_flow_usd -577.7M (0.52)",
            f"not given: {', '.join(['flows.fund_outflow_7d_usd'] * 6)}",
        ),
    )
    drivers = (
        DriverResult(driver="credit", path="drivers/credit.cases.yaml", cases=(gap,)),
        DriverResult(
            driver="etf_outflows", path="drivers/etf_outflows.cases.yaml", cases=(case,), broken=2
        ),
    )
    totals = Totals(passed=0, failed=1, known_gaps=1, broken=2)
    report = RunReport(totals=totals, drivers=drivers, diagnostics=())
    drawn = draw_run(report, width)
    golden(DRAWN / f"run-{width}.txt", drawn + "\n")
    assert max(map(len, drawn.splitlines())) <= width


@given(WORDS, WORDS)
def test_both_texts_stand_there_in_full(expected: list[str], actual: list[str]) -> None:
    """What is wrapped and marked is still all of both texts, spaces included."""
    one, other = " ".join(expected), " ".join(["", *actual]) + "x" * 40
    lines = differences(failed(mismatch("text", one, other)), NARROWEST)
    words = [line for line in lines[1:] if "^" not in line]
    text = "".join(f"{line[len(EXPECTED) + 2 :]} " for line in words).split()
    assert text == [*one.split(), *other.split()]
    assert any(line.startswith(f"  {ACTUAL}") for line in lines)


@given(WORDS, st.data())
def test_carets_stand_under_the_word_that_differs(words: list[str], data: st.DataObject) -> None:
    """One word that was changed is the only one marked in each text."""
    at = data.draw(st.integers(0, len(words) - 1))
    one = [*words[:at], "expected", *words[at:], "and", "so", "on", "x" * 33]
    other = [*words[:at], "actual", *words[at:], "and", "so", "on", "x" * 33]
    lines = differences(failed(mismatch("text", " ".join(one), " ".join(other))), 500)
    marked = [
        above[below.index("^") : below.rindex("^") + 1]
        for above, below in pairwise(lines)
        if "^" in below
    ]
    assert marked == ["expected", "actual"]


def test_texts_with_little_in_common_are_not_marked() -> None:
    """Carets under every word would say nothing."""
    other = "the run of outflows from the funds was one day"
    assert "^" not in "".join(differences(failed(mismatch("text", LONG, other))))


def test_a_line_break_shows() -> None:
    """It is a character that differs, and moves nothing."""
    lines = differences(failed(mismatch("text", LONG, LONG.replace("of net", "of\nnet"))))
    assert any("of\N{RETURN SYMBOL} net" in line for line in lines)
