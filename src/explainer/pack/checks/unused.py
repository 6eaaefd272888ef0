"""Checks of what nothing uses: links that are never told, metrics unread, signals unwatched."""

import re
from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.templates import parse_template
from explainer.pack.texts import EVIDENCE_TEXTS, walk
from explainer.pack.vocabulary import ALL_ALTCOINS, CUSTOM, DERIVED

_METRIC_IN_TEXT = re.compile(r"[a-z_]+\.[\w.{}<>*]*\w")
"""An id of a metric inside a sentence, in a slot or alone."""


@check("R215")
def link_out_of_reach(draft: Draft) -> Iterator[Diagnostic]:
    """What a driver leads to is there to be told: it is neither switched off nor deprecated.

    A link to a rule that is switched off is dropped without a word, and one to a deprecated rule
    will be. Roles make no link unreachable: which driver is told first depends on the asset that
    is asked about, and texts that are verified may use any link. A link that an overlay leaves
    dangling in the built-in pack is not the overlay's fault and is left alone.

    Remove the link, or switch the rule on again.
    """
    for written in draft.drivers.values():
        if written.rule.status == "deprecated" or not draft.is_own(written.file):
            continue
        for at, name in enumerate(written.rule.leads_to):
            target = draft.drivers.get(name)
            why = ""
            if name in draft.driver_order.off:
                why = "is switched off"
            elif target is not None and target.rule.status == "deprecated":
                why = "is deprecated"
            if why:
                hint = "remove the link, or link to what takes its place"
                yield written.file.problem("R215", ("leads_to", at), f"`{name}` {why}", hint)


@check("R217")
def metric_unread(draft: Draft) -> Iterator[Diagnostic]:
    """Each metric that a pack declares is read by a rule or a sentence.

    Senders are asked for a custom metric, and a derived one is computed for every snapshot. One
    that nothing reads costs both for nothing, and is often the remains of a rule, or one that a
    rule misspells. Metrics of the catalogue may go unread: a small pack is a sound one.

    Write a rule that reads it, or remove it from `metrics.yaml`.
    """
    if draft.metrics is None or not draft.whole():
        return
    read = metrics_read(draft)
    declared = [("derived", name, name) for name in draft.vocabulary.derived]
    declared += [("custom", name, CUSTOM + name) for name in draft.vocabulary.custom]
    for kind, name, metric in declared:
        if metric not in read and draft.is_own(draft.metrics, (kind, name)):
            hint = "write a rule that reads it, or remove it"
            message = f"no rule reads `{metric}`"
            yield draft.metrics.problem("R217", (kind, name), message, hint, at_key=True)


@check("R218")
def signal_unwatched(draft: Draft) -> Iterator[Diagnostic]:
    """Each signal is watched by a driver.

    A text names first what its drivers watch. A signal that no driver watches comes up only by
    chance, when its reading is near the line, and without a driver that says what it is for.

    Add it to the `watch` of the driver whose end it would show, or remove it.
    """
    watched = {name for written in draft.drivers.values() for name in written.rule.watch}
    for name, signal in draft.signals.items():
        if name not in watched and draft.whole() and draft.is_own(signal.file):
            message = f"no driver watches `{name}`"
            hint = f"add `{name}` to the `watch` of a driver"
            yield signal.file.problem("R218", ("id",), message, hint)


def metrics_read(draft: Draft) -> frozenset[str]:
    """The ids of all metrics that rules, sentences and the lexicon name, and what those need.

    A metric of one asset is named with `{asset}` in place of the symbol.
    """
    named = {use.metric for use in draft.uses()} | set(_beside(draft))
    files = [written.file for written in draft.drivers.values()]
    files += [written.file for written in draft.signals.values()]
    for file in (*files, *(() if draft.lexicon is None else (draft.lexicon,))):
        for _, value in walk(file.data):
            if isinstance(value, str) and "." in value:
                named.update(_METRIC_IN_TEXT.findall(value))
    read: set[str] = set()
    pending = sorted(named)
    while pending:
        metric = pending.pop()
        pattern = draft.vocabulary.declared(metric) or metric.replace(ALL_ALTCOINS, ASSET_SLOT)
        if pattern in read:
            continue
        read.add(pattern)
        rule = draft.vocabulary.derived.get(pattern) if pattern.startswith(DERIVED) else None
        if rule is not None:
            pending += [*rule.of, *((rule.focus,) if rule.focus else ())]
    return frozenset(read)


def _beside(draft: Draft) -> Iterator[str]:
    """The metrics that sentences name by their last part, beside the one they tell of."""
    for _, _, rule in draft.sources():
        group = "" if rule.metric is None else rule.metric.rpartition(".")[0]
        texts = [getattr(rule, key, None) for key in EVIDENCE_TEXTS]
        for text in texts if group else ():
            slots = () if text is None else parse_template(text).slots()
            yield from (f"{group}.{slot.name}" for slot in slots if "." not in slot.name)


CHECKS = (link_out_of_reach, metric_unread, signal_unwatched)
