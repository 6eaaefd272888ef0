"""`explainer rules lint`: every problem of the rules, at once."""

from __future__ import annotations

import argparse

from explainer.cli.drawing import counted, draw_all
from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.codes import explain
from explainer.cli.rules.packs import checked
from explainer.diagnostics import Diagnostic
from explainer.errors import PackError
from explainer.narrative import compile_words
from explainer.narrative.lexicon import check_lexicon
from explainer.pack import PackReport


def run(asked: argparse.Namespace) -> int:
    """Show every problem of the rules, or the page of one code; 1 if there is any error."""
    if asked.explain is not None:
        return explain(asked.explain)
    report = checked(asked.path)
    pack = report.pack
    of_words = _word_problems(report)
    found = (*report.diagnostics, *of_words)
    if found:
        print(draw_all(found, report.texts))
    elif pack is not None:
        print(
            f"{pack.name} {pack.version}: {len(pack.drivers)} drivers, "
            f"{len(pack.signals)} signals, {counted(())}"
        )
    return FINE if pack is not None and not of_words else FINDINGS


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
