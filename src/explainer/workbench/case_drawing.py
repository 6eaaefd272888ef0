"""A run of cases on a terminal: a line a driver, and what differs where a case fails."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from explainer.workbench.case_run import (
    CaseResult,
    DriverResult,
    RunReport,
    Totals,
    full_name,
)
from explainer.workbench.rule_cases import Mismatch

WIDTH = 100
"""Columns where no terminal says how many it has."""
NARROWEST = 60
LONGEST_CELL = 32
"""Characters of what stands in a column; longer words stand below each other."""
ALIKE = 0.5
"""Share of words that two texts have in common before those that differ are marked."""
INDENT = "  "
EXPECTED, ACTUAL = "expected  ", "actual    "


def draw_run(report: RunReport, width: int = WIDTH) -> str:
    """The report without its diagnostics, in lines of at most so many columns where words allow."""
    width = max(width, NARROWEST)
    longest = max((len(one.driver) for one in report.drivers), default=0)
    lines = [f"{one.driver:{longest}}  {_counts(one)}" for one in report.drivers]
    for driver in report.drivers:
        for case in driver.cases:
            if case.outcome == "known_gap":
                lines += ["", *_gap(driver, case, width)]
    for driver in report.drivers:
        for case in driver.cases:
            if case.outcome == "failed":
                lines += ["", draw_failure(driver, case, width)]
    if lines:
        lines.append("")
    return "\n".join([*lines, summary(report.totals)])


def summary(totals: Totals) -> str:
    """The run in one line: `412 passed, 0 failed, 6 known gaps`."""
    told = f"{totals.passed} passed, {totals.failed} failed, {_plural(totals.known_gaps)}"
    if not totals.broken:
        return told
    return f"{told}, {totals.broken} {'error' if totals.broken == 1 else 'errors'} in case files"


def draw_failure(driver: DriverResult, case: CaseResult, width: int = WIDTH) -> str:
    """A failed case: its name and place, each mismatch, and the readings that mattered."""
    lines = [f"FAILED {_name(driver, case)}", INDENT + _place(driver, case)]
    lines += [f"{INDENT}{line}".rstrip() for line in differences(case, width - len(INDENT))]
    return "\n".join(lines)


def differences(case: CaseResult, width: int = WIDTH) -> list[str]:
    """What differs in a case: short words in two columns, long ones below each other."""
    short = [one for one in case.mismatches if not _is_long(one)]
    lines: list[str] = []
    if short:
        names = max(len(one.what) for one in short)
        wide = max(len("expected"), *(len(one.expected) for one in short))
        lines.append(f"{'':{names}}  {'expected':{wide}}  actual")
        lines += [f"{one.what:{names}}  {one.expected:{wide}}  {one.actual}" for one in short]
    for mismatch in case.mismatches:
        if _is_long(mismatch):
            lines += [mismatch.what, *(f"{INDENT}{line}" for line in _stacked(mismatch, width - 2))]
    if case.readings:
        lines.append("readings")
        for line in case.readings:
            lines += textwrap.wrap(
                line,
                width,
                initial_indent=INDENT,
                subsequent_indent=INDENT * 2,
                break_long_words=False,
                break_on_hyphens=False,
            )
    return lines


def _counts(driver: DriverResult) -> str:
    """`18 passed, 1 failed`: what there is none of goes unsaid, but for those that passed."""
    told = [f"{driver.count('passed')} passed"]
    if failed := driver.count("failed"):
        told.append(f"{failed} failed")
    if gaps := driver.count("known_gap"):
        told.append(_plural(gaps))
    if driver.broken:
        told.append(f"{driver.broken} {'error' if driver.broken == 1 else 'errors'} in the file")
    return ", ".join(told)


def _plural(gaps: int) -> str:
    return f"{gaps} known gap{'' if gaps == 1 else 's'}"


def _gap(driver: DriverResult, case: CaseResult, width: int) -> list[str]:
    reason = textwrap.wrap(
        case.reason or "", width, initial_indent=INDENT, subsequent_indent=INDENT
    )
    return [f"known gap {_name(driver, case)}", INDENT + _place(driver, case), *reason]


def _name(driver: DriverResult, case: CaseResult) -> str:
    return full_name(driver.driver, " ".join(case.name.split()))


def _place(driver: DriverResult, case: CaseResult) -> str:
    return f"{driver.path}:{case.line}:{case.column}"


def _is_long(mismatch: Mismatch) -> bool:
    return max(len(mismatch.expected), len(mismatch.actual)) > LONGEST_CELL


def _stacked(mismatch: Mismatch, width: int) -> Iterator[str]:
    """Both texts, wrapped, with carets under the words that the other does not have."""
    expected, actual = _words(mismatch.expected), _words(mismatch.actual)
    matcher = SequenceMatcher(None, expected, actual, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if matcher.ratio() < ALIKE:
        changed = []
    only_expected = {at for _, start, end, _, _ in changed for at in range(start, end)}
    only_actual = {at for _, _, _, start, end in changed for at in range(start, end)}
    yield from _wrapped(EXPECTED, expected, only_expected, width)
    yield from _wrapped(ACTUAL, actual, only_actual, width)


def _words(text: str) -> list[str]:
    """The words of a text; a doubled space is an empty one, so that it shows."""
    return text.replace("\n", "\N{RETURN SYMBOL} ").split(" ")


def _wrapped(label: str, words: Sequence[str], marked: set[int], width: int) -> Iterator[str]:
    """The words in lines behind a label, with carets under the marked ones."""
    line, carets, lead = "", "", label
    for at, word in enumerate(words):
        if line and len(lead) + len(line) + 1 + len(word) > width:
            yield from _line(lead, line, carets)
            line, carets, lead = "", "", " " * len(label)
        elif at:
            joined = at in marked and at - 1 in marked
            line, carets = line + " ", carets + ("^" if joined else " ")
        line += word
        carets += ("^" if at in marked else " ") * len(word)
    yield from _line(lead, line, carets)


def _line(lead: str, line: str, carets: str) -> Iterator[str]:
    yield lead + line
    if "^" in carets:
        yield " " * len(lead) + carets.rstrip()
