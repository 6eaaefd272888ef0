"""Whether a driver saw anything of what it reads: its silence says something only then."""

from __future__ import annotations

from explainer.assessment import DriverFinding

HAPPENINGS = frozenset({"events", "calendar"})
"""What evidence reads that is about something that happened, or is scheduled."""


def saw(finding: DriverFinding) -> bool:
    """Whether the driver was decided, or had a reading of its own or a list to look through.

    A guard that does not hold makes evidence false without any reading of its own. That is nothing
    seen, unless it decides the driver.
    """
    return finding.status != "not_evaluated" or any(
        one.value is not None or (one.status != "unknown" and one.metric in HAPPENINGS)
        for one in finding.evidence
    )
