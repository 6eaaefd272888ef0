"""Checks of choices between wordings, `<one|another>`: well formed, and only where they may be."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.alternatives import parse_alternatives
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.texts import VARIED_TEXTS, lexicon_texts, part_of, rule_texts


@check("R141")
def malformed_choice(draft: Draft) -> Iterator[Diagnostic]:
    """A choice is closed, lies in no other, and is between wordings that differ.

    A choice is made anew for each snapshot. One that is not closed, or has but one wording, would
    be printed as it stands.

    Write `<one|another>`: closed, not inside another choice, with wordings that differ and are not
    all empty.
    """
    for said in (*rule_texts(draft), *lexicon_texts(draft)):
        for problem in parse_alternatives(said.text).problems if said.varied else ():
            part = part_of(said.text, problem.start, problem.end)
            yield said.file.problem("R141", said.path, problem.message, problem.hint, part=part)


@check("R142")
def choice_out_of_place(draft: Draft) -> Iterator[Diagnostic]:
    """What a driver means and why it hurts may vary, and background; other texts may not.

    Sentences of evidence carry figures, and readers and programs compare them from day to day. Only
    the texts around them may vary.

    Choose one wording. `what_it_means`, `why_it_hurts` and `background` may have several.
    """
    for said in rule_texts(draft):
        at = min((said.text.find(mark) for mark in "<>" if mark in said.text), default=-1)
        if not said.varied and at >= 0:
            message = f"`{said.key}` has one wording, and `{said.text[at]}` begins a choice"
            hint = f"choose one wording; only {', '.join(VARIED_TEXTS)} may vary"
            part = part_of(said.text, at, at + 1)
            yield said.file.problem("R142", said.path, message, hint, part=part)


CHECKS = (malformed_choice, choice_out_of_place)
