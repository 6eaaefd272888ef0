"""Checks of the sentences of evidence and offsets: what the rule reads can fill every slot."""

from collections.abc import Iterator

import msgspec

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT
from explainer.metrics import GROUPS, KEYED_GROUPS
from explainer.pack.check import check
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import EvidenceRule, OffsetRule
from explainer.pack.templates import Template, parse_template
from explainer.pack.texts import EVIDENCE_TEXTS, part_of
from explainer.slips import suggest
from explainer.source import Path

EVENT_SLOTS = {"title": True, "kind": True, "date": False, "size_usd": False, "asset": False}
"""What an event can fill in, and whether every event can."""
CALENDAR_SLOTS = {"title": True, "kind": True, "date": True}


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a rule, where it stands, and what its slots may name.

    *slots* maps a name to whether it can always be filled; *known* are metrics that are known
    whenever the sentence is said.
    """

    file: RuleFile
    path: Path
    text: str
    template: Template
    slots: dict[str, bool]
    known: frozenset[str]
    over: bool


@check("R119")
def unknown_filter(draft: Draft) -> Iterator[Diagnostic]:
    """The filters of slots exist.

    A filter says how a figure is written. One that does not exist writes nothing.

    Take a filter that the hint lists, as in `{session_date|date}`.
    """
    yield from _malformed(draft, "filter", "R119")


@check("R120")
def unmatched_bracket(draft: Draft) -> Iterator[Diagnostic]:
    """Brackets and braces match.

    Brackets hold a part that is left out when its figure is unknown, braces hold a slot. One that
    is not closed swallows the rest of the sentence.

    Close each `[` with `]` and each `{` with `}`. Brackets do not lie inside each other.
    """
    yield from _malformed(draft, "bracket", "R120")


@check("R121")
def words_in_slot(draft: Draft) -> Iterator[Diagnostic]:
    """A slot holds one name of a reading.

    A slot is replaced by a figure, so it holds the name of one. Words inside it could never be
    written, nor translated.

    Write the words outside, and only a name inside: `lost {value}`.
    """
    yield from _malformed(draft, "slot", "R121")


def _malformed(draft: Draft, kind: str, code: str) -> Iterator[Diagnostic]:
    """What is wrong in one way with how sentences are written."""
    for said in _sentences(draft):
        for problem in said.template.problems:
            if problem.kind == kind:
                part = part_of(said.text, problem.start, problem.end)
                yield said.file.problem(code, said.path, problem.message, problem.hint, part=part)


@check("R118")
def unknown_slot(draft: Draft) -> Iterator[Diagnostic]:
    """A slot names what the evidence looks at, a reading beside it, or a whole metric id.

    A slot is filled from what the evidence reads. One that nothing fills would leave the sentence
    unsaid.

    Write `{value}` for the evidence's own reading, the name of a reading beside it, or a whole
    metric id. Without `over` there is no `{asset}`.
    """
    for said in _sentences(draft):
        for slot in () if said.template.problems else said.template.slots():
            if not _fillable(draft, said, slot.name):
                part = part_of(said.text, slot.start, slot.end)
                message = f"nothing fills the slot `{slot.name}`"
                hint = _slot_hint(draft, said, slot.name)
                yield said.file.problem("R118", said.path, message, hint, part=part)


@check("R122")
def slot_may_be_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """Outside brackets stand only slots that are known whenever the sentence is said.

    A sentence is said only when all its figures are known. A figure that often is not sent would
    keep the whole sentence from being said.

    Put the figure and the words that need it into brackets: `lost {value}[ in the
    {session_date|date} session]`.
    """
    for said in _sentences(draft):
        for slot in () if said.template.problems else said.template.required():
            if _fillable(draft, said, slot.name) and not _always(said, slot.name):
                part = part_of(said.text, slot.start, slot.end)
                message = f"`{slot.name}` may be unknown, and then nothing could be said"
                hint = f"put it and its words into brackets: `[ ... {{{slot.name}}} ...]`"
                yield said.file.problem("R122", said.path, message, hint, part=part)


def _sentences(draft: Draft) -> Iterator[Sentence]:
    for file, path, rule in draft.evidence():
        guards = [condition.metric for condition in rule.when]
        for key in EVIDENCE_TEXTS:
            text = getattr(rule, key)
            if text is not None:
                yield _sentence(draft, file, (*path, key), rule, text, guards)
    for file, path, offset in draft.offsets():
        yield _sentence(draft, file, (*path, "say"), offset, offset.say, [])


def _sentence(
    draft: Draft,
    file: RuleFile,
    path: Path,
    rule: EvidenceRule | OffsetRule,
    text: str,
    guards: list[str],
) -> Sentence:
    slots: dict[str, bool] = {}
    known: set[str] = set()
    if rule.metric is not None:
        slots = {"value": True, **dict.fromkeys(_siblings(rule.metric), False)}
        if rule.over is not None:
            slots["asset"] = True
        for metric in (rule.metric, *guards):
            known |= draft.vocabulary.always_with(metric)
    elif path[-1] != "absent":  # without the event there is nothing to name
        slots = dict(CALENDAR_SLOTS if rule.event is None else EVENT_SLOTS)
    return Sentence(
        file=file,
        path=path,
        text=text,
        template=parse_template(text),
        slots=slots,
        known=frozenset(known),
        over=rule.over is not None,
    )


def _siblings(metric: str) -> tuple[str, ...]:
    """The readings of the metric's own group, by the names they have in it."""
    group = metric.partition(".")[0]
    depth = 2 if group in KEYED_GROUPS else 1
    return tuple(GROUPS.get(group, ())) if metric.count(".") == depth else ()


def _fillable(draft: Draft, said: Sentence, name: str) -> bool:
    if "." not in name:
        return name in said.slots
    if ASSET_SLOT in name and not said.over:
        return False
    return draft.vocabulary.find(name) is not None


def _always(said: Sentence, name: str) -> bool:
    return said.slots.get(name, False) or name in said.known


def _slot_hint(draft: Draft, said: Sentence, name: str) -> str:
    beside = sorted(metric for metric in said.known if metric.endswith(f".{name}"))
    if beside:
        return f"write the whole id: `{{{beside[0]}}}`"
    near = draft.vocabulary.nearest(name) if "." in name else suggest(name, sorted(said.slots))
    if ASSET_SLOT in name and not said.over:
        return "name the asset, since the rule has no `over`"
    if near is not None:
        return f"did you mean `{{{near}}}`?"
    if name == "asset":
        return "write the asset's name, since the rule has no `over`"
    first = [slot for slot in said.slots if said.slots[slot]] or ["value"]
    if not said.slots:
        return "name a whole metric id, or say it without a slot"
    return (
        "slots here are " + ", ".join(f"`{{{slot}}}`" for slot in first) + " and whole metric ids"
    )


CHECKS = (unknown_filter, unmatched_bracket, words_in_slot, unknown_slot, slot_may_be_unknown)
