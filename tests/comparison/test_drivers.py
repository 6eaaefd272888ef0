"""What becomes of drivers between two snapshots: a row for each kind of change."""

from __future__ import annotations

from typing import Any

import pytest
from tests.comparison.conftest import Compare
from tests.comparison.days import changed, quiet

from explainer.comparison import Comparison
from explainer.comparison.drivers import NOTABLE
from explainer.comparison.result import DriverChange

QUIET = quiet()
OUTFLOW = -540e6
SMALL_OUTFLOW = -150e6
FLOW, STREAK = "etf__BTC__net_flow_usd", "etf__BTC__outflow_streak_days"


def driver(comparison: Comparison, name: str = "etf_outflows") -> DriverChange:
    """Return what became of one driver."""
    return next(change for change in comparison.drivers if change.id == name)


@pytest.mark.parametrize(
    ("before", "after", "change", "lacking"),
    [
        ({}, {FLOW: OUTFLOW}, "entered", None),
        ({FLOW: OUTFLOW}, {}, "left", None),
        ({FLOW: SMALL_OUTFLOW}, {FLOW: OUTFLOW}, "grew", None),
        ({FLOW: OUTFLOW}, {FLOW: SMALL_OUTFLOW}, "faded", None),
        ({FLOW: OUTFLOW}, {FLOW: OUTFLOW}, "steady", None),
        ({FLOW: OUTFLOW}, {FLOW: OUTFLOW - 1e6}, "steady", None),
        ({}, {}, "steady", None),
        ({FLOW: OUTFLOW}, {FLOW: None, STREAK: None}, "unknown", "after"),
        ({FLOW: None, STREAK: None}, {FLOW: OUTFLOW}, "unknown", "before"),
        ({FLOW: None, STREAK: None}, {FLOW: None, STREAK: None}, "unknown", "both"),
    ],
)
def test_a_driver_changes_in_one_of_six_ways(
    compare: Compare, before: dict[str, Any], after: dict[str, Any], change: str, lacking: str
) -> None:
    """Outflows from funds, on days of which everything else is known and the same."""
    found = driver(compare(changed(QUIET, QUIET["as_of"], **before), changed(QUIET, **after)))
    assert (found.change, found.lacking) == (change, lacking)
    assert bool(found.before.missing) == (lacking in ("before", "both"))
    assert bool(found.after.missing) == (lacking in ("after", "both"))


def test_a_driver_that_is_only_better_known_has_not_grown(compare: Compare) -> None:
    """The same outflow, with its streak told for the first time: how it compares is not known."""
    before = changed(QUIET, QUIET["as_of"], **{FLOW: OUTFLOW, STREAK: None})
    after = changed(QUIET, **{FLOW: OUTFLOW, STREAK: 9})
    comparison = compare(before, after)
    found = driver(comparison)
    assert found.after.strength - found.before.strength > NOTABLE
    assert (found.change, found.lacking) == ("unknown", "before")
    assert found.before.missing == ("etf.BTC.outflow_streak_days",)
    assert "Seen at both moments, but in readings that do not compare" in comparison.text


def test_a_new_level_counts_however_small_the_step(compare: Compare) -> None:
    """From moderate to strong is growth even by less than the notable difference."""
    before = changed(QUIET, QUIET["as_of"], **{FLOW: -900e6})
    after = changed(QUIET, **{FLOW: -960e6})
    found = driver(compare(before, after))
    assert (found.before.level, found.after.level) == ("moderate", "strong")
    assert found.after.strength - found.before.strength < NOTABLE
    assert found.change == "grew"


def test_every_driver_of_the_pack_is_there(compare: Compare, explainer: Any) -> None:
    """Once each, in the order in which the later explanation ranks them."""
    after = changed(QUIET, **{FLOW: OUTFLOW})
    comparison = compare(QUIET, after)
    ranked = [finding.id for finding in explainer.explain(after).drivers]
    assert [change.id for change in comparison.drivers] == ranked


def test_both_sides_are_as_in_their_explanations(compare: Compare, explainer: Any) -> None:
    """Statuses, strengths and moves are those that each snapshot alone would give."""
    after = changed(QUIET, **{FLOW: OUTFLOW})
    comparison = compare(QUIET, after)
    for snapshot, moment, side in (
        (QUIET, comparison.before, "before"),
        (after, comparison.after, "after"),
    ):
        explanation = explainer.explain(snapshot)
        assert (moment.id, moment.as_of, moment.move) == (
            explanation.id,
            explanation.as_of,
            explanation.move,
        )
        findings = {finding.id: finding for finding in explanation.drivers}
        for change in comparison.drivers:
            here = getattr(change, side)
            assert (here.status, here.strength, here.role) == (
                findings[change.id].status,
                findings[change.id].strength,
                findings[change.id].role,
            )
