"""How far a long run has got, on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from explainer.workbench.history import Progress, unwatched

SHOWN_AFTER_SECONDS = 0.5
"""A run that is over before shows nothing."""


@contextmanager
def progress(what: str, total: int | None, unit: str) -> Iterator[Progress]:
    """What is to be told how much more is done; a bar on standard error shows it.

    *total* is None where nobody knows. There is no bar where standard error is no terminal, and
    none is left when all is done.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield unwatched
        return
    from tqdm import tqdm  # takes longer to import than most runs take

    with tqdm(
        desc=what,
        total=total,
        unit=unit,
        unit_scale=True,
        delay=SHOWN_AFTER_SECONDS,
        leave=False,
        file=sys.stderr,
    ) as bar:
        yield bar.update
