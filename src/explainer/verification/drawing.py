"""Findings on a terminal: each under its line of the text, then one line that sums them up."""

from bisect import bisect_right
from collections.abc import Iterator

from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.diagnostics import draw as draw_diagnostic
from explainer.verification.report import Verification

MOST_DRAWN = 200
"""More than anybody reads at once."""


def draw(found: Verification, text: str, name: str) -> str:
    """The findings that need a look, each under its line of the text, and the summary."""
    lines = [draw_diagnostic(each, text) for each in _diagnostics(found, text, name)]
    more = len(lines) - MOST_DRAWN
    if more > 0:
        lines = [*lines[:MOST_DRAWN], f"and {more:,} more"]
    return "\n".join([*lines, summary(found)])


def summary(found: Verification) -> str:
    """One line on all findings: the verdict, numbers, claims."""
    counts = found.counts
    numbers = f"{_counted(len(found.numbers), 'number')}: {counts.supported} supported, "
    numbers += f"{counts.wrong} wrong, {counts.unsupported} unsupported"
    claims = f"{_counted(len(found.claims), 'claim')}: {counts.within} within the evidence, "
    claims += f"{counts.beyond} beyond, {counts.against} against"
    return (
        f"{found.verdict}: {numbers}; {claims}; {counts.unjudged} unjudged; {counts.advice} advice"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _diagnostics(found: Verification, text: str, name: str) -> Iterator[Diagnostic]:
    """What is not well with the text, in its order."""
    begins = [0]
    for whole in text.splitlines(keepends=True):
        begins.append(begins[-1] + len(whole))
    told: list[tuple[int, int, str, str, bool]] = []
    for number in found.numbers:
        if number.status != "supported":
            code = number.status if number.problem is None else f"wrong {number.problem}"
            told.append((number.start, number.end, code, number.detail, code != "unjudged"))
    for claim in found.claims:
        if claim.status != "within":
            grave = claim.status != "unjudged" and claim.severity == "problem"
            told.append((claim.start, claim.end, claim.status, claim.detail, grave))
    told.extend((each.start, each.end, "advice", each.detail, True) for each in found.advice)
    for first, last, word, reason, error in sorted(told):
        line = bisect_right(begins, first) - 1
        column = first - begins[line] + 1
        yield Diagnostic(
            code=word,
            severity=Severity.ERROR if error else Severity.WARNING,
            path=name,
            message=f"`{' '.join(text[first:last].split())}`: {reason}",
            span=Span(line=line + 1, column=column, end_column=column + last - first),
        )
