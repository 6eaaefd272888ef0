"""Checks of numbers: curves from reading to strength, strengths, and bounds."""

import itertools
from collections.abc import Iterator
from itertools import pairwise

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import Condition, EvidenceRule, OffsetRule
from explainer.pack.shapes import write_number
from explainer.source import Path


@check("R110")
def curve_too_short(draft: Draft) -> Iterator[Diagnostic]:
    """A curve has at least two points, so that it says where strength begins.

    One point does not say where strength begins nor how it grows. The engine would have to guess.

    Add the reading at which the strength is still 0, before the others.
    """
    for file, path, rule in draft.evidence():
        if len(rule.bands) == 1:
            message = "one point makes no curve"
            hint = "add the reading at which the strength is still 0"
            yield file.problem("R110", (*path, "bands"), message, hint, at_key=True)


@check("R111")
def bands_out_of_order(draft: Draft) -> Iterator[Diagnostic]:
    """The readings of a curve only rise or only fall, so that each has one strength.

    A curve that turns would give one reading two strengths.

    Sort the bands from the harmless reading to the worst one. Where lower is worse, the readings
    fall.
    """
    for file, path, rule in draft.evidence():
        rising = len(rule.bands) > 1 and rule.bands[1].at > rule.bands[0].at
        for at, (before, band) in enumerate(pairwise(rule.bands), start=1):
            if before.at == band.at or (band.at > before.at) != rising:
                message = f"{write_number(band.at)} after {write_number(before.at)} is out of order"
                hint = "sort the bands from the weakest reading to the strongest"
                yield file.problem("R111", (*path, "bands", at, "at"), message, hint)
                break


@check("R112")
def strength_out_of_range(draft: Draft) -> Iterator[Diagnostic]:
    """Strength is a level from 0 to 1.

    Strengths are combined as 1 - (1 - a)(1 - b), which holds only between 0 and 1. A percentage
    such as 30 would swamp every other driver.

    Write a level between 0 and 1: 0.3 is moderate, 0.6 strong, 0.85 severe.
    """
    for file, path, strength in _strengths(draft):
        if not 0 <= strength <= 1:
            message = f"the strength {strength:g} is not within 0 to 1"
            yield file.problem("R112", path, message, "write a level such as `0.3`")


def _strengths(draft: Draft) -> Iterator[tuple[RuleFile, Path, float]]:
    if draft.pack is not None:
        yield draft.pack.file, ("fires_at",), draft.pack.rule.fires_at
    for file, path, rule in draft.evidence():
        for at, band in enumerate(rule.bands):
            yield file, (*path, "bands", at, "strength"), band.strength
        for value, strength in rule.values.items():
            yield file, (*path, "values", value), strength
        if rule.strength is not None:
            yield file, (*path, "strength"), rule.strength
    for written in draft.drivers.values():
        if written.rule.fires_at is not None:
            yield written.file, ("fires_at", "strength"), written.rule.fires_at.strength
        for at, change in enumerate(written.rule.role_when):
            if change.strength_at_least is not None:
                place = ("role_when", at, "strength_at_least")
                yield written.file, place, change.strength_at_least


@check("R113")
def strength_falls(draft: Draft) -> Iterator[Diagnostic]:
    """Along the bands strength never falls, so that a worse reading is never weaker.

    The rules promise that more of a bad thing never weakens a finding. A curve that falls would
    break that promise.

    Sort the bands from the weakest to the strongest. If a mild reading is the worse one, turn the
    readings around.
    """
    for file, path, rule in draft.evidence():
        for at, (before, band) in enumerate(pairwise(rule.bands), start=1):
            if band.strength < before.strength:
                message = f"the strength falls from {before.strength:g} to {band.strength:g}"
                hint = "sort the bands from the weakest reading to the strongest"
                yield file.problem("R113", (*path, "bands", at, "strength"), message, hint)
                break


@check("R133")
def never_fires(draft: Draft) -> Iterator[Diagnostic]:
    """All evidence at its strongest makes a driver fire, or the rule is in vain.

    A driver that cannot reach the strength at which it fires is never told, however bad the day.

    Raise a strength, add evidence of another family, or lower the driver's `fires_at` with a
    reason. Evidence of one family counts once.
    """
    for written in draft.drivers.values():
        fires_at = draft.fires_at(written.rule)
        if not written.whole or not all(map(_measured, written.rule.evidence.values())):
            continue
        families: dict[str, float] = {}
        for rule in written.rule.evidence.values():
            families[rule.family] = max(families.get(rule.family, 0.0), _strongest(rule))
        rest = 1.0
        for strength in families.values():
            rest *= 1 - strength
        if fires_at is not None and families and 1 - rest < fires_at:
            message = f"at most {1 - rest:.2g} is reached, and the driver fires at {fires_at:g}"
            hint = "raise a strength, or add evidence of another family"
            yield written.file.problem("R133", ("evidence",), message, hint, at_key=True)


@check("R138")
def never_counts(draft: Draft) -> Iterator[Diagnostic]:
    """Some reading gives each piece of evidence a strength above 0.

    Evidence that no reading makes stronger than 0 is never told and never counts.

    Raise a strength above 0, or remove the evidence.
    """
    for file, path, rule in draft.evidence():
        if _measured(rule) and _strongest(rule) == 0:
            message = "no reading gives this evidence any strength"
            hint = "raise a strength above 0, or remove the evidence"
            yield file.problem("R138", path, message, hint, at_key=True)


def _measured(rule: EvidenceRule) -> bool:
    return bool(rule.bands or rule.values or rule.strength is not None)


def _strongest(rule: EvidenceRule) -> float:
    """The greatest strength that the evidence can have."""
    listed = (*(band.strength for band in rule.bands), *rule.values.values())
    return max(0.0, rule.strength or 0.0, *listed)


@check("R137")
def out_of_bounds(draft: Draft) -> Iterator[Diagnostic]:
    """A bound is one that readings can reach, and a window is not below 0.

    A reading outside the plausible range is rejected before any rule sees it, so such a bound is
    never reached. Often the unit is wrong: 0.05 where percent is due, or dollars in place of
    billions.

    Write a number within the range that the hint gives, in the metric's unit. A window is a number
    of days, not below 0.
    """
    for file, path, metric, bound in _bounds(draft):
        named = None if metric is None else draft.vocabulary.find(metric)
        if named is None or named.low is None or named.high is None:
            continue
        key = path[-1]
        too_high = bound > named.high and key != "below"
        if too_high or (bound < named.low and key != "above"):
            message = f"no reading of `{metric}` reaches {write_number(bound)}"
            limits = f"{write_number(named.low)} to {write_number(named.high)}"
            hint = f"its readings lie from {limits} ({named.unit})"
            yield file.problem("R137", path, message, hint)
    for file, path, days in _windows(draft):
        if days < 0:
            hint = "write the length of the window in days, as in `within_days: 3`"
            yield file.problem("R137", path, f"{days:g} days are no window", hint)


def _bounds(draft: Draft) -> Iterator[tuple[RuleFile, Path, str | None, float]]:
    """Every number that a reading has to reach, with its metric."""
    for file, path, rule in draft.evidence():
        for at, band in enumerate(rule.bands):
            if band.strength > 0:  # where a curve starts from nothing may lie outside the range
                yield file, (*path, "bands", at, "at"), rule.metric, band.at
    tests: Iterator[tuple[RuleFile, Path, Condition | OffsetRule]] = itertools.chain(
        draft.conditions(), draft.offsets()
    )
    for file, path, test in tests:
        for key, bound in (("above", test.above), ("below", test.below)):
            if bound is not None:
                yield file, (*path, key), test.metric, bound
    for written in draft.signals.values():
        threshold = written.rule.threshold
        if isinstance(threshold, float):
            yield written.file, ("threshold",), written.rule.metric, threshold


def _windows(draft: Draft) -> Iterator[tuple[RuleFile, Path, float]]:
    for file, path, rule in draft.evidence():
        if rule.event is not None:
            yield file, (*path, "event", "within_days"), rule.event.within_days
        if rule.calendar is not None:
            yield file, (*path, "calendar", "within_days"), rule.calendar.within_days
            yield file, (*path, "calendar", "since_days"), rule.calendar.since_days
    for file, path, offset in draft.offsets():
        if offset.event is not None:
            yield file, (*path, "event", "within_days"), offset.event.within_days


CHECKS = (
    curve_too_short,
    bands_out_of_order,
    strength_out_of_range,
    strength_falls,
    never_fires,
    never_counts,
    out_of_bounds,
)
