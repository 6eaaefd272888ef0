"""Every check of a rule pack; each is a function in `checks/`, with a code of its own."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.check import Check
from explainer.pack.checks import (
    bands,
    choices,
    copies,
    derived,
    identity,
    lexicon,
    links,
    measures,
    readings,
    repeats,
    sentences,
    signals,
    style,
    truth,
    unused,
    wording,
)
from explainer.pack.draft import Draft

RuleCheck = Check[Draft, Diagnostic]

SOUND: tuple[RuleCheck, ...] = (
    *identity.CHECKS,
    *links.CHECKS,
    *readings.CHECKS,
    *measures.CHECKS,
    *bands.CHECKS,
    *truth.SOUND,
    *signals.CHECKS,
    *derived.CHECKS,
    *sentences.CHECKS,
    *choices.CHECKS,
)
"""What evaluation and narrative rely on: without these a pack does not load."""
IN_USE: tuple[RuleCheck, ...] = (*truth.IN_USE, *repeats.CHECKS, *unused.CHECKS, *copies.CHECKS)
"""What an author is told of rules that load, but say nothing or the same twice."""
WELL_SAID: tuple[RuleCheck, ...] = (*style.CHECKS, *wording.CHECKS, *lexicon.CHECKS)
"""What an author is told of the words. They read every wording of every text, which would take
half of a start's time, so a pack that is only loaded is spared them."""
CHECKS = (*SOUND, *IN_USE, *WELL_SAID)


def lint(draft: Draft, checks: tuple[RuleCheck, ...] = CHECKS) -> Iterator[Diagnostic]:
    """Run checks over the draft; what a check finds is yielded, nothing is raised."""
    for check in checks:
        yield from check.find(draft)
