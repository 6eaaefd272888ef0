"""Evaluation: facts out of a snapshot, an assessment out of facts. Pure: no clock, no files."""

from explainer.assessment import Assessment
from explainer.engine.program import FocusProgram, Program, compile_pack
from explainer.errors import OptionError
from explainer.metrics import suggest
from explainer.snapshot import Snapshot

__all__ = ["Program", "assess", "compile_pack", "focused"]


def assess(
    snapshot: Snapshot, program: Program, *, focus: str | None = None, premise: bool = False
) -> Assessment:
    """What the rule pack makes of the snapshot, for the market or for the asset *focus*.

    *premise* is the caller's word that prices fell, used while the direction is unknown.
    Raises OptionError for a focus that the snapshot does not hold.
    """
    return focused(snapshot, program, focus).assess(snapshot, premise=premise)


def focused(snapshot: Snapshot, program: Program, focus: str | None) -> FocusProgram:
    """The rule pack compiled for the market or for the asset *focus*.

    Raises OptionError for a focus that the snapshot does not hold.
    """
    if focus is not None and focus not in snapshot.assets:
        near = suggest(focus.upper(), snapshot.assets)
        known = ", ".join(sorted(snapshot.assets)[:SHOWN_SYMBOLS]) or "no asset"
        hint = f"did you mean {near}?" if near else f"the snapshot holds {known}"
        raise OptionError("focus", focus, hint)
    return program.focus(focus)


SHOWN_SYMBOLS = 10
