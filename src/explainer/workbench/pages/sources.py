"""What pages are written from, as it is read: cases beside the rules, a scorecard beside pages."""

from __future__ import annotations

from pathlib import Path

import msgspec

from explainer.errors import OptionError
from explainer.pack.schema import Driver, RulePack
from explainer.resources import rules_dir
from explainer.workbench.pages.material import Material
from explainer.workbench.rule_cases import RuleCases, read_rule_cases
from explainer.workbench.scores import Scorecard

SCORECARD = "scorecard.json"
"""In the folder of the pages: what `explainer scorecard CASES --json` printed."""


def material_of(pack: RulePack, whole: Path | None, overlay: Path | None, out: Path) -> Material:
    """What pages about *pack* are written from; *out* is their folder.

    *whole* and *overlay* are the folders that the pack was read from, None for the built-in one and
    for no overlay; with one, its own drivers alone get pages. OptionError for a case file or a
    scorecard that cannot be read.
    """
    drivers = tuple(one for one in pack.drivers if overlay is None or _holds(overlay, one))
    below = rules_dir() if whole is None else whole
    beside = (below,) if overlay is None else (overlay, below)
    return Material(
        pack=pack,
        drivers=drivers,
        cases={
            driver.id: cases for driver in drivers if (cases := _cases(driver, beside)) is not None
        },
        scorecard=read_scorecard(out / SCORECARD),
        codes=overlay is None,
    )


def read_scorecard(path: Path) -> Scorecard | None:
    """The scorecard in a file; None if there is no such file, OptionError if it holds none."""
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Scorecard)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        reason = f"{error}; write it with `explainer scorecard CASES --json`"
        raise OptionError("scorecard", str(path), reason) from None


def _holds(folder: Path, driver: Driver) -> bool:
    return (folder / "drivers" / f"{driver.id}.yaml").is_file()


def _cases(driver: Driver, folders: tuple[Path, ...]) -> RuleCases | None:
    """The cases of a driver in the first folder that has some."""
    for folder in folders:
        path = folder / "drivers" / f"{driver.id}.cases.yaml"
        if path.is_file():
            return read_rule_cases(path)
    return None
