"""What pages are written from, as it is read: cases beside the rules, a scorecard beside pages."""

from __future__ import annotations

from pathlib import Path

import msgspec

from explainer.diagnostics import Severity
from explainer.errors import OptionError, PackError
from explainer.pack.case_file import RuleCases
from explainer.pack.read_cases import CaseReport, load_cases
from explainer.pack.schema import Driver
from explainer.workbench.pages.material import Material
from explainer.workbench.scores import Scorecard

SCORECARD = "scorecard.json"
"""In the folder of the pages: what `explainer scorecard CASES --json` printed."""


def material_of(whole: Path | None, overlay: Path | None, out: Path) -> Material:
    """What pages about the rules of two folders are written from; *out* is the pages' own folder.

    *whole* is None for the built-in pack, *overlay* for none; with one, its own drivers alone get
    pages. PackError for rules that do not load and for cases that are not right, OptionError for a
    scorecard that cannot be read.
    """
    read = _sound(load_cases(whole, overlay))
    pack = read.pack
    return Material(
        pack=pack,
        drivers=tuple(one for one in pack.drivers if overlay is None or _holds(overlay, one)),
        cases=_beneath(whole, overlay) | _by_driver(read),
        scorecard=read_scorecard(out / SCORECARD),
        codes=overlay is None,
    )


def read_scorecard(path: Path) -> Scorecard | None:
    """The scorecard in a file; None if there is no such file, OptionError if it holds none."""
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Scorecard)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        reason = f"{error}; write it with `explainer scorecard CASES --json`"
        raise OptionError("scorecard", str(path), reason) from None


def _holds(folder: Path, driver: Driver) -> bool:
    return (folder / "drivers" / f"{driver.id}.yaml").is_file()


def _sound(read: CaseReport) -> CaseReport:
    """The same, if no error keeps a case from being run; else PackError."""
    if any(found.severity is Severity.ERROR for found in read.diagnostics):
        raise PackError(read.diagnostics, read.texts)
    return read


def _by_driver(read: CaseReport) -> dict[str, RuleCases]:
    return {file.cases.driver: file.cases for file in read.cases}


def _beneath(whole: Path | None, overlay: Path | None) -> dict[str, RuleCases]:
    """The cases of the pack beneath an overlay, for drivers that it changes without any."""
    return {} if overlay is None else _by_driver(_sound(load_cases(whole)))
