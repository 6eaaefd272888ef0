"""Every check of a rule pack; each is a function in `checks/`."""

from collections.abc import Callable, Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.checks import (
    bands,
    choices,
    derived,
    identity,
    lexicon,
    links,
    readings,
    sentences,
    signals,
    style,
    wording,
)
from explainer.pack.draft import Draft

Check = Callable[[Draft], Iterator[Diagnostic]]

SOUND: tuple[Check, ...] = (
    *identity.CHECKS,
    *links.CHECKS,
    *readings.CHECKS,
    *bands.CHECKS,
    *signals.CHECKS,
    *derived.CHECKS,
    *sentences.CHECKS,
    *choices.CHECKS,
)
"""What evaluation and narrative rely on: without these a pack does not load."""
WELL_SAID: tuple[Check, ...] = (*style.CHECKS, *wording.CHECKS, *lexicon.CHECKS)
"""What an author is told of the words. They read every wording of every text, which would take
half of a start's time, so a pack that is only loaded is spared them."""
CHECKS = (*SOUND, *WELL_SAID)


def lint(draft: Draft, checks: tuple[Check, ...] = CHECKS) -> Iterator[Diagnostic]:
    """Run checks over the draft; what a check finds is yielded, nothing is raised."""
    for check in checks:
        yield from check(draft)
