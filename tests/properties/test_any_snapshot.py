"""What holds of the explanation of every snapshot, however odd."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from functools import cache
from typing import get_args

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.properties.snapshots import Plain, event_at, put, snapshots

from explainer import Explainer, load_pack
from explainer.assessment import DriverFinding, Status

ANOTHER_PROCESS = """
import sys
from explainer import explain_json
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(explain_json(line) + b"\\n")
"""
TWO_REFUSALS: Plain = {
    "as_of": "2026-02-04T12:00:00Z",
    "derivatives": {
        "liquidations_by_asset_usd": {"BTC": -1.0},
        "open_interest_by_asset_change_24h_pct": {"ETH": -200.0},
    },
}
"""Once told in an order that differed between processes."""
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


@cache
def explainer() -> Explainer:
    """Return the explainer with the built-in rules."""
    return Explainer(load_pack())


def findings(snapshot: Plain) -> tuple[DriverFinding, ...]:
    """Return what became of every driver."""
    return explainer().assess(explainer().read(snapshot)).drivers


@settings(max_examples=120, deadline=None, suppress_health_check=SLOW)
@given(snapshots())
def test_every_snapshot_is_explained(snapshot: Plain) -> None:
    """No snapshot breaks it; statuses, strengths and ranks are always those the contract knows."""
    explanation = explainer().explain(snapshot)
    assert {driver.id for driver in explanation.drivers} == {
        rule.id for rule in explainer().pack.drivers
    }
    fired = 0
    for driver in explanation.drivers:
        assert driver.status in get_args(Status)
        assert 0 <= driver.strength <= driver.possible <= 1
        assert driver.could_decide == (driver.status == "not_evaluated") == bool(driver.missing)
        fired += driver.status == "fired"
        assert driver.rank == (fired if driver.status == "fired" else None)
    assert explanation.headline
    assert explanation.answer
    assert explanation.disclosure in explanation.text


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(snapshots())
def test_same_snapshot_same_bytes(snapshot: Plain) -> None:
    """Explaining twice gives the same bytes."""
    body = msgspec.json.encode(snapshot)
    assert explainer().explain_json(body) == explainer().explain_json(body)


@settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=SLOW)
@given(st.lists(snapshots(), min_size=8, max_size=12))
def test_same_bytes_in_another_process(several: list[Plain]) -> None:
    """A process that hashes words differently gives the same bytes."""
    bodies = [msgspec.json.encode(snapshot) for snapshot in (TWO_REFUSALS, *several)]
    here = [explainer().explain_json(body) for body in bodies]
    for seed in ("1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", ANOTHER_PROCESS],
            input=b"".join(body + b"\n" for body in bodies),
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        )
        assert done.stdout.splitlines() == here


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(snapshots(), st.floats(-0.49, 15))
def test_nothing_explains_a_day_that_did_not_fall(snapshot: Plain, change: float) -> None:
    """On rising and flat days drivers may fire, and none explains anything."""
    put(snapshot, "market.change_24h_pct", change)
    snapshot["sources"] = []
    assessment = explainer().assess(explainer().read(snapshot))
    if assessment.move.direction in ("up", "flat"):
        assert not any(driver.explains for driver in assessment.drivers)


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(snapshots(), st.data())
def test_events_after_the_snapshot_explain_nothing(snapshot: Plain, data: st.DataObject) -> None:
    """Events that are yet to come change no driver: it is as if none had happened."""
    as_of = datetime.fromisoformat(snapshot["as_of"])
    later = data.draw(st.lists(event_at(as_of, st.integers(1, 9)), min_size=1, max_size=4))
    assert findings({**snapshot, "events": later}) == findings({**snapshot, "events": []})
