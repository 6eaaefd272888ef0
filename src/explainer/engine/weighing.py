"""Weighing: the strength of every evidence of a pack, in one pass over the facts.

Most evidence is a number far from its bands, or missing. This is the loop that decides how fast an
answer is, so it asks each reading once and calls a curve only past its start.
"""

from collections.abc import Sequence

from explainer.engine.evidence import NumberProbe, Probe
from explainer.engine.facts import Facts
from explainer.engine.wiring import Guard


class Weighing:
    """All probes of a pack, in order."""

    __slots__ = ("_falling", "_guards", "_others", "_rising", "_size")

    def __init__(self, probes: Sequence[Probe]) -> None:
        guards: dict[Guard, int] = {}
        rising: list[tuple[int, str, int, float, NumberProbe]] = []
        falling: list[tuple[int, str, int, float, NumberProbe]] = []
        others: list[tuple[int, Probe]] = []
        for index, probe in enumerate(probes):
            if not isinstance(probe, NumberProbe):
                others.append((index, probe))
                continue
            number = 0
            if probe.guard is not None:
                number = guards.setdefault(probe.guard, len(guards) + 1)
            row = index, probe.metric, number, probe.curve.start, probe
            (falling if probe.curve.falling else rising).append(row)
        self._size = len(probes)
        self._guards = tuple(guards)
        self._rising = tuple(rising)
        self._falling = tuple(falling)
        self._others = tuple(others)

    def weigh(self, facts: Facts) -> list[float | None]:
        """The strength of every probe, in their order; None where it is unknown."""
        strengths: list[float | None] = [None] * self._size
        values = facts.values
        held = [True, *[guard.holds(facts) for guard in self._guards]]
        for index, metric, guard, start, probe in self._rising:
            if held[guard]:
                value = values.get(metric)
                if value is not None:
                    late = value >= start  # type: ignore[operator]
                    strengths[index] = probe.curve.strength(value) if late else 0.0  # type: ignore[arg-type]
            elif held[guard] is False:
                strengths[index] = 0.0
        for index, metric, guard, start, probe in self._falling:
            if held[guard]:
                value = values.get(metric)
                if value is not None:
                    late = value <= start  # type: ignore[operator]
                    strengths[index] = probe.curve.strength(value) if late else 0.0  # type: ignore[arg-type]
            elif held[guard] is False:
                strengths[index] = 0.0
        for index, other in self._others:
            strengths[index] = other.strength(facts)
        return strengths
