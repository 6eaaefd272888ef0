"""A run of cases as JUnit XML, which every CI server reads."""

from __future__ import annotations

import io

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from junitparser.junitparser import Attr, IntAttr

from explainer.diagnostics import Diagnostic, Severity, visible
from explainer.workbench.case_drawing import differences
from explainer.workbench.case_run import CaseResult, DriverResult, RunReport


class PlacedCase(TestCase):
    """A test case that says where it stands."""

    file = Attr()
    line = IntAttr()


def junit_xml(report: RunReport) -> bytes:
    """One suite a driver and one test a case: known gaps are skipped, with the reason.

    An error in a case file is a failed test by the name of its code. There is no time in it: equal
    runs give equal bytes. What XML cannot hold is replaced.
    """
    written = JUnitXml("explainer rules test")
    for driver in report.drivers:
        suite = TestSuite(driver.driver)
        suite.add_testcases([_test(driver, case) for case in driver.cases])
        written.add_testsuite(suite)
    broken = [_broken(found) for found in report.diagnostics if found.severity is Severity.ERROR]
    if broken:
        suite = TestSuite("case files")
        suite.add_testcases(broken)
        written.add_testsuite(suite)
    written.update_statistics()  # type: ignore[no-untyped-call]
    body = io.BytesIO()
    written.write(body, pretty=True)
    return body.getvalue()


def _test(driver: DriverResult, case: CaseResult) -> TestCase:
    test = PlacedCase(visible(case.name), driver.driver)
    test.file, test.line = visible(driver.path), case.line
    if case.outcome == "known_gap":
        test.result = Skipped(visible(case.reason or ""))
    elif case.outcome == "failed":
        failure = Failure(visible(", ".join(one.what for one in case.mismatches)))
        failure.text = "\n".join(differences(case))
        test.result = failure
    return test


def _broken(found: Diagnostic) -> TestCase:
    place = "" if found.span is None else f" in line {found.span.line}"
    test = PlacedCase(f"{found.code}{place}", visible(found.path))
    test.file = visible(found.path)
    if found.span is not None:
        test.line = found.span.line
    failure = Failure(visible(found.message))
    failure.text = str(found) if found.hint is None else f"{found}\nhint: {visible(found.hint)}"
    test.result = failure
    return test
