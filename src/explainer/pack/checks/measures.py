"""Checks of how rules measure: a curve, a table or a level, bounds, choices, kinds and symbols."""

from collections.abc import Iterator
from typing import get_args

from explainer.diagnostics import Diagnostic
from explainer.metrics import is_symbol
from explainer.pack.check import check
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import Condition, EvidenceRule
from explainer.pack.vocabulary import Named
from explainer.slips import suggest
from explainer.snapshot import CalendarKind, EventKind
from explainer.source import Path

EVENT_KINDS: tuple[str, ...] = get_args(EventKind)
CALENDAR_KINDS: tuple[str, ...] = get_args(CalendarKind)
LONG_NAME = 5
"""From so many letters on a word is the name of an asset rather than its symbol."""
OVER_WORDS = ("any", "focus", "other")


@check("R114")
def wrong_measure(draft: Draft) -> Iterator[Diagnostic]:
    """Numbers have bands, choices and truths values, events and dates a strength.

    Each kind of reading has one way to a strength: numbers a curve, choices and truths a table,
    events and dates one level. Another way would never be used.

    Write the key that the message names, and remove the one that does not fit.
    """
    for file, path, rule in draft.evidence():
        subject, right = _measure(draft, rule)
        if subject is None:
            continue
        if right is None:
            message = f"{subject} has no strength"
            hint = "derive a number from it in metrics.yaml, or name another metric"
            yield file.problem("R114", (*path, "metric"), message, hint)
            continue
        given = [key for key in _MEASURES if getattr(rule, key) not in ((), {}, None)]
        allowed = (right, "bands") if rule.event is not None else (right,)
        wrong = [key for key in given if key not in allowed]
        for key in wrong:
            message = f"`{key}` does not fit {subject}"
            hint = f"remove it, and write {_MEASURES[right]}"
            yield file.problem("R114", (*path, key), message, hint, at_key=True)
        if right not in given and not wrong:
            message = f"`{right}` is missing, which {subject} needs"
            yield file.problem("R114", path, message, f"add {_MEASURES[right]}", at_key=True)


def _measure(draft: Draft, rule: EvidenceRule) -> tuple[str | None, str | None]:
    """What the evidence looks at in words, and the key that gives it strength, where known."""
    sources = (rule.metric, rule.event, rule.calendar)
    if sources.count(None) != len(sources) - 1:
        return None, None
    if rule.metric is None:
        return ("an event" if rule.event is not None else "a scheduled date"), "strength"
    named = draft.vocabulary.find(rule.metric)
    if named is None or named.kind == "unknown":
        return None, None
    if named.kind in ("date", "text"):
        return f"a {named.kind}", None
    return f"a {named.kind}", "bands" if named.kind == "number" else "values"


_MEASURES = {
    "bands": "`bands: [{at: -50M, strength: 0}, {at: -200M, strength: 0.3}]`",
    "values": "`values: {hawkish: 0.5}`",
    "strength": "`strength: 0.5`",
}


@check("R116")
def unknown_choice(draft: Draft) -> Iterator[Diagnostic]:
    """A rule names only choices that the metric can have.

    A choice that the metric can never have is never met, so its strength never counts. It is most
    often a misspelling.

    Take one of the choices that the hint lists.
    """
    for file, path, rule in draft.evidence():
        named = None if rule.metric is None else draft.vocabulary.find(rule.metric)
        for value in rule.values:
            if named is not None and named.values() and value not in named.values():
                place = (*path, "values", value)
                yield _unknown_choice(file, place, value, named, at_key=True)
    for file, path, condition in _tests(draft):
        named = draft.vocabulary.find(condition.metric)
        equals = condition.equals
        chosen = str(equals).lower() if isinstance(equals, bool) else equals
        known = () if named is None or chosen is None else named.values()
        if named is not None and chosen is not None and known and chosen not in known:
            yield _unknown_choice(file, (*path, "equals"), chosen, named)


def _unknown_choice(
    file: RuleFile, path: Path, value: str, named: Named, *, at_key: bool = False
) -> Diagnostic:
    near = suggest(value, named.values())
    listed = ", ".join(f"`{choice}`" for choice in named.values())
    hint = f"did you mean `{near}`?" if near else f"choices are {listed}"
    return file.problem("R116", path, f"the metric is never `{value}`", hint, at_key=at_key)


@check("R117")
def unknown_kind(draft: Draft) -> Iterator[Diagnostic]:
    """Events and scheduled dates are of the kinds that snapshots have.

    Events and dates are found by their kind. One that no snapshot can hold finds nothing.

    Take one of the kinds that the hint lists.
    """
    for file, path, rule in draft.sources():
        if rule.event is not None:
            yield from _kinds(file, (*path, "event", "kind"), rule.event.kind, EVENT_KINDS)
        if isinstance(rule, EvidenceRule) and rule.calendar is not None:
            place = (*path, "calendar", "kind")
            yield from _kinds(file, place, rule.calendar.kind, CALENDAR_KINDS)
    for written in draft.signals.values():
        yield from _kinds(written.file, ("calendar",), written.rule.calendar, CALENDAR_KINDS)


def _kinds(
    file: RuleFile, path: Path, kinds: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Diagnostic]:
    for at, kind in enumerate(kinds):
        if kind not in known:
            near = suggest(kind, known)
            hint = f"did you mean `{near}`?" if near else f"kinds are {', '.join(known)}"
            yield file.problem("R117", (*path, at), f"unknown kind `{kind}`", hint)


@check("R135")
def condition_does_not_fit(draft: Draft) -> Iterator[Diagnostic]:
    """Numbers are above or below, choices and truths equal, and a range is not empty.

    A test that does not fit its metric can never be decided: no number equals a word, and no choice
    is above a bound.

    Write `above` or `below` for a number and `equals` for a choice or a truth; for a date derive a
    number in `metrics.yaml`.
    """
    for file, path, test in _tests(draft):
        named = draft.vocabulary.find(test.metric)
        if named is None or named.kind == "unknown":
            continue
        bounded = test.above is not None or test.below is not None
        if named.kind == "number" and (test.equals is not None or not bounded):
            message, hint = "a number is tested with `above` or `below`", "add `below: -1.5`"
        elif named.kind in ("choice", "boolean") and (test.equals is None or bounded):
            message, hint = f"a {named.kind} is tested with `equals`", "add `equals: ...` alone"
        elif named.kind in ("date", "text"):
            message, hint = f"a {named.kind} cannot be tested", "derive a number in metrics.yaml"
        elif test.above is not None and test.below is not None and test.above > test.below:
            message = f"nothing is at least {test.above:g} and at most {test.below:g}"
            hint = "`above` is the least and `below` the greatest that holds: swap them"
        else:
            continue
        yield file.problem("R135", (*path, "metric"), message, hint, at_key=True)
    for written in draft.signals.values():
        for key in ("metric", "threshold", "trend"):
            value = getattr(written.rule, key)
            named = draft.vocabulary.find(value) if isinstance(value, str) else None
            if named is not None and named.kind not in ("number", "unknown"):
                message = f"a signal needs a number, and `{value}` is a {named.kind}"
                yield written.file.problem(
                    "R135", (key,), message, "name a metric that is a number"
                )


@check("R136")
def not_a_symbol(draft: Draft) -> Iterator[Diagnostic]:
    """Assets are named by their symbols, in capital letters and digits.

    Readings are found by symbol, in capital letters. `btc` or `Bitcoin` would find none.

    Write the symbol as exchanges do: `BTC`.
    """
    for file, path, rule in draft.sources():
        word = rule.over if isinstance(rule.over, str) else "any"
        if word not in OVER_WORDS and not _real_symbol(word):
            yield _bad_symbol(file, (*path, "over"), word)
        for at, symbol in enumerate(rule.over if isinstance(rule.over, tuple) else ()):
            if symbol != "other" and not _real_symbol(symbol):
                yield _bad_symbol(file, (*path, "over", at), symbol)
    for written in draft.signals.values():
        asset = written.rule.asset
        if asset is not None and asset != "focus" and not _real_symbol(asset):
            yield _bad_symbol(written.file, ("asset",), asset)
    if draft.pack is not None:
        for key in ("stablecoins", "wrapped"):
            for at, symbol in enumerate(getattr(draft.pack.rule, key)):
                if not _real_symbol(symbol):
                    yield _bad_symbol(draft.pack.file, (key, at), symbol)


def _bad_symbol(file: RuleFile, path: Path, symbol: str) -> Diagnostic:
    words = ", `any` or `focus`" if path[-1] == "over" else ""
    shown = symbol.upper() if _real_symbol(symbol.upper()) and len(symbol) < LONG_NAME else "BTC"
    hint = f"write a symbol such as `{shown}`{words}"
    if "," in symbol:
        hint = f"put the list into brackets: `[{symbol}]`"
    return file.problem("R136", path, f"`{symbol}` is not a symbol", hint)


def _real_symbol(symbol: str) -> bool:
    return is_symbol(symbol) and symbol.isalnum()


def _tests(draft: Draft) -> Iterator[tuple[RuleFile, Path, Condition]]:
    """Every comparison with a bound or a choice, those of offsets included."""
    yield from draft.conditions()
    for file, path, rule in draft.offsets():
        if rule.metric is not None:
            bounds = {key: getattr(rule, key) for key in ("above", "below", "equals")}
            yield file, path, Condition(metric=rule.metric, **bounds)


CHECKS = (
    wrong_measure,
    unknown_choice,
    unknown_kind,
    condition_does_not_fit,
    not_a_symbol,
)
