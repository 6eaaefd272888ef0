"""Checks of what can be true: evidence that never is or always is, guards that always hold."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.curve import Curve, is_curve
from explainer.pack.draft import Draft
from explainer.pack.schema import Condition, EvidenceRule
from explainer.pack.shapes import write_number
from explainer.pack.vocabulary import Named


class Passing(NamedTuple):
    """What passes the guards on one metric: numbers *low* to *high*, or one choice."""

    low: float = -inf
    high: float = inf
    equals: str | bool | None = None

    def narrowed(self, guard: Condition) -> "Passing | None":
        """What passes this guard, too; None if nothing does."""
        low = self.low if guard.above is None else max(self.low, guard.above)
        high = self.high if guard.below is None else min(self.high, guard.below)
        equals = self.equals if guard.equals is None else guard.equals
        if low > high or (self.equals is not None and equals != self.equals):
            return None
        return Passing(low, high, equals)


@check("R153")
def never_true(draft: Draft) -> Iterator[Diagnostic]:
    """Some reading passes all guards of a piece of evidence and has a strength above 0.

    Guards must hold together. Where no reading passes all of them, or where those on the
    evidence's own metric leave only readings of strength 0, the evidence is never true, and
    nobody is told why.

    Swap the bounds if they are the wrong way round, remove the guard that is not meant, or move
    the bands to where the guard holds.
    """
    for file, path, rule in draft.evidence():
        for at, message, hint in _contradictions(draft, rule):
            yield file.problem("R153", (*path, "when", at, "metric"), message, hint)


def _contradictions(draft: Draft, rule: EvidenceRule) -> Iterator[tuple[int, str, str]]:
    """Which guard makes the evidence impossible, what is wrong, and what to do."""
    passing: dict[str, Passing] = {}
    for at, guard in enumerate(rule.when):
        if Passing().narrowed(guard) is None:
            return  # such a guard has a problem of its own
        narrowed = passing.get(guard.metric, Passing()).narrowed(guard)
        if narrowed is None:
            message = f"no reading of `{guard.metric}` passes this guard and those before it"
            yield at, message, "`above` is the least and `below` the greatest that holds"
            return
        passing[guard.metric] = narrowed
        if guard.metric == rule.metric and _strongest(draft, rule, narrowed) == 0:
            message = "where this guard holds, the evidence has no strength"
            yield at, message, "move the guard or the strengths, so that they meet"
            return


def _strongest(draft: Draft, rule: EvidenceRule, passing: Passing) -> float | None:
    """The greatest strength of a reading that passes; None if that cannot be said."""
    if passing.equals is not None:
        boolean = isinstance(passing.equals, bool)
        chosen = str(passing.equals).lower() if boolean else str(passing.equals)
        return rule.values.get(chosen, 0.0) if rule.values else None
    if not is_curve(rule.bands):
        return None
    curve = Curve(rule.bands)
    low, high = _range(draft.vocabulary.find(rule.metric or ""))
    worst = max(low, passing.low) if curve.falling else min(high, passing.high)
    return curve.strength(worst)


@check("R213")
def always_true(draft: Draft) -> Iterator[Diagnostic]:
    """Some reading makes each piece of evidence without guards false.

    Evidence that is true whatever the reading tells nothing: it fires on the calmest day, and the
    driver with it. Evidence with guards is left alone, since there the guards decide.

    Begin the bands with a reading of strength 0, or leave out the choice that is harmless.
    """
    for file, path, rule in draft.evidence():
        named = None if rule.metric is None else draft.vocabulary.find(rule.metric)
        if named is None or rule.when:
            continue
        known = named.values()
        if known and rule.values and all(rule.values.get(value, 0.0) > 0 for value in known):
            hint = "leave out the choice that is harmless"
            yield file.problem("R213", (*path, "values"), "every choice is true", hint, at_key=True)
        elif is_curve(rule.bands):
            curve = Curve(rule.bands)
            low, high = _range(named)
            harmless = high if curve.falling else low
            if curve.strength(harmless) > 0:
                message = (
                    f"every reading is true: even {write_number(harmless)} "
                    f"has the strength {curve.strength(harmless):g}"
                )
                hint = "begin the bands with a reading at which the strength is 0"
                yield file.problem("R213", (*path, "bands"), message, hint, at_key=True)


@check("R214")
def guard_always_holds(draft: Draft) -> Iterator[Diagnostic]:
    """A guard excludes some reading that its metric can have.

    A guard that every reading passes looks like a condition and is none. Often the sign or the
    unit of its bound is wrong.

    Tighten the bound, or remove the guard.
    """
    for file, path, test in draft.conditions():
        low, high = _range(draft.vocabulary.find(test.metric))
        bounds = [bound for bound in (test.above, test.below) if bound is not None]
        if bounds and test.equals is None and _holds_throughout(test, low, high):
            message = f"every reading of `{test.metric}` passes this guard"
            hint = f"its readings lie from {write_number(low)} to {write_number(high)}: tighten it"
            yield file.problem("R214", (*path, "metric"), message, hint)


def _holds_throughout(test: Condition, low: float, high: float) -> bool:
    return (test.above is None or test.above <= low) and (test.below is None or test.below >= high)


def _range(named: Named | None) -> tuple[float, float]:
    """The least and greatest reading of a metric, nothing being infinitely far."""
    low = None if named is None else named.low
    high = None if named is None else named.high
    return (-inf if low is None else low), (inf if high is None else high)


SOUND = (never_true,)
IN_USE = (always_true, guard_always_holds)
