"""Every check of a rule pack in one list; each is a function in `checks/`."""

from collections.abc import Callable, Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.checks import (
    bands,
    derived,
    identity,
    links,
    readings,
    sentences,
    signals,
    style,
)
from explainer.pack.draft import Draft

Check = Callable[[Draft], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    *identity.CHECKS,
    *links.CHECKS,
    *readings.CHECKS,
    *bands.CHECKS,
    *signals.CHECKS,
    *derived.CHECKS,
    *sentences.CHECKS,
    *style.CHECKS,
)


def lint(draft: Draft) -> Iterator[Diagnostic]:
    """Run every check over the draft; what a check finds is yielded, nothing is raised."""
    for check in CHECKS:
        yield from check(draft)
