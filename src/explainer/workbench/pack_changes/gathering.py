"""Counting how answers change, one snapshot after the other, with the best examples kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

import msgspec

from explainer.assessment import Direction
from explainer.snapshot import Snapshot
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.pack_changes.answers import FALLS
from explainer.workbench.pack_changes.result import (
    AnswerChange,
    AnswerKind,
    ChangeKind,
    Days,
    DriverKind,
    DriverSummary,
    Example,
    FindingChange,
    LargestStep,
    PackChanges,
    PackSide,
    RuleChange,
    RuleKind,
)

KINDS: tuple[ChangeKind, ...] = (
    *("direction", "severity", "scope", "stage", "explained", "unexplained", "lead"),
    *("entered", "left", "undecided", "decided", "role", "strength"),
    *("signal", "offset", "headline", "answer", "text"),
)
"""Every kind of change, in the order in which it is told."""
assert set(KINDS) == {*get_args(DriverKind), *get_args(AnswerKind)}


class Gathering:
    """What was found so far; *most* examples are kept of each kind and driver.

    *flips* gives the driver whose mark a signal watches.
    """

    def __init__(self, most: int, flips: Mapping[str, str]) -> None:
        self._most = most
        self._flips = flips
        self._asked: list[date] = []
        self._changed = 0
        self._counts: Counter[ChangeKind] = Counter()
        self._days: Counter[tuple[str, DriverKind, str]] = Counter()
        self._leads: Counter[tuple[str | None, str]] = Counter()
        self._largest: dict[str, tuple[str, FindingChange]] = {}
        self._differing: Counter[tuple[RuleKind, str]] = Counter()
        self._examples: defaultdict[tuple[ChangeKind, str | None], list[_Weighed]] = defaultdict(
            list
        )
        self._unreadable: list[UnreadableCase] = []

    def refuse(self, unreadable: UnreadableCase) -> None:
        """Note what holds no usable snapshot."""
        self._unreadable.append(unreadable)

    def ask(self, snapshot: Snapshot) -> None:
        """Note that both packs were asked about a snapshot."""
        self._asked.append(snapshot.as_of.date())

    def add(self, change: AnswerChange) -> None:
        """Count an answer that differs."""
        self._changed += 1
        for kind in change.kinds:
            self._counts[kind] += _times(kind, change)
            self._keep(kind, None, change, 0.0)
        for finding in change.drivers:
            self._add_finding(finding, change)
        if change.lead is not None:
            self._leads[change.lead.after, "gained"] += 1
            self._leads[change.lead.before, "lost"] += 1
        concerned = _concerned(change)
        watched = {
            self._flips[name]
            for kind, name in concerned
            if kind == "signal" and name in self._flips
        }
        self._differing.update(concerned | {("driver", name) for name in watched})

    def _add_finding(self, finding: FindingChange, change: AnswerChange) -> None:
        for kind in finding.kinds:
            self._counts[kind] += 1
            self._days[finding.id, kind, _day(change.direction)] += 1
            self._keep(kind, finding.id, change, finding.step)
        held = self._largest.get(finding.id)
        if "strength" in finding.kinds and (held is None or finding.step > held[1].step):
            self._largest[finding.id] = change.id, finding

    def _keep(
        self, kind: ChangeKind, driver: str | None, change: AnswerChange, weight: float
    ) -> None:
        """Keep an example if it is among those of the greatest weight; of equals, the first."""
        held = self._examples[kind, driver]
        held.append(_Weighed(weight, Example(kind=kind, driver=driver, change=change)))
        held.sort(key=lambda each: -each.weight)
        del held[self._most :]

    def result(
        self,
        before: PackSide,
        after: PackSide,
        rules: tuple[RuleChange, ...],
        *,
        length: str,
        strength_step: float,
    ) -> PackChanges:
        """All that was counted."""
        return PackChanges(
            before=before,
            after=after,
            length=length,
            strength_step=strength_step,
            snapshots=len(self._asked),
            first=min(self._asked, default=None),
            last=max(self._asked, default=None),
            answers_changed=self._changed,
            counts={kind: self._counts[kind] for kind in KINDS},
            rules=tuple(map(self._counted, rules)),
            drivers=tuple(self._summaries()),
            examples=tuple(self._told()),
            unreadable=tuple(self._unreadable),
        )

    def _counted(self, rule: RuleChange) -> RuleChange:
        if rule.kind not in ("driver", "signal"):
            return rule
        return msgspec.structs.replace(rule, answers=self._differing[rule.kind, rule.id])

    def _summaries(self) -> Iterator[DriverSummary]:
        """The drivers whose finding differs anywhere, those with the most changes first."""
        changes: Counter[str] = Counter()
        for (driver, _, _), times in self._days.items():
            changes[driver] += times
        for (lead, _), times in self._leads.items():
            if lead is not None:
                changes[lead] += times
        for driver, _ in changes.most_common():
            yield self._summary(driver)

    def _summary(self, driver: str) -> DriverSummary:
        largest = self._largest.get(driver)
        return DriverSummary(
            id=driver,
            entered=self._on(driver, "entered"),
            left=self._on(driver, "left"),
            undecided=self._on(driver, "undecided").total,
            decided=self._on(driver, "decided").total,
            role=self._on(driver, "role").total,
            strength=self._on(driver, "strength").total,
            largest=None if largest is None else _step(*largest),
            leads_gained=self._leads[driver, "gained"],
            leads_lost=self._leads[driver, "lost"],
        )

    def _on(self, driver: str, kind: DriverKind) -> Days:
        falls, rises, others = (
            self._days[driver, kind, day] for day in ("falls", "rises", "others")
        )
        return Days(falls=falls, rises=rises, others=others)

    def _told(self) -> Iterator[Example]:
        """The examples by kind and driver, the greatest first."""
        for kind in KINDS:
            for (of, _), held in self._examples.items():
                if of == kind:
                    yield from (each.example for each in held)


class _Weighed(msgspec.Struct, frozen=True):
    weight: float
    example: Example


def _day(direction: Direction) -> str:
    return "falls" if direction in FALLS else "rises" if direction == "up" else "others"


def _times(kind: AnswerKind, change: AnswerChange) -> int:
    """How many changes of a kind an answer has; most can change once."""
    if kind == "signal":
        return len(change.signals)
    return len(change.offsets) if kind == "offset" else 1


def _concerned(change: AnswerChange) -> set[tuple[RuleKind, str]]:
    """The drivers and signals that an answer tells something else about.

    A driver and a signal may have one id, and a claim does not say of which it speaks.
    """
    concerned: set[tuple[RuleKind, str]] = set()
    for rule in change.retold:
        concerned |= {("driver", rule), ("signal", rule)}
    concerned |= {("driver", each.name.partition(".")[0]) for each in change.offsets}
    concerned |= {("driver", each.id) for each in change.drivers}
    return concerned | {("signal", each.name) for each in change.signals}


def _step(where: str, finding: FindingChange) -> LargestStep:
    assert finding.before is not None
    assert finding.after is not None
    return LargestStep(id=where, before=finding.before.strength, after=finding.after.strength)
