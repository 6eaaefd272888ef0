"""The rules agree with published attributions at least this well. Needs ../shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer import Explainer, load_pack
from explainer.workbench.scorecard import Scorecard, draw, score

LEAST = {"recall": 0.93, "precision": 0.77, "lead": 0.90, "direction": 0.98}
MOST_SILENT = 2


@pytest.fixture(scope="module")
def card(shared: Path) -> Scorecard:
    """Return the scorecard of the built-in rules over all shared cases."""
    return score(shared / "cases", Explainer(load_pack()))


def test_every_case_is_read(card: Scorecard) -> None:
    """No case file is left out of the counts."""
    assert card.unreadable == ()
    assert card.cases > 0


@pytest.mark.parametrize("share", LEAST)
def test_agreement_has_a_floor(card: Scorecard, share: str) -> None:
    """Recall, precision, lead and direction do not fall below what users are promised."""
    assert getattr(card, share) >= LEAST[share], draw(card)


def test_no_denied_driver_is_offered(card: Scorecard) -> None:
    """What a source ruled out is never told as a cause."""
    assert card.denied == 0, [one for one in card.disagreements if one.kind == "denied"]


def test_falls_rarely_go_without_an_answer(card: Scorecard) -> None:
    """Where the figures can show a cause, some driver fires in almost every fall."""
    assert card.silent <= MOST_SILENT, [one for one in card.disagreements if one.kind == "silent"]
