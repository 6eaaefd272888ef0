"""Checks of choices between wordings, `<one|another>`: well formed, and only where they may be."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.alternatives import parse_alternatives
from explainer.pack.draft import Draft
from explainer.pack.texts import VARIED_TEXTS, lexicon_texts, part_of, rule_texts


def malformed_choice(draft: Draft) -> Iterator[Diagnostic]:
    """R141: a choice is closed, lies in no other, and is between wordings that differ."""
    for said in (*rule_texts(draft), *lexicon_texts(draft)):
        for problem in parse_alternatives(said.text).problems if said.varied else ():
            part = part_of(said.text, problem.start, problem.end)
            yield said.file.problem("R141", said.path, problem.message, problem.hint, part=part)


def choice_out_of_place(draft: Draft) -> Iterator[Diagnostic]:
    """R142: what a driver means and why it hurts may vary, and background; other texts may not."""
    for said in rule_texts(draft):
        at = min((said.text.find(mark) for mark in "<>" if mark in said.text), default=-1)
        if not said.varied and at >= 0:
            message = f"`{said.key}` has one wording, and `{said.text[at]}` begins a choice"
            hint = f"choose one wording; only {', '.join(VARIED_TEXTS)} may vary"
            part = part_of(said.text, at, at + 1)
            yield said.file.problem("R142", said.path, message, hint, part=part)


CHECKS = (malformed_choice, choice_out_of_place)
