"""A run of cases as JUnit XML, which every CI server reads."""

from __future__ import annotations

import io

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from junitparser.junitparser import Attr, IntAttr

from explainer.diagnostics import Diagnostic, Severity
from explainer.workbench.case_drawing import differences
from explainer.workbench.case_run import CaseResult, DriverResult, RunReport


class PlacedCase(TestCase):
    """A test case that says where it stands."""

    file = Attr()
    line = IntAttr()


def junit_xml(report: RunReport) -> bytes:
    """One suite a driver and one test a case: known gaps are skipped, with the reason.

    An error in a case file is a failed test by the name of its code. There is no time in it: equal
    runs give equal bytes.
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
    test = PlacedCase(case.name, driver.driver)
    test.file, test.line = driver.path, case.line
    if case.outcome == "known_gap":
        test.result = Skipped(case.reason)
    elif case.outcome == "failed":
        failure = Failure(", ".join(one.what for one in case.mismatches))
        failure.text = "\n".join(differences(case))
        test.result = failure
    return test


def _broken(found: Diagnostic) -> TestCase:
    place = "" if found.span is None else f" in line {found.span.line}"
    test = PlacedCase(f"{found.code}{place}", found.path)
    test.file = found.path
    if found.span is not None:
        test.line = found.span.line
    failure = Failure(found.message)
    failure.text = str(found) if found.hint is None else f"{found}\nhint: {found.hint}"
    test.result = failure
    return test
