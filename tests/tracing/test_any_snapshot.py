"""Traces of random snapshots: some readings impossible, stale or misdated, most absent."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.properties.snapshots import snapshots
from tests.tracing.holding import agrees, flips, recomputes

from explainer.explainer import default_explainer

EXPLAINER = default_explainer()
EXAMPLES = 25
"""Each is twenty drivers, every flip of which is assessed again."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshots())
def test_a_trace_holds_whatever_is_sent(plain: dict[str, Any]) -> None:
    """It agrees with the finding, can be computed again, and every flip it names is one."""
    snapshot = EXPLAINER.read(plain)
    findings = EXPLAINER.assess(snapshot).drivers
    for finding, trace in zip(findings, EXPLAINER.trace(snapshot), strict=True):
        agrees(trace, finding)
        recomputes(trace)
        flips(EXPLAINER, snapshot, trace)
