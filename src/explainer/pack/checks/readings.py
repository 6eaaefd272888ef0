"""Checks of the metrics, events and dates that rules look at."""

from collections.abc import Iterator
from typing import get_args

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT, SYMBOL_SLOT
from explainer.metrics import is_symbol
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import Condition, EvidenceRule, OffsetRule
from explainer.pack.vocabulary import ALL_ALTCOINS, DERIVED, Named, Vocabulary
from explainer.slips import suggest
from explainer.snapshot import CalendarKind, EventKind
from explainer.source import Path

EVENT_KINDS: tuple[str, ...] = get_args(EventKind)
CALENDAR_KINDS: tuple[str, ...] = get_args(CalendarKind)
OVER_WORDS = ("any", "focus", "other")


def unknown_metric(draft: Draft) -> Iterator[Diagnostic]:
    """R102: a condition on a metric that does not exist could never hold."""
    for use in draft.uses():
        if draft.vocabulary.find(use.metric) is None:
            yield _unknown(draft.vocabulary, use.file, use.path, use.metric)
    if draft.metrics is None:
        return
    for name, rule in draft.vocabulary.derived.items():
        for at, operand in enumerate(rule.of):
            if draft.vocabulary.find(operand.replace(ALL_ALTCOINS, ASSET_SLOT)) is None:
                path: Path = ("derived", name, "of", at)
                yield _unknown(draft.vocabulary, draft.metrics, path, operand)
        if rule.focus is not None and draft.vocabulary.find(rule.focus) is None:
            path = ("derived", name, "focus")
            yield _unknown(draft.vocabulary, draft.metrics, path, rule.focus)


def _unknown(vocabulary: Vocabulary, file: RuleFile, path: Path, metric: str) -> Diagnostic:
    near = vocabulary.nearest(metric.replace(SYMBOL_SLOT, ASSET_SLOT))
    hint = "name a reading of the snapshot, or declare the metric in metrics.yaml"
    if near is not None:
        hint = f"did you mean `{near}`?"
    return file.problem("R102", path, f"unknown metric `{metric}`", hint)


def asset_not_said(draft: Draft) -> Iterator[Diagnostic]:
    """R103: `{asset}` stands for the assets of `over`, and `over` is for `{asset}` alone."""
    for use in draft.uses():
        if ASSET_SLOT in use.metric and not use.asset_known:
            hint = "name the asset instead, as in `assets.BTC.price_usd`"
            if use.path[0] in ("evidence", "offsets") and "when" not in use.path:
                hint = "add `over: [BTC, ETH]`, or name the asset instead"
            message = f"nothing says which assets `{ASSET_SLOT}` stands for"
            yield use.file.problem("R103", use.path, message, hint)
    for file, path, rule in _conditions(draft):
        if rule.over is not None and (rule.metric is None or ASSET_SLOT not in rule.metric):
            message = f"`over` has no `{ASSET_SLOT}` to stand for"
            hint = f"remove `over`, or write `{ASSET_SLOT}` into the metric in place of the symbol"
            yield file.problem("R103", (*path, "over"), message, hint, at_key=True)
    for name, derived in draft.vocabulary.derived.items():
        held = any(ASSET_SLOT in operand for operand in derived.of)
        if held != (ASSET_SLOT in name) and draft.metrics is not None:
            message = f"`{ASSET_SLOT}` stands in the id or in `of`, but not in both"
            hint = f"write it into both, as in `derived.{ASSET_SLOT}.gap_pct`"
            yield draft.metrics.problem("R103", ("derived", name), message, hint, at_key=True)


def any_without_every_asset(draft: Draft) -> Iterator[Diagnostic]:
    """R140: `over: any` compares one number of every asset, so the snapshot has it for each."""
    for file, path, rule in _conditions(draft):
        if rule.over != "any" or rule.metric is None or ASSET_SLOT not in rule.metric:
            continue
        named = draft.vocabulary.find(rule.metric)
        if isinstance(rule, OffsetRule):
            message = "an offset cannot look for the strongest of all assets"
        elif rule.metric.startswith(DERIVED):
            message = f"`{rule.metric}` is not derived for every asset"
        elif named is not None and named.kind not in ("number", "unknown"):
            message = f"`{rule.metric}` is a {named.kind}, and only numbers can be compared"
        else:
            continue
        hint = "write a list such as `over: [BTC, ETH]`, or `over: focus`"
        yield file.problem("R140", (*path, "over"), message, hint)


def not_one_source(draft: Draft) -> Iterator[Diagnostic]:
    """R115: a condition looks at one thing: a metric, an event or a scheduled date."""
    for file, path, rule in _conditions(draft):
        keys = (
            ("metric", "event", "calendar")
            if isinstance(rule, EvidenceRule)
            else ("metric", "event")
        )
        given = [key for key in keys if getattr(rule, key) is not None]
        if len(given) != 1:
            shown = " and ".join(f"`{key}`" for key in given) or "none"
            message = (
                f"expected exactly one of {', '.join(f'`{key}`' for key in keys)}; got {shown}"
            )
            hint = "split it into one entry for each" if given else "add `metric: ...`"
            yield file.problem("R115", path, message, hint, at_key=True)


def wrong_measure(draft: Draft) -> Iterator[Diagnostic]:
    """R114: numbers have bands, choices and truths values, events and dates a strength."""
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


def unknown_choice(draft: Draft) -> Iterator[Diagnostic]:
    """R116: a rule names only choices that the metric can have."""
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


def unknown_kind(draft: Draft) -> Iterator[Diagnostic]:
    """R117: events and scheduled dates are of the kinds that snapshots have."""
    for file, path, rule in _conditions(draft):
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


def condition_does_not_fit(draft: Draft) -> Iterator[Diagnostic]:
    """R135: numbers are above or below, choices and truths equal, and a range is not empty."""
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


def not_a_symbol(draft: Draft) -> Iterator[Diagnostic]:
    """R136: assets are named by their symbols, in capital letters and digits."""
    for file, path, rule in _conditions(draft):
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
    shown = symbol.upper() if _real_symbol(symbol.upper()) else "BTC"
    hint = f"write a symbol such as `{shown}`{words}"
    return file.problem("R136", path, f"`{symbol}` is not a symbol", hint)


def _real_symbol(symbol: str) -> bool:
    return is_symbol(symbol) and symbol.isalnum()


def _conditions(draft: Draft) -> Iterator[tuple[RuleFile, Path, EvidenceRule | OffsetRule]]:
    yield from draft.evidence()
    yield from draft.offsets()


def _tests(draft: Draft) -> Iterator[tuple[RuleFile, Path, Condition]]:
    """Every comparison with a bound or a choice, those of offsets included."""
    yield from draft.conditions()
    for file, path, rule in draft.offsets():
        if rule.metric is not None:
            bounds = {key: getattr(rule, key) for key in ("above", "below", "equals")}
            yield file, path, Condition(metric=rule.metric, **bounds)


CHECKS = (
    unknown_metric,
    asset_not_said,
    any_without_every_asset,
    not_one_source,
    wrong_measure,
    unknown_choice,
    unknown_kind,
    condition_does_not_fit,
    not_a_symbol,
)
