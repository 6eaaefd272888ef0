"""Checks of how rules are written. They warn: an author may have a reason."""

import re
from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.templates import parse_template
from explainer.pack.texts import DRIVER_TEXTS, SHORT_TEXTS, SIGNAL_TEXTS, VARIED_TEXTS, rule_texts

CLAUSES = ("say", "tail", "absent", "noun", "headline", "title", "meaning")
"""Texts that become part of a sentence, which brings its own full stop."""

WITHOUT_SLOTS = (*DRIVER_TEXTS, *VARIED_TEXTS, *SHORT_TEXTS, *SIGNAL_TEXTS)
"""Texts that are printed as they stand."""

_IN_CURLY_MARKS = re.compile(
    "[\u201c\u201e\u2018\u00ab][^\u201c-\u201e\u2018\u2019\u00ab\u00bb]*[\u201c\u201d\u2019\u00bb]"
)
"""A whole text between quotation marks that are none to YAML."""


@check("R202")
def figure_left_out(draft: Draft) -> Iterator[Diagnostic]:
    """A sentence about a number prints it, unless the rule gives a reason.

    A number in the text lets a reader check the claim. `Outflows were large` cannot be checked.

    Print the figure with `{value}`. Where that would read badly, say why in `reason`.
    """
    for file, path, rule in draft.evidence():
        template = parse_template(rule.say)
        names = {slot.name for slot in template.slots()}
        if not rule.bands or rule.metric is None or rule.reason is not None or template.problems:
            continue
        if not names & {"value", rule.metric, rule.metric.rpartition(".")[2]}:
            hint = "print it with `{value}`, or say why not in `reason`"
            message = "the sentence leaves out its own figure"
            yield file.problem("R202", (*path, "say"), message, hint)


@check("R203")
def no_cases(draft: Draft) -> Iterator[Diagnostic]:
    """A driver has cases beside it: readings, and what it must come to.

    Cases show what a rule does before it goes out: when it fires, when it does not, and when too
    little is known. Without them a later change can break it in silence. A pack loads without cases
    all the same, since answers do not need them.

    Write `<id>.cases.yaml` beside the driver, with a case that fires, one that does not, and one
    that is not evaluated.
    """
    for name, written in draft.drivers.items():
        if name not in draft.cases:
            message = f"there is no `{name}.cases.yaml` beside this driver"
            hint = "add cases in which it fires, does not, and is not evaluated"
            yield written.file.problem("R203", ("id",), message, hint)


@check("R204")
def full_stop(draft: Draft) -> Iterator[Diagnostic]:
    """A clause has no full stop of its own, since sentences are built from clauses.

    A clause becomes part of a sentence, which brings its own full stop. Two of them would stand in
    the text.

    Remove the full stop at the end.
    """
    for said in rule_texts(draft):
        if said.key in CLAUSES and said.text.rstrip().endswith("."):
            hint = "remove the full stop"
            yield said.file.problem("R204", said.path, "the clause ends in a full stop", hint)


@check("R205")
def braces_in_plain_text(draft: Draft) -> Iterator[Diagnostic]:
    """Only sentences of evidence and offsets have slots; elsewhere braces are printed.

    Only `say`, `tail` and `absent` have slots. Anywhere else a brace is printed as it stands.

    Write the word itself, or move the figure into a sentence of evidence.
    """
    for said in rule_texts(draft):
        if said.key in WITHOUT_SLOTS and ("{" in said.text or "}" in said.text):
            message = "this text has no slots; the brace is printed"
            hint = "write the word itself; slots belong into `say`, `tail` and `absent`"
            yield said.file.problem("R205", said.path, message, hint)


@check("R219")
def marks_around_text(draft: Draft) -> Iterator[Diagnostic]:
    """No text stands as a whole in curly quotation marks, which YAML takes for letters.

    Word processors turn straight quotes into curly ones. YAML does not know those, so they are
    printed around the sentence, and what they should have protected is not.

    Write straight quotes, `"` or `'`, around the text.
    """
    for said in rule_texts(draft):
        text = said.text.strip()
        if _IN_CURLY_MARKS.fullmatch(text):
            message = f"`{text[0]}` and `{text[-1]}` are printed around the text"
            yield said.file.problem("R219", said.path, message, "write straight quotes")


CHECKS = (figure_left_out, no_cases, full_stop, braces_in_plain_text, marks_around_text)
