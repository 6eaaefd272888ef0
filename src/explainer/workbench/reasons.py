"""Why rules and a source differ, said with the figures that decided."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.assessment import DriverFinding, Evidence, Move
from explainer.engine.curve import reading_at
from explainer.pack.schema import Driver, EvidenceRule
from explainer.workbench.cases import Case
from explainer.workbench.figures import figure, window


def why_missed(finding: DriverFinding, rule: Driver, fires_at: float) -> str:
    """Status and strength of a driver that did not fire, and what each evidence lacked.

    *fires_at* is the known strength at which it would have fired.
    """
    head = (
        f"{finding.status}, strength {finding.strength:.2f} of {fires_at:g}"
        f" (at most {finding.possible:.2f})"
    )
    parts = [
        why_weak(one, rule.evidence[one.id], fires_at)
        for one in finding.evidence
        if one.id in rule.evidence and one.status != "unknown"
    ]
    if finding.missing:
        parts.append("not given: " + ", ".join(finding.missing))
    return "; ".join([head, *parts])


def why_fired(finding: DriverFinding) -> str:
    """The evidence that made a driver fire, strongest first, with its figures."""
    true = [one for one in finding.evidence if one.status == "true"]
    true.sort(key=lambda one: -_strength(one))
    told = "; ".join(map(reading, true))
    return f"{finding.role}, strength {finding.strength:.2f}: {told}"


def why_other_lead(case: Case, claimed: Sequence[DriverFinding]) -> str:
    """The main causes by the source, and our causes in order with role and strength."""
    theirs = ", ".join(driver for driver in case.named if driver in case.primary)
    ours = ", ".join(f"{one.id} ({one.role} {one.strength:.2f})" for one in claimed)
    return f"published {theirs}; ours {ours or 'no cause offered'}"


def why_silent(case: Case) -> str:
    """What the source named and the figures could have shown."""
    return "nothing fired; visible: " + ", ".join(
        driver for driver in case.named if driver in case.observable
    )


def why_other_direction(case: Case, move: Move) -> str:
    """Both directions, and what ours was read from."""
    basis = ", ".join(move.basis) or "nothing that gives a direction"
    changes = [
        f"{name} {figure(change)}%"
        for name, change in (
            ("market", move.change_pct),
            ("bitcoin", move.bitcoin_change_pct),
            ("altcoins", move.altcoin_change_pct),
        )
        if change is not None
    ]
    told = f" ({', '.join(changes)})" if changes else ""
    return f"published {case.direction}; ours {move.direction}, read from {basis}{told}"


def why_weak(one: Evidence, rule: EvidenceRule, fires_at: float) -> str:
    """One known evidence of a driver that did not fire: its reading, and what it lacked.

    *fires_at* is as in `why_missed`.
    """
    happening = rule.event or rule.calendar
    if happening is not None and one.value is None:
        return f"{one.id}: none of {', '.join(happening.kind)} {window(happening)}"
    if one.value is None:
        return f"{one.id}: its conditions do not hold"
    told = reading(one) + (", decisive" if one.decisive else "")
    if not isinstance(one.value, float) or not rule.bands:
        return told
    reached = reading_at(rule.bands, fires_at)
    if reached is None:
        return f"{told}, at most {rule.bands[-1].strength:g} on its own"
    needed = reached[0]
    descending = rule.bands[-1].at < rule.bands[0].at
    short = one.value - needed if descending else needed - one.value
    if short <= 0:
        return f"{told}, beyond {figure(needed)} but held back by its conditions"
    return f"{told}, {figure(short)} short of {figure(needed)}"


def reading(one: Evidence) -> str:
    """A known evidence with its metric, what that read, and the strength that it gave."""
    return f"{one.id}: {one.metric} {figure(one.value)} ({_strength(one):.2f})"


def _strength(one: Evidence) -> float:
    """The strength of known evidence; it is None only while the evidence is unknown."""
    assert one.strength is not None, one.id
    return one.strength
