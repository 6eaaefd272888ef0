"""What became of each driver between two assessments of the same rule pack."""

from collections.abc import Iterable, Mapping
from math import prod

from explainer.assessment import Assessment, DriverFinding, Evidence
from explainer.comparison.result import (
    DriverChange,
    DriverChangeKind,
    DriverSide,
    Lacking,
)
from explainer.engine.tally import level_of

NOTABLE = 0.1
"""A difference of strength that counts as growing or fading within one level: about what one more
piece of supporting evidence brings. Less moves with every tick of a reading."""
DECIMALS = 9
"""Strengths are compared at this precision, which hides what binary fractions add."""

Key = tuple[str, str | None]


def driver_changes(before: Assessment, after: Assessment) -> tuple[DriverChange, ...]:
    """Every driver of the pack, in the order in which the later assessment ranks them."""
    earlier = {finding.id: finding for finding in before.drivers}
    return tuple(_changed(earlier[finding.id], finding) for finding in after.drivers)


def _changed(before: DriverFinding, after: DriverFinding) -> DriverChange:
    change: DriverChangeKind = "steady"
    lacks_before: tuple[str, ...] = ()
    lacks_after: tuple[str, ...] = ()
    undecided = "not_evaluated" in (before.status, after.status)
    if undecided:
        lacks_before, lacks_after = _missing(before), _missing(after)
        change = "unknown"
    elif before.status != after.status:
        change = "entered" if after.status == "fired" else "left"
    elif after.status == "fired":
        change = _strength_change(before.strength, after.strength)
        shared = _shared(before.evidence, after.evidence)
        if change != _strength_change(_combined(shared, 0), _combined(shared, 1)):
            lacks_before = _unread(before.evidence, after.evidence)
            lacks_after = _unread(after.evidence, before.evidence)
            change = "unknown" if lacks_before or lacks_after else change
    return DriverChange(
        id=after.id,
        code=after.code,
        title=after.title,
        change=change,
        lacking=_lacking(bool(lacks_before), bool(lacks_after)),
        before=_side(before, lacks_before),
        after=_side(after, lacks_after),
    )


def _lacking(before: bool, after: bool) -> Lacking | None:
    if before and after:
        return "both"
    return "before" if before else "after" if after else None


def _missing(finding: DriverFinding) -> tuple[str, ...]:
    return finding.missing if finding.status == "not_evaluated" else ()


def _side(finding: DriverFinding, missing: tuple[str, ...]) -> DriverSide:
    return DriverSide(
        status=finding.status,
        strength=finding.strength,
        level=finding.level,
        role=finding.role,
        explains=finding.explains,
        missing=missing,
    )


def _strength_change(before: float, after: float) -> DriverChangeKind:
    difference = round(after - before, DECIMALS)
    if level_of(before) == level_of(after) and abs(difference) < NOTABLE:
        return "steady"
    return "grew" if difference > 0 else "faded"


def _shared(
    before: tuple[Evidence, ...], after: tuple[Evidence, ...]
) -> list[tuple[str, float, float]]:
    """Family and both strengths of the evidence that is known at both moments.

    A driver may look stronger only because more is known of it; like is compared with like.
    """
    earlier, later = _by_key(before), _by_key(after)
    return [
        (found.family, strength, found.strength)
        for key, found in later.items()
        if found.strength is not None
        and key in earlier
        and (strength := earlier[key].strength) is not None
    ]


def _by_key(evidence: Iterable[Evidence]) -> Mapping[Key, Evidence]:
    """Evidence by id, and by asset where it stands for several."""
    held = list(evidence)
    names = [found.id for found in held]
    return {(found.id, found.asset if names.count(found.id) > 1 else None): found for found in held}


def _combined(shared: list[tuple[str, float, float]], side: int) -> float:
    """The strength of shared evidence at one moment: a family counts once, families combine."""
    families: dict[str, float] = {}
    for family, *strengths in shared:
        families[family] = max(families.get(family, 0.0), strengths[side])
    return 1 - prod(1 - strength for strength in families.values())


def _unread(here: tuple[Evidence, ...], there: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Metrics of the evidence that is unknown here and speaks for the driver there."""
    known = _by_key(there)
    return tuple(
        dict.fromkeys(
            found.metric
            for key, found in _by_key(here).items()
            if found.strength is None and key in known and known[key].strength
        )
    )
