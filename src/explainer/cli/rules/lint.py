"""`explainer rules lint`: every problem of the rules, at once."""

from __future__ import annotations

import argparse
import sys

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.lint_formats import FOR_PEOPLE, FORMS, Found
from explainer.cli.lint_formats.found import summary
from explainer.cli.rules.codes import explain
from explainer.cli.rules.packs import checked
from explainer.diagnostics import Diagnostic
from explainer.errors import PackError
from explainer.narrative import compile_words
from explainer.narrative.lexicon import check_lexicon
from explainer.pack import PackReport


def run(asked: argparse.Namespace) -> int:
    """Show every problem of the rules, or the page of one code.

    1 if there is any error, or any warning when strict.
    """
    if asked.explain is not None:
        return explain(asked.explain)
    report = checked(asked.path)
    found = Found(
        checked=report.checked,
        diagnostics=(*report.diagnostics, *_word_problems(report)),
        texts=report.texts,
    )
    document = FORMS[asked.format](found)
    if document:
        print(document)
    if asked.format != FOR_PEOPLE:
        sys.stdout.flush()
        print(summary(found), file=sys.stderr)
    return FINDINGS if found.errors or (asked.strict and found.warnings) else FINE


def _word_problems(report: PackReport) -> tuple[Diagnostic, ...]:
    """What is wrong with the words of a pack; narrative alone knows which ones it needs."""
    found = () if report.lexicon is None else check_lexicon(report.lexicon)
    if found or report.pack is None:
        return found
    try:
        compile_words(report.pack)
    except PackError as error:
        return error.diagnostics
    return ()
