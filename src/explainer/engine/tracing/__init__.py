"""Why drivers came to what they did: their evidence as it stood, and what would flip them.

Pure as the rest of the engine, and never run unless a trace is asked for: an assessment knows
nothing of it.
"""

from explainer.engine.program import FocusProgram
from explainer.engine.tracing.driver import driver_trace
from explainer.engine.tracing.lookup import Lookup
from explainer.engine.tracing.trying import Setting
from explainer.errors import OptionError
from explainer.slips import way_out
from explainer.snapshot import Snapshot
from explainer.trace import DriverTrace

__all__ = ["trace"]


def trace(
    snapshot: Snapshot, program: FocusProgram, *, driver: str | None = None, premise: bool = False
) -> tuple[DriverTrace, ...]:
    """The traces of all drivers in the order of the findings, or of one *driver* alone.

    *premise* is the caller's word that prices fell, as for an assessment. Raises OptionError for a
    driver that the pack does not have.
    """
    if driver is not None and driver not in program.drivers.ids:
        raise OptionError("driver", driver, way_out(driver, program.drivers.ids))
    assessment = program.assess(snapshot, premise=premise)
    facts = program.facts(snapshot)
    move = program.move(facts)
    lookup = Lookup(facts, program.wiring)
    setting = Setting(snapshot, program, lookup, move.basis)
    return tuple(
        driver_trace(program.drivers.driver(finding.id), finding, assessment, lookup, setting)
        for finding in assessment.drivers
        if driver in (None, finding.id)
    )
