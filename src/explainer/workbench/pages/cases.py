"""The cases of a driver in short: what each is given, and what the driver must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from explainer.pack.case_file import USUAL_AS_OF, RuleCase, RuleCases
from explainer.pack.case_snapshot import LISTS
from explainer.workbench.figures import figure
from explainer.workbench.pages.markdown import NOTHING, code, table, words

HEADS = ("case", "given, beside the usual readings", "status", "strength")
MOST_SHOWN = 4
"""Readings of one case that a cell holds."""
TOLD_OF_HAPPENINGS = ("date", "asset", "impact", "size_usd")


def cases_part(cases: RuleCases | None) -> str:
    """A table of the cases; `None.` for a driver without any."""
    if cases is None or not cases.cases:
        return NOTHING
    return table(
        HEADS,
        (
            (_named(case), given_in_short(case), code(case.status), _strength(case))
            for case in cases.cases
        ),
    )


def given_in_short(case: RuleCase) -> str:
    """What sets the case apart, the first few readings of it."""
    told = [*_asked(case), *_readings(case.given, ())]
    more = len(told) - MOST_SHOWN
    return ", ".join([*told[:MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])])


def _named(case: RuleCase) -> str:
    """What a case shows, in its author's words; of a known gap, why it does not hold yet."""
    gap = "" if case.known_gap is None else f" (known gap: {words(case.known_gap)})"
    return words(case.name) + gap


def _asked(case: RuleCase) -> Iterator[str]:
    if case.focus is not None:
        yield f"asked about {words(case.focus)}"
    if case.premise:
        yield "told that prices fell"
    if case.as_of != USUAL_AS_OF:
        yield f"as of {words(case.as_of)}"


def _readings(tree: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Each reading by its id, with its figure."""
    for key, given in tree.items():
        place = (*path, str(key))
        metric = code(".".join(place))
        if key in LISTS and isinstance(given, list):
            yield f"{metric}: {', '.join(map(_happening, given)) or 'none'}"
        elif isinstance(given, dict) and given.keys() == {"value", "stale"}:
            yield f"{metric} {_figure(given['value'])}, stale"
        elif isinstance(given, dict):
            yield from _readings(given, place)
        else:
            yield f"{metric} {_figure(given)}"


def _happening(given: Any) -> str:
    """An event or a date: its kind, and what else counts of it."""
    if not isinstance(given, dict):
        return _figure(given)
    beside = [_figure(given[key]) for key in TOLD_OF_HAPPENINGS if key in given]
    return _figure(given.get("kind")) + (f" ({', '.join(beside)})" if beside else "")


def _figure(given: Any) -> str:
    if given is None or isinstance(given, bool | int | float):
        return figure(given)
    return words(str(given))


def _strength(case: RuleCase) -> str:
    """The range of strengths that the case expects; empty where it names none."""
    if case.strength is None:
        return ""
    low, high = case.strength  # R306 holds a range to two numbers
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
