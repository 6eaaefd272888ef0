"""Drivers: what their evidence comes to, as findings with a status, a role and a rank.

A driver for which nothing speaks is taken from its outline, and only those that some reading speaks
for are added up (see `outline`).
"""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from explainer.assessment import About, Direction, DriverFinding, Evidence, Role, Scope
from explainer.engine.asking import ROLE_ORDER, Reach, order_of
from explainer.engine.evidence import Probe
from explainer.engine.facts import Facts
from explainer.engine.occasions import compile_evidence
from explainer.engine.offsets import OffsetsProgram
from explainer.engine.outline import REMEMBERED_OUTLINES, Outline, Patterns
from explainer.engine.roles import role_change
from explainer.engine.tally import Tallying, level_of
from explainer.engine.wiring import Wiring
from explainer.pack.schema import Driver, RulePack

FALLING: frozenset[Direction] = frozenset({"down", "mixed"})


Pattern = TypeVar("Pattern")
Kept = TypeVar("Kept")

Lacking = tuple[tuple[int, str], ...]
"""Metrics and sets that are not there, each with the index of the probe that needs it."""


class DriverProgram:
    """One driver, compiled: its probes in order, and how they add up."""

    __slots__ = ("_leaves", "_sets", "fires_at", "probes", "rule", "tallying")

    def __init__(
        self, rule: Driver, wiring: Wiring, *, fires_at: float, reach: Reach | None
    ) -> None:
        self.rule = rule
        self.probes = compile_evidence(rule.evidence, wiring, reach)
        self.fires_at = rule.fires_at.strength if rule.fires_at else fires_at
        self.tallying = Tallying(self.probes, self.fires_at)
        self._leaves = _pairs([probe.leaves for probe in self.probes])
        self._sets = _pairs([probe.sets for probe in self.probes])

    def role(self, strength: float, scope: Scope, fired: frozenset[str]) -> Role:
        """The role in these circumstances: that of the change that applies, else the usual one."""
        change = role_change(self.rule.role_when, strength, scope, fired)
        return self.rule.role if change is None else change.role

    def lacking(self, facts: Facts) -> Lacking:
        """What is not there of all that the driver's evidence needs, metrics before sets."""
        values = facts.values
        return (
            *[need for need in self._leaves if need[1] not in values],
            *[need for need in self._sets if facts.lacks_set(need[1])],
        )

    def judge(
        self,
        strengths: Sequence[float | None],
        evidence: Sequence[Evidence],
        lacking: Lacking,
    ) -> DriverFinding:
        """What the driver's evidence comes to, as if it were the only driver.

        *strengths* and *evidence* are those of its probes, in order. Missing is what a sender could
        supply so that unknown evidence becomes known.
        """
        rule = self.rule
        tally = self.tallying.tally(strengths)
        if tally.counted:
            counted = list(evidence)
            for index in tally.counted:
                counted[index] = replace(counted[index], counted=True)
            evidence = counted
        undecided = tally.status == "not_evaluated"
        missing: tuple[str, ...] = ()
        if undecided:
            names = [name for index, name in lacking if strengths[index] is None]
            missing = tuple(dict.fromkeys(names))
        return DriverFinding(
            rule.id,
            rule.code,
            rule.title,
            tally.status,
            rule.role,
            tally.known,
            tally.possible,
            level_of(tally.known),
            False,
            None,
            tuple(evidence),
            (),
            missing,
            undecided,
            rule.watch,
            tally.families_known,
            self.tallying.families,
            rule.version,
        )


def _pairs(names: Sequence[Sequence[str]]) -> Lacking:
    """Every name with the index of what it belongs to."""
    return tuple((index, name) for index, several in enumerate(names) for name in several)


class Settled:
    """One driver's outline, and what it comes to on all facts of that pattern.

    *usual* is what it comes to when no evidence speaks for it, *lacking* what is not there.
    *others* are the same as *usual* where a guard ruled evidence out, by the strengths: these are
    only absent or unknown, so there are few of them. The findings show no reading.
    """

    __slots__ = ("lacking", "others", "outline", "usual")

    def __init__(self, outline: Outline, usual: DriverFinding, lacking: Lacking) -> None:
        self.outline = outline
        self.usual = usual
        self.lacking = lacking
        self.others: dict[tuple[float | None, ...], DriverFinding] = {}


class DriversProgram:
    """All drivers of a pack, compiled."""

    __slots__ = (
        "_changing",
        "_drivers",
        "_offsets",
        "_parts",
        "_patterns",
        "_reach",
        "_roles",
        "_settled",
        "_spans",
        "_wholes",
    )

    def __init__(self, pack: RulePack, wiring: Wiring, reach: Reach | None) -> None:
        self._reach = reach
        self._drivers = tuple(
            DriverProgram(driver, wiring, fires_at=pack.fires_at, reach=reach)
            for driver in pack.drivers
        )
        probes: list[Probe] = []
        owners: list[int] = []
        spans: list[slice] = []
        for number, driver in enumerate(self._drivers):
            spans.append(slice(len(probes), len(probes) + len(driver.probes)))
            probes.extend(driver.probes)
            owners.extend([number] * len(driver.probes))
        self._spans = tuple(spans)
        self._patterns = Patterns(probes, owners, wiring)
        self._parts = tuple(self._patterns.part(span) for span in spans)
        self._settled: tuple[dict[object, Settled], ...] = tuple({} for _ in spans)
        self._wholes: dict[bytes, tuple[Outline, list[Settled]]] = {}
        self._offsets = OffsetsProgram(pack.drivers, reach)
        self._roles = tuple(driver.rule.role for driver in self._drivers)
        self._changing = tuple(n for n, d in enumerate(self._drivers) if d.rule.role_when)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the drivers, in pack order."""
        return tuple(driver.rule.id for driver in self._drivers)

    def driver(self, name: str) -> DriverProgram:
        """The driver with this id; ValueError if there is none."""
        return self._drivers[self.ids.index(name)]

    def find(
        self, facts: Facts, *, direction: Direction, scope: Scope, premise: bool
    ) -> tuple[DriverFinding, ...]:
        """Findings of all drivers, ranked.

        Fired drivers come first: by role (trigger, amplifier, condition, symptom), then by
        strength, then in pack order. The undecided follow, then those that did not fire. Where one
        asset is asked about, what is about it or the market outranks what is about others,
        and only drivers about it explain a move that it made on its own.
        """
        drivers = self._drivers
        judged = self._judged(facts)
        fired: list[int] = []
        undecided: list[int] = []
        others: list[int] = []
        for number, finding in enumerate(judged):
            if finding.status == "not_evaluated":
                undecided.append(number)
            elif finding.status == "fired":
                fired.append(number)
            else:
                others.append(number)
        names = frozenset([drivers[number].rule.id for number in fired])
        roles = list(self._roles)
        for number in self._changing:
            roles[number] = drivers[number].role(judged[number].strength, scope, names)
        fired.sort(key=lambda number: (ROLE_ORDER[roles[number]], -judged[number].strength))
        falls = direction in FALLING or (premise and direction == "unknown")
        alone = scope == "single_asset"
        about: dict[int, About] = {}
        if self._reach is not None:
            for number in fired:
                about[number] = self._reach.about(judged[number], drivers[number].fires_at)
            fired.sort(key=lambda number: order_of(about[number], roles[number], scope))
        standing = self._offsets.standing(facts)
        findings = [
            replace(
                judged[number],
                role=roles[number],
                explains=falls and not (alone and about[number] != "asset"),
                rank=rank,
                about=about.get(number),
            )
            for rank, number in enumerate(fired, start=1)
        ]
        for number in (*undecided, *others):
            finding = judged[number]
            if finding.role != roles[number]:
                finding = replace(finding, role=roles[number])
            findings.append(finding)
        if not standing:
            return tuple(findings)
        return tuple(
            [
                replace(finding, offsets=standing[finding.id])
                if finding.id in standing
                else finding
                for finding in findings
            ]
        )

    def _judged(self, facts: Facts) -> list[DriverFinding]:
        """What each driver comes to, in pack order."""
        outline, settled = self._settle(facts)
        spans = self._spans
        weighed = outline.weigh(facts, self._patterns.held(facts))
        strengths, evidence = weighed.strengths, weighed.evidence
        quiet = weighed.other - weighed.loud
        judged = [each.usual for each in settled]
        for number in quiet:
            each = settled[number]
            own = tuple(strengths[spans[number]])
            finding = each.others.get(own)
            if finding is None:
                finding = self._drivers[number].judge(own, (), each.lacking)
                each.others[own] = finding
            judged[number] = finding
        for number in outline.showing - weighed.loud | quiet:
            shown = tuple(evidence[spans[number]])
            judged[number] = replace(judged[number], evidence=shown)
        for number in weighed.loud:
            span = spans[number]
            judged[number] = self._drivers[number].judge(
                strengths[span], evidence[span], settled[number].lacking
            )
        return judged

    def _settle(self, facts: Facts) -> tuple[Outline, list[Settled]]:
        """The outline of the facts' pattern, and what it settles for each driver."""
        pattern = self._patterns.of(facts)
        whole = self._wholes.get(pattern)
        if whole is None:
            settled = [
                self._settle_one(number, part(pattern), facts)
                for number, part in enumerate(self._parts)
            ]
            whole = self._patterns.joined([each.outline for each in settled]), settled
            _keep(self._wholes, pattern, whole)
        return whole

    def _settle_one(self, number: int, pattern: object, facts: Facts) -> Settled:
        known = self._settled[number].get(pattern)
        if known is None:
            driver = self._drivers[number]
            outline = self._patterns.outline(self._spans[number], facts)
            lacking = driver.lacking(facts)
            usual = driver.judge(outline.strengths, outline.evidence, lacking)
            known = Settled(outline, usual, lacking)
            _keep(self._settled[number], pattern, known)
        return known


def _keep(kept: dict[Pattern, Kept], pattern: Pattern, settled: Kept) -> None:
    """Remember what a pattern settles; all is forgotten when it becomes too much."""
    if len(kept) >= REMEMBERED_OUTLINES:
        kept.clear()
    kept[pattern] = settled
