"""Cases as tests write them, read from their file alone."""

from __future__ import annotations

from pathlib import Path

from explainer.pack.case_file import RuleCases, shaped
from explainer.source import read_yaml


def cases_in(path: Path) -> RuleCases:
    """Return the cases of a file in which nothing is wrong."""
    entries, misfits = shaped(read_yaml(path.read_bytes(), path.name).data)
    assert entries is not None
    assert not misfits
    return RuleCases(
        driver=entries.driver, usual=entries.usual, cases=tuple(entries.cases.values())
    )
