"""Checks of the sentences of evidence and offsets: what the rule reads can fill every slot."""

from collections.abc import Iterator

import msgspec

from explainer.diagnostics import Diagnostic
from explainer.metric_spec import ASSET_SLOT
from explainer.metrics import GROUPS, KEYED_GROUPS
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.schema import EvidenceRule, OffsetRule
from explainer.pack.templates import Template, parse_template
from explainer.slips import suggest
from explainer.source import Path

SENTENCES = ("say", "tail", "absent")
EVENT_SLOTS = {"title": True, "kind": True, "date": False, "size_usd": False, "asset": False}
"""What an event can fill in, and whether every event can."""
CALENDAR_SLOTS = {"title": True, "kind": True, "date": True}
_PROBLEM_CODES = {"filter": "R119", "bracket": "R120", "slot": "R121"}


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


def malformed_template(draft: Draft) -> Iterator[Diagnostic]:
    """R119, R120, R121: filters exist, brackets match, and a slot holds one name."""
    for said in _sentences(draft):
        for problem in said.template.problems:
            part = _part(said, problem.start, problem.end)
            code = _PROBLEM_CODES[problem.kind]
            yield said.file.problem(code, said.path, problem.message, problem.hint, part=part)


def unknown_slot(draft: Draft) -> Iterator[Diagnostic]:
    """R118: a slot names what the evidence looks at, a reading beside it, or a whole metric id."""
    for said in _sentences(draft):
        for slot in () if said.template.problems else said.template.slots():
            if not _fillable(draft, said, slot.name):
                part = _part(said, slot.start, slot.end)
                message = f"nothing fills the slot `{slot.name}`"
                hint = _slot_hint(draft, said, slot.name)
                yield said.file.problem("R118", said.path, message, hint, part=part)


def slot_may_be_unknown(draft: Draft) -> Iterator[Diagnostic]:
    """R122: outside brackets stand only slots that are known whenever the sentence is said."""
    for said in _sentences(draft):
        for slot in () if said.template.problems else said.template.required():
            if _fillable(draft, said, slot.name) and not _always(said, slot.name):
                part = _part(said, slot.start, slot.end)
                message = f"`{slot.name}` may be unknown, and then nothing could be said"
                hint = f"put it and its words into brackets: `[ ... {{{slot.name}}} ...]`"
                yield said.file.problem("R122", said.path, message, hint, part=part)


def _sentences(draft: Draft) -> Iterator[Sentence]:
    for file, path, rule in draft.evidence():
        guards = [condition.metric for condition in rule.when]
        for key in SENTENCES:
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


def _part(said: Sentence, start: int, end: int) -> tuple[str, int]:
    """A piece of the text, and how many like it come before."""
    piece = said.text[start:end]
    return piece, said.text.count(piece, 0, start)


CHECKS = (malformed_template, unknown_slot, slot_may_be_unknown)
