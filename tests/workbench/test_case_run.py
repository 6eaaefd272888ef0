"""Runs of cases: what passes, fails, or is a gap that is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer import Explainer
from explainer.pack.read_cases import load_cases
from explainer.workbench.case_drawing import draw_run
from explainer.workbench.case_run import RunReport, run_cases

CASES = """\
driver: etf_outflows
usual:
  market: {change_24h_pct: -4}
  flows: {fund_outflow_7d_usd: 0}
cases:
  - name: a record outflow
    given: {etf: {BTC: {net_flow_usd: -577.7M}}}
    status: fired
  - name: an inflow
    given: {etf: {BTC: {net_flow_usd: 80M}, ETH: {net_flow_usd: 5M}}}
    status: not_fired
  - name: nothing known
    status: not_evaluated
"""
GAP = """\
  - name: money that moved between funds
    given: {etf: {BTC: {net_flow_usd: 0, largest_outflow_usd: 400M}}}
    status: STATUS
    known_gap: what one fund loses counts alone
"""


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_cases().pack)


def ran(tmp_path: Path, explainer: Explainer, cases: str, pattern: str | None = None) -> RunReport:
    """Return the run of these cases over the built-in rules."""
    (tmp_path / "drivers").mkdir()
    (tmp_path / "drivers" / "etf_outflows.cases.yaml").write_text(cases, encoding="utf-8")
    report = load_cases(overlay=tmp_path)
    compiled = None if pattern is None else re.compile(pattern)
    return run_cases(report.cases, report.diagnostics, explainer, compiled)


def outcomes(report: RunReport) -> dict[str, str]:
    """Return what became of each case by its name."""
    return {case.name: case.outcome for driver in report.drivers for case in driver.cases}


def test_cases_that_hold_pass(tmp_path: Path, explainer: Explainer) -> None:
    """A run in which every case passes is fine, and counts them."""
    report = ran(tmp_path, explainer, CASES)
    assert set(outcomes(report).values()) == {"passed"}
    assert report.ok
    assert draw_run(report) == "etf_outflows  3 passed\n\n3 passed, 0 failed, 0 known gaps"


def test_a_known_gap_spoils_no_run(tmp_path: Path, explainer: Explainer) -> None:
    """It fails as it must, is counted apart, and tells its reason and its mismatch."""
    report = ran(tmp_path, explainer, CASES + GAP.replace("STATUS", "not_fired"))
    case = report.drivers[0].cases[-1]
    assert report.ok
    assert report.totals.known_gaps == 1
    assert (case.outcome, case.reason) == ("known_gap", "what one fund loses counts alone")
    assert [one.what for one in case.mismatches] == ["status"]


def test_a_known_gap_that_passes_fails_the_run(tmp_path: Path, explainer: Explainer) -> None:
    """Whoever closed it is told to remove the mark."""
    report = ran(tmp_path, explainer, CASES + GAP.replace("STATUS", "fired"))
    assert not report.ok
    assert report.totals.failed == 1
    assert "it passes: remove known_gap" in draw_run(report)


def test_readings_that_cannot_be_judged_are_no_gap(tmp_path: Path, explainer: Explainer) -> None:
    """A gap is what a driver comes to; where it never saw the readings, the case has failed."""
    gap = GAP.replace("STATUS", "fired").replace("    status", "    focus: XYZ\n    status")
    report = ran(tmp_path, explainer, CASES + gap)
    assert outcomes(report)["money that moved between funds"] == "failed"


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("^etf_outflows: an? ", ["a record outflow", "an inflow"]),
        ("known$", ["nothing known"]),
        ("whale", []),
    ],
)
def test_a_pattern_picks_cases_by_driver_and_name(
    tmp_path: Path, explainer: Explainer, pattern: str, names: list[str]
) -> None:
    """It is looked for anywhere in `driver: case`."""
    assert list(outcomes(ran(tmp_path, explainer, CASES, pattern))) == names


def test_what_is_broken_fails_the_run(tmp_path: Path, explainer: Explainer) -> None:
    """The sound cases of a file are run beside one that cannot be."""
    report = ran(tmp_path, explainer, CASES.replace("status: not_fired", "status: burnt"))
    assert outcomes(report) == {"a record outflow": "passed", "nothing known": "passed"}
    assert not report.ok
    assert draw_run(report).endswith("2 passed, 0 failed, 0 known gaps, 1 error in case files")
