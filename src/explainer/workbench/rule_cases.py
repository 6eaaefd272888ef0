"""One case of a rule run: what the driver came to, held against what its author expects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from explainer.assessment import DriverFinding
from explainer.errors import OptionError, SnapshotError
from explainer.pack.case_file import RuleCase, RuleCases
from explainer.pack.case_snapshot import readings, snapshot_of
from explainer.pack.read_cases import read_case_file
from explainer.source import read_yaml
from explainer.workbench.reasons import reading, why_weak

if TYPE_CHECKING:
    from explainer.explainer import Explainer
    from explainer.narrative import Clauses
    from explainer.pack.schema import RulePack

__all__ = ["Mismatch", "Ran", "RuleCase", "RuleCases", "read_rule_cases", "run_case", "snapshot_of"]

NOTHING = "nothing"
TOLD = "told in the brief"


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """One expectation that does not hold: what was expected of *what*, and what came."""

    what: str
    expected: str
    actual: str


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What one case came to: every expectation that does not hold, and the figures behind it.

    *readings* tell the evidence that counted or that the case is about, with figures. *refused*
    says that the driver never saw the readings.
    """

    mismatches: tuple[Mismatch, ...]
    readings: tuple[str, ...] = ()
    refused: bool = False


def read_rule_cases(path: Path) -> RuleCases:
    """The cases in one file; OptionError if it cannot be read, or any of them does not fit."""
    try:
        source = read_yaml(path.read_bytes(), path.name)
    except OSError as error:
        raise OptionError("case file", str(path), str(error.strerror or error)) from None
    file = read_case_file(source, f"drivers/{path.name}")
    found = file.diagnostics if source.ok else source.diagnostics
    if found:
        raise OptionError("case file", str(path), "; ".join(map(str, found)))
    return file.cases


def run_case(cases: RuleCases, case: RuleCase, explainer: Explainer) -> Ran:
    """One case run: no mismatch where the rule does what its author says."""
    try:
        snapshot = explainer.read(snapshot_of(cases, case))
        assessment = explainer.assess(snapshot, focus=case.focus, premise=case.premise)
    except (SnapshotError, OptionError) as error:
        return _refused("given", "a snapshot", str(error))
    finding = next((one for one in assessment.drivers if one.id == cases.driver), None)
    if finding is None:
        return _refused("driver", cases.driver, "no such driver")
    mismatches = list(_mismatches(case, finding))
    if case.text is not None:
        clauses = explainer.clauses(snapshot, assessment, finding.id)
        unsaid = tuple(_unsaid(case.text, clauses))
        if not unsaid and finding.explains:
            unsaid = tuple(_left_out(case.text, clauses))
        mismatches += unsaid
    return Ran(
        mismatches=tuple(mismatches),
        readings=tuple(_figures(case, finding, explainer.pack)) if mismatches else (),
    )


def _refused(what: str, expected: str, actual: str) -> Ran:
    mismatch = Mismatch(what=what, expected=expected, actual=actual)
    return Ran(mismatches=(mismatch,), refused=True)


def _figures(case: RuleCase, finding: DriverFinding, pack: RulePack) -> Iterator[str]:
    """The evidence that counted, and what became of the readings that the case itself gives."""
    rule = next(one for one in pack.drivers if one.id == finding.id)
    fires_at = pack.fires_at if rule.fires_at is None else rule.fires_at.strength
    given = {".".join(map(str, path)) for path, _ in readings(case.given)}
    for one in finding.evidence:
        if one.status == "unknown" or not (one.strength or one.metric in given):
            continue
        if finding.status != "fired":
            yield why_weak(one, rule.evidence[one.id], fires_at)
        elif one.value is not None:
            yield reading(one)
    if finding.missing:
        yield "not given: " + ", ".join(finding.missing)


def _mismatches(case: RuleCase, finding: DriverFinding) -> Iterator[Mismatch]:
    for what in ("status", "role", "explains"):
        expected, actual = getattr(case, what), getattr(finding, what)
        if expected is not None and expected != actual:
            yield Mismatch(what=what, expected=_word(expected), actual=_word(actual))
    if case.strength is not None:
        low, high = case.strength
        if not low <= finding.strength <= high:
            expected = f"{low:g} to {high:g}" if low < high else f"{low:g}"
            yield Mismatch(what="strength", expected=expected, actual=f"{finding.strength:g}")
    offsets = tuple(dict.fromkeys(one.id for one in finding.offsets))
    for what, wanted, found in (
        ("missing", case.missing, finding.missing),
        ("offsets", case.offsets, offsets),
    ):
        if not set(wanted) <= set(found):
            yield Mismatch(what=what, expected=", ".join(wanted), actual=", ".join(found) or "none")


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unsaid(text: str | dict[str, str], clauses: Sequence[Clauses]) -> Iterator[Mismatch]:
    """Each expected clause that no piece of the driver says, with the one that comes nearest."""
    if isinstance(text, str):
        said = [clause for piece in clauses for clause in piece.all]
        if text not in said:
            yield Mismatch(what="text", expected=text, actual=_nearest(text, said))
        return
    for piece, expected in text.items():
        said = [clause for one in clauses if one.id == piece for clause in one.all]
        if expected not in said:
            yield Mismatch(what=f"text {piece}", expected=expected, actual=_nearest(expected, said))


def _nearest(expected: str, said: Sequence[str]) -> str:
    near = get_close_matches(expected, said, n=1, cutoff=0.0)
    return near[0] if near else NOTHING


def _left_out(text: str | dict[str, str], clauses: Sequence[Clauses]) -> Iterator[Mismatch]:
    """A mismatch where a reader of the brief meets none of the clauses: they help nobody."""
    wanted = {text} if isinstance(text, str) else set(text.values())
    if not any(wanted & piece.told for piece in clauses):
        expected = " or ".join(sorted(wanted))
        yield Mismatch(what=TOLD, expected=expected, actual="the brief leaves it out")
