"""Checks of how rules are written. They warn: an author may have a reason."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.draft import Draft
from explainer.pack.templates import parse_template
from explainer.pack.texts import DRIVER_TEXTS, SHORT_TEXTS, SIGNAL_TEXTS, VARIED_TEXTS, rule_texts

CLAUSES = ("say", "tail", "absent", "noun", "headline", "title", "meaning")
"""Texts that become part of a sentence, which brings its own full stop."""

WITHOUT_SLOTS = (*DRIVER_TEXTS, *VARIED_TEXTS, *SHORT_TEXTS, *SIGNAL_TEXTS)
"""Texts that are printed as they stand."""


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
    for said in rule_texts(draft):
        if said.key in CLAUSES and said.text.rstrip().endswith("."):
            hint = "remove the full stop"
            yield said.file.problem("R204", said.path, "the clause ends in a full stop", hint)


def braces_in_plain_text(draft: Draft) -> Iterator[Diagnostic]:
    """R205: only sentences of evidence and offsets have slots; elsewhere braces are printed."""
    for said in rule_texts(draft):
        if said.key in WITHOUT_SLOTS and ("{" in said.text or "}" in said.text):
            message = "this text has no slots; the brace is printed"
            hint = "write the word itself; slots belong into `say`, `tail` and `absent`"
            yield said.file.problem("R205", said.path, message, hint)


CHECKS = (figure_left_out, no_cases, full_stop, braces_in_plain_text)
