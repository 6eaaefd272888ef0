"""Readings as a trace shows them: known ones with where they came from, others with what is wrong.

What a reading of the snapshot feeds is told here too: derived metrics, and with them evidence.
"""

from explainer.assessment import Fact, Flaw
from explainer.engine.derive import EVERY
from explainer.engine.facts import Facts, is_set
from explainer.engine.wiring import Wiring
from explainer.metrics import pointer_to
from explainer.trace import Lack, Lacking


class Lookup:
    """Looks metrics up in the facts of one snapshot."""

    def __init__(self, facts: Facts, wiring: Wiring) -> None:
        self.facts = facts
        self.wiring = wiring
        self._given: dict[str, tuple[str, ...]] = {}
        self._unusable: dict[str, tuple[Lacking, Flaw]] = {}
        for flaw in facts.stale:
            self._unusable[flaw.pointer] = "stale", flaw
        for flaw in facts.rejected:
            self._unusable[flaw.pointer] = "rejected", flaw

    def reading(self, metric: str) -> Fact | None:
        """The reading with where it came from; None while it is unknown."""
        if metric not in self.facts:
            return None
        return self.facts[metric]

    def lacks(self, metric: str) -> tuple[Lack, ...]:
        """Why a metric is unknown: what would have to be supplied; nothing where it is known."""
        if metric in self.facts:
            return ()
        found = tuple(
            self._lack(leaf) for leaf in self.wiring.leaves(metric) if not self._is_there(leaf)
        )
        return found or (Lack(metric=metric, why="undefined"),)

    def is_stale(self, metric: str) -> bool:
        """Whether a reading was sent that is too old: another value of it would be as old."""
        return self._unusable.get(pointer_to(metric), ("missing",))[0] == "stale"

    def given(self, metric: str) -> tuple[str, ...]:
        """The readings of the snapshot that a metric is computed from, `*` spelled out.

        Of an unknown `*` there are none.
        """
        if metric not in self._given:
            spelled = [
                self.facts.spread(leaf) if EVERY in leaf else (leaf,)
                for leaf in self.wiring.leaves(metric)
            ]
            each_once = dict.fromkeys(leaf for leaves in spelled for leaf in leaves)
            self._given[metric] = tuple(each_once)
        return self._given[metric]

    def _is_there(self, leaf: str) -> bool:
        return not self.facts.lacks_set(leaf) if is_set(leaf) else leaf in self.facts

    def _lack(self, leaf: str) -> Lack:
        pointer = pointer_to(leaf)
        if pointer not in self._unusable:
            return Lack(metric=leaf, why="missing", pointer=None if is_set(leaf) else pointer)
        why, flaw = self._unusable[pointer]
        return Lack(metric=leaf, why=why, pointer=pointer, value=flaw.value, reason=flaw.reason)
