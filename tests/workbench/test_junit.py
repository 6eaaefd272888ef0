"""JUnit XML, read back by the library that CI servers' formats are made for."""

from __future__ import annotations

from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped

from explainer import Explainer
from explainer.pack.read_cases import load_cases
from explainer.workbench.case_run import RunReport, run_cases
from explainer.workbench.junit import PlacedCase, junit_xml

CASES = """\
driver: etf_outflows
usual: {market: {change_24h_pct: -4}}
cases:
  - {name: "<nothing> & \\"nobody\\"", status: not_evaluated}
  - {name: fails, status: fired, explains: true}
  - {name: a gap, status: fired, known_gap: "readings > words"}
  - {name: broken, status: burnt}
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> RunReport:
    """Return a run in which there is one of each kind."""
    root = tmp_path_factory.mktemp("rules")
    (root / "drivers").mkdir()
    (root / "drivers" / "etf_outflows.cases.yaml").write_text(CASES, encoding="utf-8")
    cases = load_cases(overlay=root)
    return run_cases(cases.cases, cases.diagnostics, Explainer(cases.pack))


def test_each_case_is_a_test_with_its_place(report: RunReport) -> None:
    """Names come back as they were written, with file and line."""
    suite, broken = JUnitXml.fromstring(junit_xml(report))
    assert (suite.name, suite.tests, suite.failures, suite.skipped) == ("etf_outflows", 3, 1, 1)
    tests = [
        PlacedCase.fromelem(test)  # type: ignore[no-untyped-call]
        for test in suite
    ]
    assert [(test.name, test.line) for test in tests] == [
        ('<nothing> & "nobody"', 4),
        ("fails", 5),
        ("a gap", 6),
    ]
    assert {Path(str(test.file)).name for test in tests} == {"etf_outflows.cases.yaml"}
    assert (broken.name, broken.failures) == ("case files", 1)


def test_gaps_are_skipped_and_failures_say_what_differs(report: RunReport) -> None:
    """A gap carries its reason; a failure the text that people see."""
    suite, broken = JUnitXml.fromstring(junit_xml(report))
    passed, failed, gap = suite
    assert passed.result == []
    (failure,) = failed.result
    assert isinstance(failure, Failure)
    assert failure.message == "status, explains"
    assert "status    fired     not_evaluated" in str(failure.text)
    (skipped,) = gap.result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "readings > words"
    ((unfit,),) = [test.result for test in broken]
    assert "R013" in str(unfit.text)


def test_equal_runs_give_equal_bytes(report: RunReport) -> None:
    """There is no time in it."""
    assert junit_xml(report) == junit_xml(report)
    assert b"timestamp" not in junit_xml(report)
