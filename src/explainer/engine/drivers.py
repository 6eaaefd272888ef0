"""Drivers: evidence combined over families into a strength, a status, a role and a rank."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from explainer.assessment import (
    Direction,
    DriverFinding,
    Evidence,
    Level,
    Offset,
    Role,
    Scope,
    Status,
)
from explainer.engine.curve import DECIMALS
from explainer.engine.evidence import Probe, compile_evidence, compile_offset
from explainer.engine.facts import EVENTS, Facts
from explainer.engine.weighing import Weighing
from explainer.engine.wiring import Wiring
from explainer.pack.schema import Driver, RoleChange, RulePack

Strengths = tuple[float | None, ...]
"""One strength for each probe of a driver; None is unknown, 0 is absent."""

REMEMBERED_PATTERNS = 1024
"""Tallies kept for a driver whose evidence is all absent or unknown."""
MODERATE, STRONG, SEVERE = 0.3, 0.6, 0.85
"""Where the levels of strength begin, as the contract fixes them."""

ROLE_ORDER: Mapping[Role, int] = {"trigger": 0, "amplifier": 1, "condition": 2, "symptom": 3}
FALLING: frozenset[Direction] = frozenset({"down", "mixed"})


def level_of(strength: float) -> Level:
    """The word for a strength."""
    if strength < MODERATE:
        return "weak"
    if strength < STRONG:
        return "moderate"
    return "strong" if strength < SEVERE else "severe"


class Tally(msgspec.Struct, frozen=True, gc=False):
    """A driver's evidence added up, before it is known what the other drivers came to.

    *counted* holds the probes that their families count.
    """

    counted: tuple[int, ...]
    known: float
    possible: float
    families_known: int
    status: Status


class DriverProgram:
    """One driver, compiled: its probes in order, grouped by family."""

    __slots__ = (
        "_decisive",
        "_families",
        "_leaves",
        "_quiet",
        "_sets",
        "_unknown",
        "fires_at",
        "probes",
        "rule",
    )

    def __init__(self, rule: Driver, wiring: Wiring, *, fires_at: float, focus: str | None) -> None:
        self.rule = rule
        self.fires_at = rule.fires_at.strength if rule.fires_at else fires_at
        self.probes = tuple(
            probe
            for name, evidence in rule.evidence.items()
            for probe in compile_evidence(name, evidence, wiring, focus)
        )
        self._families = _grouped((probe.family for probe in self.probes), range(len(self.probes)))
        self._decisive = _grouped(
            (probe.id for probe in self.probes if probe.decisive),
            (index for index, probe in enumerate(self.probes) if probe.decisive),
        )
        self._unknown = tuple(probe.unknown for probe in self.probes)
        self._leaves = _pairs(probe.leaves for probe in self.probes)
        self._sets = _pairs(probe.sets for probe in self.probes)
        self._quiet: dict[Strengths, Tally] = {}

    def tally(self, strengths: Strengths) -> Tally:
        """The known strength, the possible one, and the status they make."""
        if any(strengths):
            return self._added_up(strengths)
        # without any strength only what is known counts, and those patterns recur
        tally = self._quiet.get(strengths)
        if tally is None:
            if len(self._quiet) >= REMEMBERED_PATTERNS:
                self._quiet.clear()
            tally = self._quiet[strengths] = self._added_up(strengths)
        return tally

    def _added_up(self, strengths: Strengths) -> Tally:
        probes = self.probes
        without_known = without_possible = 1.0
        counted: list[int] = []
        families_known = 0
        for members in self._families:
            known = possible = 0.0
            strongest = -1
            seen = False
            for index in members:
                strength = strengths[index]
                if strength is None:
                    most = probes[index].possible
                    if most > possible:
                        possible = most
                else:
                    seen = True
                    if strength > known:
                        known = strength
                        strongest = index
            families_known += seen
            if strongest >= 0:
                counted.append(strongest)
                without_known *= 1 - known
            without_possible *= 1 - (possible if possible > known else known)
        known = round(1 - without_known, DECIMALS)
        possible = round(1 - without_possible, DECIMALS)
        status: Status = "not_evaluated"
        if known >= self.fires_at:
            status = "fired"
        elif possible < self.fires_at or self._is_ruled_out(strengths):
            status = "not_fired"
        return Tally(tuple(counted), known, possible, families_known, status)

    def _is_ruled_out(self, strengths: Strengths) -> bool:
        """Whether a decisive evidence is known and absent: read for one asset and true for none."""
        for members in self._decisive:
            known = [s for index in members if (s := strengths[index]) is not None]
            if known and not any(known):
                return True
        return False

    def role(self, tally: Tally, scope: Scope, fired: frozenset[str]) -> Role:
        """The role in these circumstances: the first change that applies, else the usual one."""
        for change in self.rule.role_when:
            if _applies(change, tally.known, scope, fired):
                return change.role
        return self.rule.role

    def finding(
        self,
        tally: Tally,
        strengths: Strengths,
        facts: Facts,
        *,
        role: Role,
        rank: int | None,
        explains: bool,
        offsets: tuple[Offset, ...],
    ) -> DriverFinding:
        """The finding as the answer shows it."""
        rule = self.rule
        undecided = tally.status == "not_evaluated"
        return DriverFinding(
            id=rule.id,
            code=rule.code,
            title=rule.title,
            status=tally.status,
            role=role,
            strength=tally.known,
            possible=tally.possible,
            level=level_of(tally.known),
            explains=explains,
            rank=rank,
            evidence=self._evidence(tally, strengths, facts),
            offsets=offsets,
            missing=self._missing(strengths, facts) if undecided else (),
            could_decide=undecided,
            signals=rule.watch,
            families_known=tally.families_known,
            families=len(self._families),
            version=rule.version,
        )

    def _evidence(self, tally: Tally, strengths: Strengths, facts: Facts) -> tuple[Evidence, ...]:
        if not tally.families_known:
            return self._unknown
        counted = tally.counted
        return tuple(
            [
                probe.unknown
                if strength is None
                else probe.evidence(facts, strength, counted=index in counted)
                for index, (probe, strength) in enumerate(zip(self.probes, strengths, strict=True))
            ]
        )

    def _missing(self, strengths: Strengths, facts: Facts) -> tuple[str, ...]:
        """What a sender could supply so that unknown evidence becomes known."""
        values = facts.values
        lacking = [
            leaf for index, leaf in self._leaves if strengths[index] is None and leaf not in values
        ]
        lacking += [
            whole
            for index, whole in self._sets
            if strengths[index] is None and facts.lacks_set(whole)
        ]
        return tuple(dict.fromkeys(lacking))


def _grouped(names: Iterable[str], indexes: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """The indexes that share a name, names in the order they first came."""
    groups: dict[str, list[int]] = {}
    for name, index in zip(names, indexes, strict=True):
        groups.setdefault(name, []).append(index)
    return tuple(tuple(members) for members in groups.values())


def _pairs(names: Iterable[Sequence[str]]) -> tuple[tuple[int, str], ...]:
    """Every name with the index of what it belongs to."""
    return tuple((index, name) for index, several in enumerate(names) for name in several)


def _applies(change: RoleChange, known: float, scope: Scope, fired: frozenset[str]) -> bool:
    if change.scope and scope not in change.scope:
        return False
    if change.fired and not any(driver in fired for driver in change.fired):
        return False
    if any(driver in fired for driver in change.not_fired):
        return False
    return change.strength_at_least is None or known >= change.strength_at_least


class DriversProgram:
    """All drivers of a pack, compiled."""

    __slots__ = ("_drivers", "_offsets", "_spans", "_weighing")

    def __init__(self, pack: RulePack, wiring: Wiring, focus: str | None) -> None:
        self._drivers = tuple(
            DriverProgram(driver, wiring, fires_at=pack.fires_at, focus=focus)
            for driver in pack.drivers
        )
        probes: list[Probe] = []
        spans: list[slice] = []
        for driver in self._drivers:
            spans.append(slice(len(probes), len(probes) + len(driver.probes)))
            probes.extend(driver.probes)
        self._spans = tuple(spans)
        self._weighing = Weighing(probes)
        self._offsets = tuple(
            probe
            for driver in pack.drivers
            for name, rule in driver.offsets.items()
            for probe in compile_offset(driver.id, name, rule, focus)
        )

    def find(
        self, facts: Facts, *, direction: Direction, scope: Scope, premise: bool
    ) -> tuple[DriverFinding, ...]:
        """Findings of all drivers, ranked.

        Fired drivers come first: by role (trigger, amplifier, condition, symptom), then by
        strength, then in pack order. The undecided follow, then those that did not fire.
        """
        strengths = self._weighing.weigh(facts)
        drivers = self._drivers
        own = [tuple(strengths[span]) for span in self._spans]
        tallies = [driver.tally(part) for driver, part in zip(drivers, own, strict=True)]
        fired = frozenset(
            driver.rule.id
            for driver, tally in zip(drivers, tallies, strict=True)
            if tally.status == "fired"
        )
        roles = [
            driver.role(tally, scope, fired) if driver.rule.role_when else driver.rule.role
            for driver, tally in zip(drivers, tallies, strict=True)
        ]

        def place(index: int) -> tuple[int, int, float]:
            tally = tallies[index]
            if tally.status == "fired":
                return 0, ROLE_ORDER[roles[index]], -tally.known
            return (1 if tally.status == "not_evaluated" else 2), 0, 0.0

        falls = direction in FALLING or (premise and direction == "unknown")
        offsets = self._standing_offsets(facts)
        return tuple(
            [
                drivers[index].finding(
                    tallies[index],
                    own[index],
                    facts,
                    role=roles[index],
                    rank=rank if tallies[index].status == "fired" else None,
                    explains=falls and tallies[index].status == "fired",
                    offsets=offsets.get(drivers[index].rule.id, ()),
                )
                for rank, index in enumerate(sorted(range(len(drivers)), key=place), start=1)
            ]
        )

    def _standing_offsets(self, facts: Facts) -> dict[str, tuple[Offset, ...]]:
        """The offsets that hold, by driver."""
        values = facts.values
        found: dict[str, tuple[Offset, ...]] = {}
        for probe in self._offsets:
            if probe.metric in values or probe.metric == EVENTS:
                offset = probe.offset(facts)
                if offset is not None:
                    found[offset.driver] = (*found.get(offset.driver, ()), offset)
        return found


def each_once(findings: Sequence[DriverFinding]) -> tuple[Offset, ...]:
    """Every offset once, although several drivers may name the same reading."""
    by_reading: dict[tuple[str, str | None], Offset] = {}
    for finding in findings:
        for offset in finding.offsets:
            by_reading.setdefault((offset.metric, offset.pointer), offset)
    return tuple(by_reading.values())
