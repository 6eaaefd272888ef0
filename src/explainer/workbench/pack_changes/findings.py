"""What became of the drivers of one snapshot, from one rule pack to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from explainer.assessment import Assessment, DriverFinding, Evidence
from explainer.comparison.result import DriverSide
from explainer.pack.schema import Band, Driver
from explainer.workbench.pack_changes.result import (
    BandsChange,
    DriverKind,
    EvidenceChange,
    FindingChange,
)

DECIMALS = 9
"""Strengths are compared at this precision, which hides what binary fractions add."""

Rules = Mapping[str, Driver]
Key = tuple[str, str | None]


class Findings:
    """Compares findings under two packs, whose drivers these are by id.

    Strengths differ from *step* on.
    """

    def __init__(self, before: Rules, after: Rules, step: float) -> None:
        self._before = before
        self._after = after
        self._step = step

    def changes(self, before: Assessment, after: Assessment) -> tuple[FindingChange, ...]:
        """Every driver whose finding differs, in the order of the later assessment."""
        old = {finding.id: finding for finding in before.drivers}
        new = {finding.id: finding for finding in after.drivers}
        return tuple(
            self._changed(name, kinds, old.get(name), new.get(name))
            for name in dict.fromkeys([*new, *old])
            if (kinds := tuple(self._kinds(old.get(name), new.get(name))))
        )

    def _kinds(
        self, before: DriverFinding | None, after: DriverFinding | None
    ) -> Iterator[DriverKind]:
        was = None if before is None else before.status
        now = None if after is None else after.status
        if was != now:
            if now == "fired":
                yield "entered"
            if was == "fired":
                yield "left"
            if was is not None and now == "not_evaluated":
                yield "undecided"
            if was == "not_evaluated" and now == "not_fired":
                yield "decided"
        elif before is not None and after is not None:
            if now == "fired" and before.role != after.role:
                yield "role"
            if round(abs(after.strength - before.strength), DECIMALS) >= self._step:
                yield "strength"

    def _changed(
        self,
        name: str,
        kinds: tuple[DriverKind, ...],
        before: DriverFinding | None,
        after: DriverFinding | None,
    ) -> FindingChange:
        return FindingChange(
            id=name,
            kinds=kinds,
            before=None if before is None else _side(before),
            after=None if after is None else _side(after),
            evidence=tuple(self._evidence(name, before, after)),
        )

    def _evidence(
        self, driver: str, before: DriverFinding | None, after: DriverFinding | None
    ) -> Iterator[EvidenceChange]:
        """The evidence that differs; where none does, that which speaks for the driver.

        What only one of the packs has is told where it speaks for the driver.
        """
        old = _by_key(() if before is None else before.evidence)
        new = _by_key(() if after is None else after.evidence)
        pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
        told = [
            pair
            for pair in pairs
            if _stood(pair[0]) != _stood(pair[1]) and (None not in pair or _speaks(pair))
        ]
        for one, other in told or filter(_speaks, pairs):
            known = other or one
            assert known is not None
            yield EvidenceChange(
                id=known.id,
                asset=known.asset,
                metric=known.metric,
                value=known.value,
                status_before=None if one is None else one.status,
                status_after=None if other is None else other.status,
                before=None if one is None else one.strength,
                after=None if other is None else other.strength,
                bands=self._bands(driver, known.id),
            )

    def _bands(self, driver: str, evidence: str) -> BandsChange | None:
        before = _bands_of(self._before.get(driver), evidence)
        after = _bands_of(self._after.get(driver), evidence)
        if before == after or not before or not after:
            return None
        return BandsChange(before=before, after=after)


def _side(finding: DriverFinding) -> DriverSide:
    return DriverSide(
        status=finding.status,
        strength=finding.strength,
        level=finding.level,
        role=finding.role,
        explains=finding.explains,
        missing=finding.missing if finding.status == "not_evaluated" else (),
    )


def _by_key(evidence: Iterable[Evidence]) -> dict[Key, Evidence]:
    return {(found.id, found.asset): found for found in evidence}


def _speaks(pair: tuple[Evidence | None, Evidence | None]) -> bool:
    """Whether an evidence has any strength under one of the packs."""
    return any(each is not None and bool(each.strength) for each in pair)


def _stood(evidence: Evidence | None) -> tuple[object, ...] | None:
    """What of an evidence may differ between two packs."""
    if evidence is None:
        return None
    return evidence.status, evidence.strength, evidence.possible, evidence.decisive


def _bands_of(driver: Driver | None, evidence: str) -> tuple[Band, ...]:
    rule = None if driver is None else driver.evidence.get(evidence)
    return () if rule is None else rule.bands
