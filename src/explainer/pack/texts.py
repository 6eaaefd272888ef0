"""Every text of a draft that a reader may see, with its place."""

from collections.abc import Iterator
from typing import Any

import msgspec

from explainer.pack.alternatives import parse_alternatives
from explainer.pack.draft import Draft, RuleFile
from explainer.source import Path

DRIVER_TEXTS = ("title", "noun", "headline")
VARIED_TEXTS = ("what_it_means", "why_it_hurts", "background")
"""Texts of a driver of which there may be several, each with choices."""
EVIDENCE_TEXTS = ("say", "tail", "absent")
NEVER_VARIED = "lower_bounds"
"""The part of the lexicon that holds ids of metrics, in which `<SYM>` is no choice."""
SHORT_TEXTS = ("means", "hurts")
SIGNAL_TEXTS = ("title", "meaning")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A text, the file and path where it stands, and the *key* that it stands under.

    *varied* says that it may hold choices between wordings, *driver* is the id of the driver that
    says it, *of_event* whether it tells of an event.
    """

    file: RuleFile
    path: Path
    key: str
    text: str
    varied: bool = False
    driver: str | None = None
    of_event: bool = False


def rule_texts(draft: Draft) -> Iterator[Said]:
    """The texts of drivers, signals and metrics that become part of an answer."""
    for name in draft.drivers:
        yield from _driver_texts(draft, name)
    for signal in draft.signals.values():
        for key in SIGNAL_TEXTS:
            yield from _one(signal.file, (key,), getattr(signal.rule, key))
    if draft.metrics is not None:
        for name, derived in draft.vocabulary.derived.items():
            yield from _one(draft.metrics, ("derived", name, "label"), derived.label)
        for name, custom in draft.vocabulary.custom.items():
            yield from _one(draft.metrics, ("custom", name, "label"), custom.label)


def lexicon_texts(draft: Draft) -> Iterator[Said]:
    """Every string of the lexicon."""
    if draft.lexicon is not None:
        yield from _strings(draft.lexicon, lexicon=True)


def all_texts(draft: Draft) -> Iterator[Said]:
    """Every string of drivers, signals, moves and lexicon, reasons and references included."""
    files = [written.file for written in draft.drivers.values()]
    files += [written.file for written in draft.signals.values()]
    if draft.moves is not None:
        files.append(draft.moves.file)
    for file in files:
        yield from _strings(file)
    yield from lexicon_texts(draft)


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The value and everything inside it, with the path of each."""
    yield path, value
    items = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, list) else items:
        yield from walk(item, (*path, key))


def plain_texts(said: Said) -> tuple[str, ...]:
    """Plain texts that show everything the text can say: all its wordings and their neighbors."""
    if not said.varied or "<" not in said.text:
        return (said.text,)
    return parse_alternatives(said.text).samples()


def part_of(text: str, start: int, end: int) -> tuple[str, int]:
    """A piece of the text, and how many like it come before."""
    piece = text[start:end]
    return piece, text.count(piece, 0, start)


def _driver_texts(draft: Draft, name: str) -> Iterator[Said]:
    written = draft.drivers[name]
    file, rule = written.file, written.rule
    for key in DRIVER_TEXTS:
        yield from _one(file, (key,), getattr(rule, key), name)
    for key in VARIED_TEXTS:
        for at, text in enumerate(getattr(rule, key)):
            if text:
                yield Said(file=file, path=(key, at), key=key, text=text, varied=True, driver=name)
    for key in SHORT_TEXTS if rule.in_short is not None else ():
        yield from _one(file, ("in_short", key), getattr(rule.in_short, key), name)
    for id_, evidence in rule.evidence.items():
        happened = evidence.event is not None
        for key in EVIDENCE_TEXTS:
            text = getattr(evidence, key)
            yield from _one(file, ("evidence", id_, key), text, name, of_event=happened)
    for id_, offset in rule.offsets.items():
        happened = offset.event is not None
        yield from _one(file, ("offsets", id_, "say"), offset.say, name, of_event=happened)


def _one(
    file: RuleFile,
    path: Path,
    text: str | None,
    driver: str | None = None,
    *,
    of_event: bool = False,
) -> Iterator[Said]:
    if text:
        key = str(path[-1])
        yield Said(file=file, path=path, key=key, text=text, driver=driver, of_event=of_event)


def _strings(file: RuleFile, *, lexicon: bool = False) -> Iterator[Said]:
    for path, value in walk(file.data):
        if isinstance(value, str) and path:
            names = [step for step in path if isinstance(step, str)]
            key = names[-1] if names else ""
            varied = path[0] != NEVER_VARIED if lexicon else path[0] in VARIED_TEXTS
            yield Said(file=file, path=path, key=key, text=value, varied=varied)
