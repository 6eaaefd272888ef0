"""All cases of a rule folder run, driver by driver: passed, failed, or a gap that is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.pack.case_file import CaseFile, RuleCase, RuleCases
from explainer.workbench.rule_cases import Mismatch, run_case

if TYPE_CHECKING:
    from explainer.explainer import Explainer

Outcome = Literal["passed", "failed", "known_gap"]
CLOSED = Mismatch(
    what="known_gap", expected="a case that fails", actual="it passes: remove known_gap"
)


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one case. *reason* is why it is a known gap.

    A gap has the mismatches that make it one; a case that should be one and passes has failed.
    """

    name: str
    outcome: Outcome
    line: int
    column: int
    mismatches: tuple[Mismatch, ...] = ()
    readings: tuple[str, ...] = ()
    reason: str | None = None


class DriverResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the cases of one driver, in the order of its file at *path*.

    *broken* counts the errors in the file, which keep cases from being run.
    """

    driver: str
    path: str
    cases: tuple[CaseResult, ...]
    broken: int = 0

    def count(self, outcome: Outcome) -> int:
        """How many of its cases came to this."""
        return sum(case.outcome == outcome for case in self.cases)


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How many cases of a run came to what, and how many errors kept cases from being run."""

    passed: int
    failed: int
    known_gaps: int
    broken: int


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    """One run: the drivers in the order of their files, and what is wrong with the files."""

    totals: Totals
    drivers: tuple[DriverResult, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether every case did what it says, and none was kept from being run."""
        return not self.totals.failed and not self.totals.broken


def run_cases(
    files: Sequence[CaseFile],
    diagnostics: Sequence[Diagnostic],
    explainer: Explainer,
    pattern: re.Pattern[str] | None = None,
) -> RunReport:
    """Run the cases whose name, `<driver>: <case>`, holds the pattern; all of them without one.

    What is wrong with files is part of every report, whichever cases are asked for.
    """
    found = [_run_file(file, explainer, pattern) for file in files]
    drivers = tuple(one for one in found if one.cases or (one.broken and pattern is None))
    return RunReport(
        totals=Totals(
            passed=sum(one.count("passed") for one in drivers),
            failed=sum(one.count("failed") for one in drivers),
            known_gaps=sum(one.count("known_gap") for one in drivers),
            broken=sum(one.severity is Severity.ERROR for one in diagnostics),
        ),
        drivers=drivers,
        diagnostics=tuple(diagnostics),
    )


def full_name(driver: str, case: str) -> str:
    """The name by which one case is asked for."""
    return f"{driver}: {case}"


def _run_file(
    file: CaseFile, explainer: Explainer, pattern: re.Pattern[str] | None
) -> DriverResult:
    cases = file.cases
    return DriverResult(
        driver=cases.driver,
        path=file.source.path,
        cases=tuple(
            _result(cases, case, place, explainer)
            for case, place in zip(cases.cases, file.places, strict=True)
            if pattern is None or pattern.search(full_name(cases.driver, case.name))
        ),
        broken=file.errors,
    )


def _result(cases: RuleCases, case: RuleCase, place: Span, explainer: Explainer) -> CaseResult:
    ran = run_case(cases, case, explainer)
    outcome: Outcome = "failed" if ran.mismatches else "passed"
    mismatches = ran.mismatches
    if case.known_gap is not None and not ran.refused:
        outcome = "known_gap" if mismatches else "failed"
        mismatches = mismatches or (CLOSED,)
    return CaseResult(
        name=case.name,
        outcome=outcome,
        line=place.line,
        column=place.column,
        mismatches=mismatches,
        readings=() if outcome == "passed" else ran.readings,
        reason=case.known_gap,
    )
