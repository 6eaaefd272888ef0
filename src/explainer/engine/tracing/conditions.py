"""The evidence of a driver, condition by condition: what it reads, how far it is, what it lacks."""

from collections.abc import Sequence
from itertools import pairwise
from math import isinf

from msgspec.structs import replace

from explainer.assessment import Evidence, Value
from explainer.engine.curve import DECIMALS, Curve, reading_at
from explainer.engine.derive import EVERY
from explainer.engine.evidence import AnyAssetProbe, Probe, ReadingProbe
from explainer.engine.facts import Facts
from explainer.engine.occasions import CalendarProbe, EventProbe
from explainer.engine.tracing.happened import entries, past_events
from explainer.engine.tracing.lookup import Lookup
from explainer.engine.wiring import Guard, Limits, passes
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.schema import Band, CalendarCondition, EventCondition, EvidenceRule
from explainer.snapshot import Snapshot
from explainer.trace import BandPoint, EvidenceTrace, GuardTrace, Need


def evidence_trace(
    probe: Probe,
    rule: EvidenceRule,
    found: Evidence,
    lookup: Lookup,
    snapshot: Snapshot,
    *,
    needed: float | None,
    rules_out: bool,
) -> EvidenceTrace:
    """One condition as it stood.

    *needed* is the strength that its family must come to for the driver to fire; None where the
    driver fires without it.
    """
    common = EvidenceTrace(
        id=found.id,
        family=found.family,
        status=found.status,
        strength=found.strength,
        possible=found.possible,
        reads="reading",
        asset=found.asset,
        counted=found.counted,
        decisive=found.decisive,
        rules_out=rules_out,
        guard=() if probe.guard is None else _guard(probe.guard, lookup),
    )
    if isinstance(probe, EventProbe) and rule.event is not None:
        told = _of_events(common, probe, rule.event, lookup.facts, snapshot)
    elif isinstance(probe, CalendarProbe) and rule.calendar is not None:
        told = _of_dates(common, probe, rule.calendar, lookup.facts, snapshot)
    else:
        told = _of_reading(common, probe, rule, lookup, needed)
    return replace(told, held_back=bool(told.unguarded) and not found.strength)


def _of_events(
    common: EvidenceTrace,
    probe: EventProbe,
    rule: EventCondition,
    facts: Facts,
    snapshot: Snapshot,
) -> EvidenceTrace:
    best = probe.best(facts.events or {}, facts.falling)
    return replace(
        common,
        reads="event",
        unguarded=None if best is None else best[0],
        kinds=rule.kind,
        within_days=rule.within_days,
        supplied=facts.events is not None and not (best is None and probe.is_untold(facts)),
        occasions=past_events(probe, rule, facts, snapshot),
    )


def _of_dates(
    common: EvidenceTrace,
    probe: CalendarProbe,
    rule: CalendarCondition,
    facts: Facts,
    snapshot: Snapshot,
) -> EvidenceTrace:
    nearest = probe.nearest(facts.calendar or {})
    return replace(
        common,
        reads="calendar",
        unguarded=None if nearest is None else probe.possible,
        kinds=rule.kind,
        within_days=rule.within_days,
        since_days=rule.since_days,
        supplied=facts.calendar is not None and not (nearest is None and probe.is_untold(facts)),
        occasions=entries(probe, rule, facts, snapshot),
    )


def _of_reading(
    common: EvidenceTrace, probe: Probe, rule: EvidenceRule, lookup: Lookup, needed: float | None
) -> EvidenceTrace:
    metric, asset, unguarded = _read(probe, lookup)
    reading = lookup.reading(metric)
    value = None if reading is None else reading.value
    return replace(
        common,
        asset=asset,
        unguarded=unguarded,
        metric=metric,
        reading=reading,
        between=between(rule.bands, value),
        values=dict(rule.values),
        need=None if needed is None else _need(rule, value, needed),
        lacks=lookup.lacks(metric),
        any_of=lookup.wiring.is_chosen(metric) or EVERY in metric,
    )


def _read(probe: Probe, lookup: Lookup) -> tuple[str, str | None, float | None]:
    """The metric that is read, its asset, and the strength of the reading by itself."""
    if isinstance(probe, AnyAssetProbe):
        best = probe.best(lookup.facts)
        if best is None:
            return probe.metric.replace(ASSET_SLOT, EVERY), None, None
        strength, symbol, _ = best
        return probe.metric.replace(ASSET_SLOT, symbol), symbol, strength
    assert isinstance(probe, ReadingProbe)
    value = lookup.facts.values.get(probe.metric)
    return probe.metric, probe.asset, None if value is None else probe.strength_of(value)


def _guard(guard: Guard, lookup: Lookup) -> tuple[GuardTrace, ...]:
    """Every condition of a guard, in the rule's order."""
    return tuple(
        _condition(metric, limits, lookup.facts.values.get(metric), lookup)
        for metric, limits in guard.tests
    )


def _condition(metric: str, limits: Limits, value: Value, lookup: Lookup) -> GuardTrace:
    low, high, equals = limits
    holds = None if value is None else passes(value, limits)
    miss = None
    if holds is False and isinstance(value, float):
        miss = low - value if value < low else value - high
    return GuardTrace(
        metric=metric,
        holds=holds,
        above=None if isinf(low) else low,
        below=None if isinf(high) else high,
        equals=equals,
        reading=lookup.reading(metric),
        miss=miss,
        lacks=lookup.lacks(metric),
        any_of=lookup.wiring.is_chosen(metric),
    )


def between(bands: Sequence[Band], value: Value) -> tuple[BandPoint, ...]:
    """The points of a band on either side of a reading: one outside the band, none without any."""
    if not bands or not isinstance(value, float):
        return ()
    sign = -1.0 if Curve(bands).falling else 1.0
    points = [BandPoint(at=band.at, strength=band.strength) for band in bands]
    if sign * value < sign * points[0].at:
        return (points[0],)
    for lower, upper in pairwise(points):
        if sign * value < sign * upper.at:
            return lower, upper
    return (points[-1],)


def _need(rule: EvidenceRule, value: Value, strength: float) -> Need:
    """What one condition would have to read, to come to this strength by itself."""
    shown = round(strength, DECIMALS)
    if not rule.bands:
        fitting = tuple(choice for choice, worth in rule.values.items() if worth >= strength)
        return Need(strength=shown, choices=fitting)
    reached = reading_at(rule.bands, strength)
    if reached is None:
        return Need(strength=shown)
    distance = reached[0] - value if isinstance(value, float) else None
    return Need(strength=shown, at=reached[0], distance=distance)
