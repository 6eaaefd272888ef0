"""How the rules agree with published attributions, overall, per driver and case by case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from explainer.workbench.cases import read_cases
from explainer.workbench.firings import Backtest
from explainer.workbench.history import Progress, unwatched
from explainer.workbench.known_gaps import KnownGap
from explainer.workbench.scorecard_page import draw_page
from explainer.workbench.scorecard_table import draw
from explainer.workbench.scores import Disagreement, DriverScore, Scorecard
from explainer.workbench.tally import Tally

if TYPE_CHECKING:
    from explainer.explainer import Explainer

__all__ = [
    "FORMS",
    "PUBLISHED",
    "Disagreement",
    "DriverScore",
    "Scorecard",
    "as_json",
    "draw",
    "draw_page",
    "publish",
    "score",
]


def score(
    cases_dir: Path,
    explainer: Explainer,
    *,
    history: Backtest | None = None,
    known_gaps: Sequence[KnownGap] = (),
    progress: Progress = unwatched,
) -> Scorecard:
    """The scorecard of the explainer's rules over every case file of the folder.

    *history* and *known_gaps* become part of it. *progress* is told of every case file. A file that
    cannot be read is named in `unreadable` and left out of the counts. OptionError if the folder
    holds no case file.
    """
    cases, unreadable = read_cases(cases_dir, progress)
    tally = Tally(explainer.pack)
    for case in cases:
        tally.add(case, explainer.assess(case.snapshot))
    card = tally.scorecard(unreadable)
    return replace(card, history=history, known_gaps=tuple(known_gaps))


def as_json(card: Scorecard) -> str:
    """The whole scorecard as indented JSON, ending in a line break."""
    return msgspec.json.format(msgspec.json.encode(card), indent=2).decode() + "\n"


FORMS: Mapping[str, Callable[[Scorecard], str]] = MappingProxyType(
    {"text": lambda card: draw(card) + "\n", "markdown": draw_page, "json": as_json}
)
"""Format -> the scorecard in it, ending in a line break."""

PUBLISHED: Mapping[str, str] = MappingProxyType(
    {"scorecard.md": "markdown", "scorecard.json": "json"}
)
"""The files of a published scorecard, and their formats."""


def publish(card: Scorecard) -> dict[str, str]:
    """The content of each file of PUBLISHED.

    The pack's hash is left out: the files change when what they tell changes, not with every edit
    of a sentence in the rules.
    """
    public = replace(card, rule_pack=replace(card.rule_pack, hash=None))
    return {name: FORMS[form](public) for name, form in PUBLISHED.items()}
