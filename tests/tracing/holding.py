"""What every trace must hold, whatever the snapshot: asked of episodes and of random ones."""

from __future__ import annotations

import math

from explainer.assessment import DriverFinding, Evidence, Value
from explainer.engine.tracing.changes import with_reading
from explainer.explainer import Explainer
from explainer.metrics import resolve
from explainer.snapshot import Snapshot
from explainer.trace import DriverTrace, EvidenceTrace, Flip

MOST = 4


def agrees(trace: DriverTrace, finding: DriverFinding) -> None:
    """The trace says what the finding says, of the driver and of every piece of its evidence."""
    for name in ("id", "status", "strength", "possible", "role", "explains", "missing", "about"):
        assert getattr(trace, name) == getattr(finding, name), (finding.id, name)
    traced = [one for family in trace.families for one in family.evidence]
    by_family = {
        name: [f for f in finding.evidence if f.family == name] for name in _order(finding)
    }
    found = [one for members in by_family.values() for one in members]
    assert len(traced) == len(found)
    for one, judged in zip(traced, found, strict=True):
        _says_the_same(one, judged)


def _order(finding: DriverFinding) -> dict[str, None]:
    return dict.fromkeys(found.family for found in finding.evidence)


def _says_the_same(one: EvidenceTrace, judged: Evidence) -> None:
    for name in ("id", "family", "status", "strength", "possible", "counted", "decisive"):
        assert getattr(one, name) == getattr(judged, name), (one.id, name)
    if judged.asset is not None:
        assert one.asset == judged.asset
    if one.reading is not None and judged.value is not None:
        assert one.reading.value == judged.value
    if one.held_back:
        assert one.unguarded
        assert any(not test.holds for test in one.guard)
    for test in one.guard:
        assert (test.reading is None) == (test.holds is None) == bool(test.lacks)
    if one.reads == "reading":
        assert (one.reading is None) == bool(one.lacks)
        assert judged.status != "unknown" or one.lacks or any(test.lacks for test in one.guard)


def recomputes(trace: DriverTrace) -> None:
    """A reader comes to the strengths from the families, and to those from the evidence."""
    for whole, parts in (
        (trace.strength, [family.strength for family in trace.families]),
        (trace.possible, [family.possible for family in trace.families]),
    ):
        assert abs(1 - math.prod(1 - part for part in parts) - whole) <= 0.000051, trace.id
    for family in trace.families:
        assert family.strength == max(one.strength or 0.0 for one in family.evidence)
        assert family.possible == max(one.possible for one in family.evidence)
        assert sum(one.counted for one in family.evidence) == (family.strength > 0)


def flips(
    explainer: Explainer, snapshot: Snapshot, trace: DriverTrace, *, focus: str | None = None
) -> None:
    """Every change flips the driver, half of it does not, and each is possible and worth a look."""
    fired = trace.status == "fired"
    sizes = [flip.size for flip in trace.flips.changes]
    assert trace.flips.to == ("not_fired" if fired else "fired")
    assert sizes == sorted(sizes)
    assert len({flip.metric for flip in trace.flips.changes}) == len(sizes) <= MOST
    assert trace.flips.nearest is None or not sizes
    for flip in trace.flips.changes:
        found = _after(explainer, snapshot, trace, flip.metric, flip.after, focus)
        assert (found.status, found.strength) == (flip.status, flip.strength), (trace.id, flip)
        assert (found.status == "fired") != fired
        spec = resolve(flip.metric)
        if spec is not None and isinstance(flip.after, float):
            assert spec.possible(flip.after)
            assert spec.unit not in ("count", "days") or flip.after.is_integer()
        half = _half(flip)
        if half is not None:
            lesser = _after(explainer, snapshot, trace, flip.metric, half, focus)
            assert (lesser.status == "fired") == fired, (trace.id, flip)


def _after(
    explainer: Explainer,
    snapshot: Snapshot,
    trace: DriverTrace,
    metric: str,
    value: Value,
    focus: str | None,
) -> DriverFinding:
    """What the whole assessment of the changed snapshot makes of the driver."""
    changed = with_reading(snapshot, metric, value)
    found = explainer.assess(changed, focus=focus).drivers
    return next(finding for finding in found if finding.id == trace.id)


def _half(flip: Flip) -> float | None:
    """A number changed by half as much; None for what is no number, or was not given."""
    if not isinstance(flip.before, float) or not isinstance(flip.after, float):
        return None
    spec = resolve(flip.metric)
    half = (flip.before + flip.after) / 2
    if spec is not None and spec.unit in ("count", "days"):
        half = float(math.floor(half) if flip.after > flip.before else math.ceil(half))
    return None if half == flip.after else half
