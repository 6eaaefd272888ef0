"""Adding evidence up: what one driver's strengths come to, family by family."""

from collections.abc import Iterable, Sequence

import msgspec

from explainer.assessment import Level, Status
from explainer.engine.curve import DECIMALS
from explainer.engine.evidence import Probe

MODERATE, STRONG, SEVERE = 0.3, 0.6, 0.85
"""Where the levels of strength begin, as the contract fixes them."""


def level_of(strength: float) -> Level:
    """The word for a strength."""
    if strength < MODERATE:
        return "weak"
    if strength < STRONG:
        return "moderate"
    return "strong" if strength < SEVERE else "severe"


class Tally(msgspec.Struct, frozen=True, gc=False):
    """A driver's evidence added up, before it is known what the other drivers came to.

    *counted* holds the probes that their families count.
    """

    counted: tuple[int, ...]
    known: float
    possible: float
    families_known: int
    status: Status


class Tallying:
    """How one driver's evidence adds up: a family counts once, families combine."""

    __slots__ = ("_decisive", "_families", "_fires_at", "_nothing", "_possible", "families")

    def __init__(self, probes: Sequence[Probe], fires_at: float) -> None:
        self._fires_at = fires_at
        self._possible = tuple(probe.possible for probe in probes)
        self._families = _grouped((probe.family for probe in probes), range(len(probes)))
        self._decisive = _grouped(
            (probe.id for probe in probes if probe.decisive),
            (index for index, probe in enumerate(probes) if probe.decisive),
        )
        self.families = len(self._families)
        # a driver of which nothing is known comes to the same every time
        self._nothing = self._added_up([None] * len(probes))

    def tally(self, strengths: Sequence[float | None]) -> Tally:
        """The known strength, the possible one, and the status they make.

        *strengths* are those of the driver's probes in order; None is unknown, 0 is absent.
        """
        if strengths.count(None) == len(strengths):
            return self._nothing
        return self._added_up(strengths)

    def _added_up(self, strengths: Sequence[float | None]) -> Tally:
        without_known = without_possible = 1.0
        counted: list[int] = []
        families_known = 0
        for members in self._families:
            known = possible = 0.0
            strongest = -1
            seen = False
            for index in members:
                strength = strengths[index]
                if strength is None:
                    most = self._possible[index]
                    if most > possible:
                        possible = most
                else:
                    seen = True
                    if strength > known:
                        known = strength
                        strongest = index
            families_known += seen
            if strongest >= 0:
                counted.append(strongest)
                without_known *= 1 - known
            without_possible *= 1 - (possible if possible > known else known)
        known = round(1 - without_known, DECIMALS)
        possible = round(1 - without_possible, DECIMALS)
        status: Status = "not_evaluated"
        if known >= self._fires_at:
            status = "fired"
        elif possible < self._fires_at or self._is_ruled_out(strengths):
            status = "not_fired"
        return Tally(tuple(counted), known, possible, families_known, status)

    def _is_ruled_out(self, strengths: Sequence[float | None]) -> bool:
        """Whether a decisive evidence is known and absent: read for one asset and true for none."""
        for members in self._decisive:
            known = [s for index in members if (s := strengths[index]) is not None]
            if known and not any(known):
                return True
        return False


def _grouped(names: Iterable[str], indexes: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """The indexes that share a name, names in the order they first came."""
    groups: dict[str, list[int]] = {}
    for name, index in zip(names, indexes, strict=True):
        groups.setdefault(name, []).append(index)
    return tuple(tuple(members) for members in groups.values())
