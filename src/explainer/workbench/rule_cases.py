"""Cases of a rule: readings, and what its driver must come to. Each driver has a file of them.

`docs/rule-format.md` (section "Cases") explains each key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from explainer.assessment import DriverFinding, Role, Status
from explainer.errors import OptionError, SnapshotError
from explainer.metrics import resolve
from explainer.pack.shapes import read_number
from explainer.snapshot import utc_text
from explainer.source import read_yaml

if TYPE_CHECKING:
    from explainer.explainer import Explainer
    from explainer.explanation import Explanation

USUAL_AS_OF = "2026-02-04T12:00:00Z"
"""The moment of a case that names none: noon of a Wednesday."""
MISSING = "missing"
LISTS = frozenset({"events", "calendar"})
"""Parts of a snapshot that a case replaces as a whole."""


class RuleCase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case: readings, and what is expected of the driver. What is not named is not compared.

    *given* is laid over the file's *usual* readings. *strength* is the range of the known strength,
    inclusive; *missing* names readings that must be told as lacking, *offsets* what must argue the
    other way; *text* must stand in the brief word for word.
    """

    name: str
    status: Status
    given: dict[str, Any] = {}
    as_of: str = USUAL_AS_OF
    premise: bool = False
    focus: str | None = None
    strength: tuple[float, float] | None = None
    role: Role | None = None
    explains: bool | None = None
    missing: tuple[str, ...] = ()
    offsets: tuple[str, ...] = ()
    text: str | None = None


class RuleCases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cases of one driver. *usual* holds readings that lie under those of every case."""

    driver: str
    cases: tuple[RuleCase, ...]
    usual: dict[str, Any] = {}


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """One expectation that does not hold."""

    what: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.what}\n  expected  {self.expected}\n  actual    {self.actual}"


def read_rule_cases(path: Path) -> RuleCases:
    """The cases in a file; OptionError if it cannot be read or does not hold cases."""
    try:
        source = read_yaml(path.read_bytes(), path.name)
    except OSError as error:
        raise OptionError("case file", str(path), str(error.strerror or error)) from None
    if not source.ok:
        raise OptionError("case file", str(path), "; ".join(map(str, source.diagnostics)))
    try:
        return msgspec.convert(source.data, RuleCases)
    except msgspec.ValidationError as error:
        raise OptionError("case file", str(path), str(error)) from None


def run_case(cases: RuleCases, case: RuleCase, explainer: Explainer) -> tuple[Mismatch, ...]:
    """Every expectation of one case that does not hold; none where the rule does what it says."""
    try:
        explanation = explainer.explain(
            snapshot_of(cases, case), focus=case.focus, premise=case.premise
        )
    except (SnapshotError, OptionError) as error:
        return (Mismatch(what="given", expected="a snapshot", actual=str(error)),)
    finding = next((one for one in explanation.drivers if one.id == cases.driver), None)
    if finding is None:
        return (Mismatch(what="driver", expected=cases.driver, actual="no such driver"),)
    return tuple(_mismatches(case, finding, explanation))


def snapshot_of(cases: RuleCases, case: RuleCase) -> dict[str, Any]:
    """The snapshot that a case describes: its readings over the usual ones, stale ones marked."""
    stale: list[str] = []
    groups = _settled(_laid_over(cases.usual, case.given), (), stale)
    if stale:
        old = [_old_source(metric, case.as_of) for metric in stale]
        groups["sources"] = [*groups.get("sources", ()), *old]
    return {"as_of": case.as_of, **groups}


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Two trees of readings as one; of a reading in both, the upper one."""
    both = dict(below)
    for key, value in above.items():
        under = both.get(key)
        nested = isinstance(under, dict) and isinstance(value, dict) and "value" not in value
        both[key] = _laid_over(under or {}, value) if nested else value
    return both


def _settled(tree: Mapping[str, Any], path: tuple[str, ...], stale: list[str]) -> dict[str, Any]:
    """The tree without missing readings, numbers as numbers; stale ones are noted in *stale*."""
    settled: dict[str, Any] = {}
    for key, value in tree.items():
        place = (*path, key)
        if value == MISSING:
            continue
        if key in LISTS and isinstance(value, list):
            settled[key] = [_settled(one, place, stale) for one in value]
        elif isinstance(value, dict) and value.keys() == {"value", "stale"}:
            settled[key] = _number(value["value"])
            if value["stale"] is True:
                stale.append(".".join(place))
        elif isinstance(value, dict):
            settled[key] = _settled(value, place, stale)
        else:
            settled[key] = _number(value)
    return settled


def _number(value: Any) -> Any:
    """The number that `-300M` stands for; anything else as it is."""
    number = read_number(value) if isinstance(value, str) else None
    return value if number is None else number


def _old_source(metric: str, as_of: str) -> dict[str, Any]:
    """A source an hour older than the metric allows; OptionError if the metric never goes stale."""
    spec = resolve(metric)
    if spec is None or spec.max_age_hours is None:
        raise OptionError("stale reading", metric, "only a reading with a maximum age goes stale")
    age = timedelta(hours=spec.max_age_hours + 1)
    observed = datetime.fromisoformat(as_of) - age
    return {"name": "old", "observed_at": utc_text(observed), "covers": [metric]}


def _mismatches(
    case: RuleCase, finding: DriverFinding, explanation: Explanation
) -> Iterator[Mismatch]:
    for what in ("status", "role", "explains"):
        expected = getattr(case, what)
        if expected is not None and expected != getattr(finding, what):
            yield Mismatch(what=what, expected=str(expected), actual=str(getattr(finding, what)))
    if case.strength is not None:
        low, high = case.strength
        if not low <= finding.strength <= high:
            told = ", ".join(f"{one.id} {one.strength}" for one in finding.evidence if one.strength)
            actual = f"{finding.strength} ({told or 'no evidence'})"
            yield Mismatch(what="strength", expected=f"{low} to {high}", actual=actual)
    offsets = [one.id for one in finding.offsets]
    for what, wanted, found in (
        ("missing", case.missing, list(finding.missing)),
        ("offsets", case.offsets, offsets),
    ):
        if not set(wanted) <= set(found):
            yield Mismatch(what=what, expected=", ".join(wanted), actual=", ".join(found) or "none")
    if case.text is not None and not _says(explanation.text, case.text):
        yield Mismatch(what="text", expected=case.text, actual=explanation.text)


def _says(text: str, words: str) -> bool:
    """Whether the words stand in the text, at the start of a sentence or within one."""
    return words in text or words[:1].upper() + words[1:] in text
