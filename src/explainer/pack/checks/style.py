"""Checks of how rules are written. They warn: an author may have a reason."""

import re
from collections.abc import Iterator
from typing import Any

from explainer.diagnostics import Diagnostic
from explainer.pack.draft import Draft, RuleFile
from explainer.pack.templates import parse_template
from explainer.source import Path

ADVICE_WORDS = ("should", "opportunity", "bottom", "target", "bargain", "undervalued")
"""Words that tell readers what to do or what will come, wherever they stand. A pack's lexicon may
list its own under `advice_words`."""
IMPERATIVES = ("buy", "sell", "hold", "avoid", "wait", "consider", "expect")
"""Advice only where a clause begins with it: funds may sell coins, readers are not told to."""
DRIVER_TEXTS = ("title", "noun", "headline", "what_it_means", "why_it_hurts", "background")
SIGNAL_TEXTS = ("title", "meaning")
CLAUSES = ("say", "tail", "absent", "noun", "headline", "title", "meaning")
"""Texts that become part of a sentence, which brings its own full stop."""

_IMPERATIVE = re.compile(rf"(?:^|[.;:!?] +)({'|'.join(IMPERATIVES)})\b", re.IGNORECASE)


def advice(draft: Draft) -> Iterator[Diagnostic]:
    """R201: the answer describes and never advises, so no text tells a reader what to do."""
    words = "|".join(re.escape(word) for word in _advice_words(draft))
    pattern = re.compile(rf"\b({words})\b", re.IGNORECASE)
    for file, path, text in _texts(draft):
        for match in (*pattern.finditer(text), *_IMPERATIVE.finditer(text)):
            part = match[1], text.count(match[1], 0, match.start(1))
            message = f"`{match[1]}` sounds like advice"
            hint = "say what happened or what it means, not what to do"
            yield file.problem("R201", path, message, hint, part=part)


def _advice_words(draft: Draft) -> tuple[str, ...]:
    listed: Any = None if draft.lexicon is None else draft.lexicon.data.get("advice_words")
    if isinstance(listed, list) and listed and all(isinstance(word, str) for word in listed):
        return tuple(listed)
    return ADVICE_WORDS


def figure_left_out(draft: Draft) -> Iterator[Diagnostic]:
    """R202: a sentence about a number prints it, unless the rule gives a reason."""
    for file, path, rule in draft.evidence():
        template = parse_template(rule.say)
        names = {slot.name for slot in template.slots()}
        if not rule.bands or rule.metric is None or rule.reason is not None or template.problems:
            continue
        if not names & {"value", rule.metric, rule.metric.rpartition(".")[2]}:
            hint = "print it with `{value}`, or say why not in `reason`"
            message = "the sentence leaves out its own figure"
            yield file.problem("R202", (*path, "say"), message, hint)


def no_cases(draft: Draft) -> Iterator[Diagnostic]:
    """R203: a driver has cases beside it: readings, and what it must come to."""
    for name, written in draft.drivers.items():
        if name not in draft.cases:
            message = f"there is no `{name}.cases.yaml` beside this driver"
            hint = "add cases in which it fires, does not, and is not evaluated"
            yield written.file.problem("R203", ("id",), message, hint)


def full_stop(draft: Draft) -> Iterator[Diagnostic]:
    """R204: a clause has no full stop of its own, since sentences are built from clauses."""
    for file, path, text in _texts(draft):
        if path[-1] in CLAUSES and text.rstrip().endswith("."):
            hint = "remove the full stop"
            yield file.problem("R204", path, "the clause ends in a full stop", hint)


def braces_in_plain_text(draft: Draft) -> Iterator[Diagnostic]:
    """R205: only sentences of evidence and offsets have slots; elsewhere braces are printed."""
    for file, path, text in _texts(draft):
        if len(path) == 1 and ("{" in text or "}" in text):
            hint = "write the word itself; slots belong into `say`, `tail` and `absent`"
            yield file.problem("R205", path, "this text has no slots; the brace is printed", hint)


def _texts(draft: Draft) -> Iterator[tuple[RuleFile, Path, str]]:
    """Every text that a reader may see, with its place."""
    for driver in draft.drivers.values():
        for key in DRIVER_TEXTS:
            yield driver.file, (key,), getattr(driver.rule, key) or ""
    for file, path, rule in draft.evidence():
        for key in ("say", "tail", "absent"):
            yield file, (*path, key), getattr(rule, key) or ""
    for file, path, offset in draft.offsets():
        yield file, (*path, "say"), offset.say
    for signal in draft.signals.values():
        for key in SIGNAL_TEXTS:
            yield signal.file, (key,), getattr(signal.rule, key) or ""


CHECKS = (advice, figure_left_out, no_cases, full_stop, braces_in_plain_text)
