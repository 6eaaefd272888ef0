"""What holds of every pair of snapshots, however odd."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.properties.snapshots import Plain, snapshots

from explainer import Explainer, load_pack
from explainer.comparison import FORMS, render

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
OPPOSITE = {
    "entered": "left",
    "left": "entered",
    "grew": "faded",
    "faded": "grew",
    "crossed_into": "crossed_back",
    "crossed_back": "crossed_into",
    "nearer": "farther",
    "farther": "nearer",
    "before": "after",
    "after": "before",
}
"""What a change or a side is called when the snapshots are swapped."""


@cache
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


def in_order(one: Plain, other: Plain) -> tuple[Plain, Plain]:
    """Return the two snapshots, the earlier one first."""
    later = datetime.fromisoformat(one["as_of"]) > datetime.fromisoformat(other["as_of"])
    return (other, one) if later else (one, other)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(snapshots(), snapshots())
def test_every_pair_is_compared_and_every_number_backed(
    prove: Callable[[Any, Plain], None], one: Plain, other: Plain
) -> None:
    """No pair breaks it; texts keep to their limits, and receipts lead back to their side."""
    before, after = in_order(one, other)
    comparison = explainer().compare(before, after)
    prove(comparison, {"before": before, "after": after})
    assert len(comparison.text.split()) <= 250
    assert len(comparison.headline) <= 90
    assert len(comparison.drivers) == len(explainer().pack.drivers)
    for form in FORMS:
        assert render(comparison, form).strip()


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(snapshots(), snapshots())
def test_swapped_snapshots_swap_every_change(one: Plain, other: Plain) -> None:
    """What entered one way left the other way; for two snapshots of one moment, which may be."""
    other = {**other, "as_of": one["as_of"]}
    there, back = explainer().compare(one, other), explainer().compare(other, one)
    returned = {change.id: change for change in back.drivers}
    for change in there.drivers:
        again = returned[change.id]
        assert OPPOSITE.get(change.change, change.change) == again.change
        assert OPPOSITE.get(change.lacking or "", change.lacking) == again.lacking
        assert (change.before, change.after) == (again.after, again.before)
    moved = {change.id: change for change in back.signals}
    for signal in there.signals:
        assert OPPOSITE.get(signal.change, signal.change) == moved[signal.id].change


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
@given(snapshots())
def test_a_snapshot_does_not_differ_from_itself(one: Plain) -> None:
    """Nothing changed, whatever it holds."""
    comparison = explainer().compare(one, one)
    assert comparison.headline == "Nothing changed"
    assert {change.change for change in comparison.drivers} <= {"steady", "unknown"}
    assert {change.change for change in comparison.signals} <= {"steady", "unknown"}
