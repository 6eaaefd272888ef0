"""One snapshot, answered by two rule packs: what differs between the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from explainer.assessment import Assessment
from explainer.explanation import Explanation
from explainer.workbench.pack_changes.findings import Findings
from explainer.workbench.pack_changes.result import (
    AnswerChange,
    AnswerKind,
    Changed,
    Reworded,
)
from explainer.workbench.tally import claimed_of, fired_in_order

FALLS = ("down", "mixed")
"""Directions in which drivers explain."""
MOVE: tuple[AnswerKind, ...] = ("direction", "severity", "scope", "stage")


class Told(msgspec.Struct, frozen=True):
    """The explanations of one snapshot by both packs."""

    before: Explanation
    after: Explanation


def same_found(before: Assessment, after: Assessment) -> bool:
    """Whether evaluation found the same under both packs."""
    return (
        before.move == after.move
        and before.drivers == after.drivers
        and before.offsets == after.offsets
        and before.signals == after.signals
        and before.data_quality == after.data_quality
    )


def answer_change(
    name: str, before: Assessment, after: Assessment, told: Told, findings: Findings
) -> AnswerChange | None:
    """What differs between two answers to the snapshot of that name; None if nothing does."""
    change = AnswerChange(
        id=name,
        as_of=before.as_of,
        direction=before.move.direction,
        kinds=(),
        move=tuple(_move(before, after)),
        drivers=findings.changes(before, after),
        lead=_differing("lead", _lead(before), _lead(after)),
        signals=tuple(_signals(before, after)),
        offsets=tuple(_offsets(before, after)),
        headline=_reworded(told.before.headline, told.after.headline),
        answer=_reworded(told.before.answer, told.after.answer),
        text=_reworded(told.before.text, told.after.text),
        retold=_retold(told),
    )
    kinds = tuple(_kinds(change, before, after))
    return msgspec.structs.replace(change, kinds=kinds) if kinds or change.drivers else None


def _kinds(change: AnswerChange, before: Assessment, after: Assessment) -> Iterator[AnswerKind]:
    named = {each.name for each in change.move}
    yield from (kind for kind in MOVE if kind in named)
    if change.lead is not None:
        yield "lead"
    explained = [any(driver.explains for driver in each.drivers) for each in (before, after)]
    fell = before.move.direction in FALLS or after.move.direction in FALLS
    if fell and explained == [False, True]:
        yield "explained"
    if fell and explained == [True, False]:
        yield "unexplained"
    if change.signals:
        yield "signal"
    if change.offsets:
        yield "offset"
    if change.headline is not None:
        yield "headline"
    if change.answer is not None:
        yield "answer"
    if change.text is not None:
        yield "text"


def _move(before: Assessment, after: Assessment) -> Iterator[Changed]:
    for name in MOVE:
        found = _differing(name, getattr(before.move, name), getattr(after.move, name))
        if found is not None:
            yield found


def _lead(assessment: Assessment) -> str | None:
    """The first cause that the text offers; none on a day without causes."""
    causes = [one for one in claimed_of(fired_in_order(assessment)) if one.explains]
    return causes[0].id if causes else None


def _signals(before: Assessment, after: Assessment) -> Iterator[Changed]:
    """Signals of both packs whose state differs."""
    states = {signal.id: signal.state for signal in before.signals}
    for signal in after.signals:
        if signal.id in states and states[signal.id] != signal.state:
            yield Changed(name=signal.id, before=states[signal.id], after=signal.state)


def _offsets(before: Assessment, after: Assessment) -> Iterator[Changed]:
    """Offsets that only one of the packs finds."""
    old, new = _argued(before), _argued(after)
    for name in dict.fromkeys([*new, *old]):
        if (name in old) != (name in new):
            yield Changed(
                name=name,
                before="found" if name in old else None,
                after="found" if name in new else None,
            )


def _argued(assessment: Assessment) -> list[str]:
    return [
        f"{each.driver}.offsets.{each.id}" + (f" {each.asset}" if each.asset else "")
        for each in assessment.offsets
    ]


def _differing(name: str, before: str | None, after: str | None) -> Changed | None:
    return None if before == after else Changed(name=name, before=before, after=after)


def _reworded(before: str, after: str) -> Reworded | None:
    return None if before == after else Reworded(before=before, after=after)


def _retold(told: Told) -> tuple[str, ...]:
    """Drivers and signals of which the texts say something else, by the rule behind each claim."""
    old, new = _by_rule(told.before), _by_rule(told.after)
    return tuple(rule for rule in dict.fromkeys([*new, *old]) if old[rule] != new[rule])


def _by_rule(explanation: Explanation) -> defaultdict[str, list[str]]:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for claim in explanation.claims:
        said[claim.rule.partition("@")[0]].append(claim.text)
    return said
