"""The trace of one driver: threshold, role, families with their evidence, offsets, flips."""

from collections.abc import Mapping
from math import prod

from explainer.assessment import Assessment, DriverFinding, Move
from explainer.engine.curve import DECIMALS
from explainer.engine.drivers import FALLING, DriverProgram
from explainer.engine.roles import role_change
from explainer.engine.tracing.conditions import evidence_trace
from explainer.engine.tracing.flips import find_flips
from explainer.engine.tracing.lookup import Lookup
from explainer.engine.tracing.trying import Setting
from explainer.snapshot import Snapshot
from explainer.trace import DriverTrace, EvidenceTrace, FamilyTrace, Unexplained

UNEXPLAINED: Mapping[str, Unexplained] = {
    "up": "rising",
    "flat": "flat",
    "unknown": "unknown_direction",
}


def driver_trace(
    driver: DriverProgram,
    finding: DriverFinding,
    assessment: Assessment,
    lookup: Lookup,
    setting: Setting,
) -> DriverTrace:
    """Why the driver came to its finding, and what would flip it."""
    rule = driver.rule
    fired = frozenset(one.id for one in assessment.drivers if one.status == "fired")
    change = role_change(rule.role_when, finding.strength, assessment.move.scope, fired)
    own = rule.fires_at
    return DriverTrace(
        id=finding.id,
        title=finding.title,
        status=finding.status,
        strength=finding.strength,
        possible=finding.possible,
        fires_at=driver.fires_at,
        threshold_reason=None if own is None else own.reason,
        role=finding.role,
        usual_role=rule.role,
        role_reason=None if change is None else change.reason,
        direction=assessment.move.direction,
        explains=finding.explains,
        unexplained=_unexplained(finding, assessment.move),
        about=finding.about,
        families=_families(driver, finding, lookup, setting.snapshot),
        offsets=finding.offsets,
        missing=finding.missing,
        flips=find_flips(driver, finding.status, setting),
    )


def _unexplained(finding: DriverFinding, move: Move) -> Unexplained | None:
    if finding.explains:
        return None
    if finding.status != "fired":
        return "not_fired"
    if move.direction in FALLING:
        return "on_its_own"
    return UNEXPLAINED.get(move.direction, "on_its_own")


def _families(
    driver: DriverProgram, finding: DriverFinding, lookup: Lookup, snapshot: Snapshot
) -> tuple[FamilyTrace, ...]:
    """The families in the rule's order, each with its evidence."""
    known = _strengths(finding, possible=False)
    most = _strengths(finding, possible=True)
    out = _ruling_out(finding)
    members: dict[str, list[EvidenceTrace]] = {name: [] for name in known}
    for probe, found in zip(driver.probes, finding.evidence, strict=True):
        others = prod(1 - strength for name, strength in known.items() if name != found.family)
        # beyond the precision of strengths, so that 0.3 alone needs no more than 0.3
        needed = round(1 - (1 - driver.fires_at) / others, 2 * DECIMALS) if others else 0.0
        members[found.family].append(
            evidence_trace(
                probe,
                driver.rule.evidence[found.id],
                found,
                lookup,
                snapshot,
                needed=needed if needed > 0 else None,
                rules_out=found.id in out,
            )
        )
    return tuple(
        FamilyTrace(id=name, strength=known[name], possible=most[name], evidence=tuple(evidence))
        for name, evidence in members.items()
    )


def _strengths(finding: DriverFinding, *, possible: bool) -> dict[str, float]:
    """The strength of each family: that of its strongest member."""
    strongest: dict[str, float] = {}
    for found in finding.evidence:
        strength = found.possible if possible else found.strength
        strongest[found.family] = max(strongest.get(found.family, 0.0), strength or 0.0)
    return strongest


def _ruling_out(finding: DriverFinding) -> frozenset[str]:
    """The decisive evidence that is known and absent: read for one asset and true for none."""
    decisive = [found for found in finding.evidence if found.decisive]
    known = {found.id for found in decisive if found.strength is not None}
    return frozenset(known - {found.id for found in decisive if found.strength})
