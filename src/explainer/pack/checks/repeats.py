"""Checks of what changes nothing: bands, and evidence that repeats other evidence."""

from collections.abc import Iterator
from itertools import combinations
from math import inf, nextafter
from typing import Literal, NamedTuple

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.curve import DECIMALS, Curve, is_curve
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import Band, Condition, EvidenceRule
from explainer.pack.shapes import write_number

LEAST_BANDS = 2
"""A curve needs so many, whatever they change."""


@check("R209")
def idle_band(draft: Draft) -> Iterator[Diagnostic]:
    """Each band changes the strength of some reading.

    A band on the straight line between its neighbors, one that repeats the last strength, or one
    before the strength begins to rise looks like a threshold and is none. Only the band at which
    a driver fires may lie on a line, since signals take their threshold from it.

    Remove the band, or give it the strength that was meant.
    """
    for written in draft.drivers.values():
        fires_at = draft.fires_at(written.rule)
        for name, rule in written.rule.evidence.items():
            for at, message in _idle(rule, fires_at):
                place = ("evidence", name, "bands", at, "at")
                hint = "remove the band, or give it the strength that was meant"
                yield written.file.problem("R209", place, message, hint)


def _idle(rule: EvidenceRule, fires_at: float | None) -> Iterator[tuple[int, str]]:
    """The bands that change no strength, and why."""
    bands = rule.bands
    if not is_curve(bands):
        return
    if rule.strength is not None and bands[-1].strength <= rule.strength:
        yield 0, f"the bands never come to more than the strength {rule.strength:g} beside them"
        return
    for at, band in enumerate(bands if len(bands) > LEAST_BANDS else ()):
        shared = sum(other.strength == band.strength for other in bands) > 1
        if at == 0 and bands[1].strength == band.strength == 0:
            yield at, f"the strength is still 0 at {write_number(bands[1].at)}"
        elif at == len(bands) - 1 and bands[at - 1].strength == band.strength:
            yield at, f"the strength stays {band.strength:g} after the band before"
        elif (
            0 < at < len(bands) - 1
            and (shared or band.strength != fires_at)
            and _on_line(bands[at - 1], band, bands[at + 1])
        ):
            yield at, "the band lies on the straight line between its neighbors"


def _on_line(before: Band, band: Band, after: Band) -> bool:
    share = (band.at - before.at) / (after.at - before.at)
    expected = before.strength + share * (after.strength - before.strength)
    return round(expected, DECIMALS) == round(band.strength, DECIMALS)


class Pair(NamedTuple):
    """Two pieces of evidence of one driver: the *idle* one says nothing that the *other* does not.

    *same* pieces look at the same and measure the same; the *weaker* one never counts beside the
    other; *crossing* ones have curves that both weigh the same readings.
    """

    kind: Literal["same", "weaker", "crossing"]
    file: RuleFile
    idle: str
    other: str
    one_family: bool


@check("R211")
def same_evidence(draft: Draft) -> Iterator[Diagnostic]:
    """No two pieces of evidence of a driver look at the same thing and measure it alike.

    Inside a family the second one never counts. In another family one reading counts twice, and
    the driver looks stronger than it is. It is most often a copy that was not finished.

    Remove one of the two, or change what the copy was meant to look at.
    """
    for pair in _pairs(draft):
        if pair.kind == "same":
            message = f"this repeats `{pair.other}`, with the same reading, guards and strengths"
            if not pair.one_family:
                message += ", and so it counts twice"
            hint = "remove one of the two, or change what the copy was meant to look at"
            yield pair.file.problem("R211", ("evidence", pair.idle), message, hint, at_key=True)


@check("R212")
def never_stronger(draft: Draft) -> Iterator[Diagnostic]:
    """Each piece of evidence is, on some reading, the one that its family counts.

    Of a family only the strongest counts. Evidence that is never stronger than another piece of
    its family on the same reading, and holds only where that one holds, never counts and is never
    told.

    Remove it, raise its strengths, or loosen its guards.
    """
    for pair in _pairs(draft):
        if pair.kind == "weaker":
            message = f"this never counts beside `{pair.other}`, which is always at least as strong"
            hint = "remove it, raise its strengths, or loosen its guards"
            yield pair.file.problem("R212", ("evidence", pair.idle), message, hint, at_key=True)


@check("R210")
def crossing_curves(draft: Draft) -> Iterator[Diagnostic]:
    """One reading, under the same guards, has one curve in a driver.

    Of two curves in one family only the higher counts at each reading, so the curve that holds is
    written nowhere. In two families one reading counts twice.

    Write one curve, or give one of the two a guard that says when it is meant.
    """
    for pair in _pairs(draft):
        if pair.kind == "crossing":
            message = f"these bands and those of `{pair.other}` weigh the same readings"
            if not pair.one_family:
                message += ", which so count twice"
            hint = "write one curve, or give one of the two a guard"
            place = ("evidence", pair.idle, "bands")
            yield pair.file.problem("R210", place, message, hint, at_key=True)


def _pairs(draft: Draft) -> Iterator[Pair]:
    """The pairs of evidence of which one says nothing of its own."""
    for written in draft.drivers.values():
        for (first, one), (second, other) in combinations(written.rule.evidence.items(), 2):
            alike = one.family == other.family
            if (one.metric, one.event is None) != (other.metric, other.event is None):
                continue
            if _identity(one) == _identity(other):
                yield Pair("same", written.file, second, first, alike)
            elif alike and _is_weaker(other, one, before=False):
                yield Pair("weaker", written.file, second, first, alike)
            elif alike and _is_weaker(one, other, before=True):
                yield Pair("weaker", written.file, first, second, alike)
            elif _cross(one, other):
                yield Pair("crossing", written.file, second, first, alike)


def _identity(rule: EvidenceRule) -> tuple[object, ...]:
    """What evidence looks at and how it measures, whatever it says."""
    measure = (rule.bands, tuple(sorted(rule.values.items())), rule.strength)
    return rule.metric, rule.event, rule.calendar, _assets(rule), frozenset(rule.when), measure


def _assets(rule: EvidenceRule) -> frozenset[str | None]:
    return frozenset((rule.over,) if rule.over is None or isinstance(rule.over, str) else rule.over)


def _is_weaker(rule: EvidenceRule, than: EvidenceRule, *, before: bool) -> bool:
    """Whether evidence never counts beside other evidence of its family on the same metric.

    Of two that are equally strong the one *before* the other counts.
    """
    if rule.metric is None or (rule.decisive and not than.decisive):
        return False
    if not _assets(rule) <= _assets(than) or not _implies(rule.when, than.when):
        return False
    if rule.values and than.values:
        pairs = [(strength, than.values.get(key, 0.0)) for key, strength in rule.values.items()]
    elif is_curve(rule.bands) and is_curve(than.bands):
        one, other = Curve(rule.bands), Curve(than.bands)
        pairs = [(one.strength(x), other.strength(x)) for x in _turns(rule.bands, than.bands)]
    else:
        return False
    return all(
        mine < theirs or (mine == theirs and not (before and mine)) for mine, theirs in pairs
    )


def _turns(*curves: tuple[Band, ...]) -> Iterator[float]:
    """Readings between which curves are straight: their bands, what lies beside, and both ends."""
    yield from (-inf, inf)
    for band in (band for bands in curves for band in bands):
        yield from (nextafter(band.at, -inf), band.at, nextafter(band.at, inf))


def _implies(guards: tuple[Condition, ...], others: tuple[Condition, ...]) -> bool:
    """Whether all the others hold wherever these guards hold."""
    return all(any(_within(guard, other) for guard in guards) for other in others)


def _within(guard: Condition, other: Condition) -> bool:
    """Whether every reading that passes the guard passes the other."""
    if guard.metric != other.metric or guard.equals != other.equals:
        return False
    above = other.above is None or (guard.above is not None and guard.above >= other.above)
    return above and (
        other.below is None or (guard.below is not None and guard.below <= other.below)
    )


def _cross(one: EvidenceRule, other: EvidenceRule) -> bool:
    """Whether two curves give strength to the same readings under the same guards."""
    if one.metric is None or not is_curve(one.bands) or not is_curve(other.bands):
        return False
    if frozenset(one.when) != frozenset(other.when) or not _assets(one) & _assets(other):
        return False
    first, second = Curve(one.bands), Curve(other.bands)
    return any(
        first.strength(x) > 0 and second.strength(x) > 0 for x in _turns(one.bands, other.bands)
    )


def _limits(guard: Condition) -> tuple[float, float]:
    """The least and the greatest number that passes a guard, nothing being infinitely far."""
    low = -inf if guard.above is None else guard.above
    return low, inf if guard.below is None else guard.below


CHECKS = (idle_band, crossing_curves, same_evidence, never_stronger)
