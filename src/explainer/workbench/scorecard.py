"""How the rules agree with published attributions, overall, per driver and case by case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explainer.explanation import PackIdentity
from explainer.workbench.cases import read_cases
from explainer.workbench.scorecard_table import draw
from explainer.workbench.scores import Disagreement, DriverScore, Scorecard
from explainer.workbench.tally import Tally

if TYPE_CHECKING:
    from explainer.explainer import Explainer

__all__ = ["Disagreement", "DriverScore", "Scorecard", "draw", "score"]


def score(cases_dir: Path, explainer: Explainer) -> Scorecard:
    """The scorecard of the explainer's rules over every case file of the folder.

    A file that cannot be read is named in `unreadable` and left out of the counts. OptionError if
    the folder holds no case file.
    """
    cases, unreadable = read_cases(cases_dir)
    pack = explainer.pack
    tally = Tally({driver.id: driver for driver in pack.drivers}, pack.fires_at)
    for case in cases:
        tally.add(case, explainer.assess(case.snapshot))
    identity = PackIdentity(name=pack.name, version=pack.version, hash=pack.hash)
    return tally.scorecard(identity, unreadable)
