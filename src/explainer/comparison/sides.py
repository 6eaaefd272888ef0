"""The two snapshots as they are written of: each with its desk, its moment and its pointers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from explainer.assessment import Assessment, DriverFinding, Operand
from explainer.comparison.result import SideName
from explainer.narrative.desk import LEXICON, Desk, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.words import Words
from explainer.narrative.writing import Mark, Reading, Scope, Writer
from explainer.pack import RulePack
from explainer.snapshot import utc_text

ANY_YEAR = 0
"""No date lies in it, so each is shown with its own."""
MINUTE = "to the minute, cut"
NOTHING: Mapping[str, object] = {}


class Side:
    """One snapshot: what is written at its desk gets pointers that begin with its name."""

    def __init__(self, name: SideName, assessment: Assessment, words: Words, seed: str) -> None:
        self.name = name
        self.desk = Desk(assessment, words, seed)
        self.findings: dict[str, DriverFinding] = {f.id: f for f in assessment.drivers}

    def place(self, write: Write) -> Write:
        """The same writing for a sentence on both snapshots."""

        def placed(writer: Writer) -> bool:
            own = self.desk.writer()
            if not write(own):
                return False
            own.marks = [self._placed(mark) for mark in own.marks]
            return own.copy_to(writer)

        return placed

    def reading(self, reading: Reading) -> Reading:
        """A reading of this snapshot, for a sentence on both."""
        return Reading(
            reading.value,
            reading.unit,
            reading.kind,
            self._pointer(reading.pointer),
            reading.rule_pointer,
            reading.op,
            self._operands(reading.operands),
            reading.lower_bound,
            reading.shown,
        )

    def _placed(self, mark: Mark) -> Mark:
        start, shown, rounding, kind, value, unit, pointer, rule, op, operands = mark
        pointer, operands = self._pointer(pointer), self._operands(operands)
        return start, shown, rounding, kind, value, unit, pointer, rule, op, operands

    def _pointer(self, pointer: str | None) -> str | None:
        inside = pointer is not None and pointer.startswith("/")
        return f"/{self.name}{pointer}" if inside else pointer

    def _operands(self, operands: tuple[Operand, ...]) -> tuple[Operand, ...]:
        return tuple(
            Operand(
                value=each.value,
                pointer=self._pointer(each.pointer),
                op=each.op,
                operands=self._operands(each.operands),
            )
            for each in operands
        )


class Pair:
    """Both sides, and the sentences that speak of both.

    The moments are told apart by day; within one day by time; within one minute by their order.
    """

    def __init__(
        self, before: Assessment, after: Assessment, words: Words, seed: str, pack: RulePack
    ) -> None:
        self.before = Side("before", before, words, seed)
        self.after = Side("after", after, words, seed)
        self.words = words.comparison
        self.rules = {driver.id: driver for driver in pack.drivers}
        first, last = before.as_of, after.as_of
        if first.year != last.year:
            self.before.desk.year = self.after.desk.year = ANY_YEAR
        self.preposition = "on_snapshot"
        if first.date() != last.date():
            self.preposition = "on_day"
        elif _minute(first) != _minute(last):
            self.preposition = "on_time"
        self.moments: dict[str, object] = {
            "point": self._point(self.after, "point_last"),
            "then": self._point(self.before, "point_first"),
        }
        self.moments |= {
            "on": self._on(self.moments["point"]),
            "on_then": self._on(self.moments["then"]),
        }

    @property
    def desk(self) -> Desk:
        """The desk at which sentences on both are written."""
        return self.after.desk

    def sentence(
        self,
        key: str,
        weight: float,
        filled: Mapping[str, object] = NOTHING,
        *,
        rule: str = LEXICON,
        stop: str = ".",
        turn: int = 0,
    ) -> Draft | None:
        """A sentence on both snapshots; None when a slot of it is unknown."""
        slots = {**self.moments, **filled}
        return self.desk.sentence(self.words[key], slots, rule, weight=weight, turn=turn, stop=stop)

    def phrase(self, key: str, **filled: object) -> Write:
        """Words of the lexicon's comparison, to fill a slot with."""
        scope = Scope(self.desk.assessment, filled=self.moments | filled)
        return self.desk.phrase(self.words[key][0], scope)

    def noun(self, name: str) -> Write:
        """A driver as a noun phrase."""
        return self.after.place(self.desk.phrase(self.desk.words.drivers[name].noun))

    def count(self, names: Sequence[str]) -> Reading:
        """How many drivers these are."""
        return self.desk.count([self.desk.words.drivers[name].counted for name in names])

    def _point(self, side: Side, ordinal: str) -> Write:
        moment = side.desk.assessment.as_of
        reading = Reading(utc_text(moment), None, "given", f"/{side.name}/as_of")
        if self.preposition == "on_day":
            return self._filled("point_day", date=reading)
        if self.preposition == "on_time":
            shown = f"{moment.hour:02}:{moment.minute:02}", MINUTE
            timed = Reading(reading.value, None, "given", reading.pointer, shown=shown)
            return self._filled("point_time", time=timed)
        return self._filled(ordinal)

    def _on(self, point: object) -> Write:
        return self._filled(self.preposition, point=point)

    def _filled(self, key: str, **filled: object) -> Write:
        scope = Scope(self.desk.assessment, filled=filled)
        return self.desk.phrase(self.words[key][0], scope)


def _minute(moment: datetime) -> tuple[int, int]:
    return moment.hour, moment.minute
