"""Why rules were not taken: the problems of a pack that does not load, for log and operator."""

from __future__ import annotations

from collections.abc import Callable

from explainer.api.entries import RuleProblem
from explainer.diagnostics import Diagnostic, Severity, shortened
from explainer.errors import PackError, UnbackedNumberError

MOST_PROBLEMS = 20
"""Problems that are listed; the count tells of the others."""
LONGEST_TEXT = 300
"""Characters of a message or a hint; rule files may quote whole paragraphs in theirs."""
DEFECT = RuleProblem(
    message="the rules were not taken, for a reason that stands in no file; the log tells it"
)

UNBACKED = "the rules put the number `{number}` into a text, with no reading behind it"
USE_SLOT = "let a slot such as `{value}` write the number, or say it without one"


def problems_of(
    error: Exception, within: Callable[[str], str]
) -> tuple[tuple[RuleProblem, ...], int]:
    """Return the errors that keep the pack from loading, at most MOST_PROBLEMS, and their count.

    *within* turns the path of a diagnostic into one that tells nothing of the machine.
    """
    if isinstance(error, UnbackedNumberError):
        return (RuleProblem(message=UNBACKED.format(number=error.number), hint=USE_SLOT),), 1
    if not isinstance(error, PackError):
        return (DEFECT,), 1
    found = [each for each in error.diagnostics if each.severity is Severity.ERROR]
    return tuple(_problem(each, within) for each in found[:MOST_PROBLEMS]), len(found)


def _problem(found: Diagnostic, within: Callable[[str], str]) -> RuleProblem:
    return RuleProblem(
        code=found.code,
        path=within(found.path),
        line=None if found.span is None else found.span.line,
        column=None if found.span is None else found.span.column,
        message=shortened(found.message, LONGEST_TEXT),
        hint=None if found.hint is None else shortened(found.hint, LONGEST_TEXT),
    )
