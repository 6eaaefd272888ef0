"""Facts: readings that passed the checks, derived ones, events and dates, for one moment."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime

from explainer.assessment import Fact, Flaw, Operand, Value
from explainer.engine import ageing, happenings, readings, sanity
from explainer.engine.derive import EVERY, Derivation
from explainer.engine.happenings import Happening
from explainer.metrics import pointer_to, resolve
from explainer.pack.own_metrics import CustomRule
from explainer.snapshot import Snapshot

BITCOIN = "BTC"
AS_OF_POINTER = "/as_of"
EVENTS = "events"
CALENDAR = "calendar"


def is_set(name: str) -> bool:
    """Whether the name stands for something supplied as a whole, and for no single metric."""
    return name in (EVENTS, CALENDAR) or EVERY in name


def unit_of(
    metric: str, derivations: Mapping[str, Derivation], custom: Mapping[str, CustomRule]
) -> str | None:
    """The unit of a metric, as catalogue or rule pack state it."""
    derivation = derivations.get(metric)
    if derivation is not None:
        return derivation.unit
    spec = resolve(metric)
    if spec is not None:
        return spec.unit
    rule = custom.get(metric.removeprefix("custom."))
    return None if rule is None else rule.unit


class Facts:
    """Looks a metric id up: a `Fact` with its pointer, or with how it was computed.

    *values* holds the bare readings, which is what the engine works on. *altcoins* are the assets
    that are neither bitcoin nor a stablecoin nor a wrapped coin. *events* and *calendar* are by
    kind, and None when the snapshot supplied none at all; *untold* holds, for each of the two, the
    kinds of which it says that it could not get them. *falling* is set once the move is known:
    events without a stated impact weigh only then.
    """

    __slots__ = (
        "_custom",
        "_derivations",
        "_maps",
        "_spreads",
        "altcoins",
        "as_of",
        "calendar",
        "conflicts",
        "events",
        "falling",
        "flagged",
        "rejected",
        "stale",
        "untold",
        "values",
    )

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        derivations: Mapping[str, Derivation],
        no_altcoins: frozenset[str],
        custom: Mapping[str, CustomRule],
    ) -> None:
        read = readings.read(snapshot, custom)
        ageing.drop_untimely(read, snapshot)
        self.conflicts: list[Flaw] = sanity.check(read)
        self.as_of: datetime = snapshot.as_of
        self.values: dict[str, Value] = read.values
        self.altcoins: Sequence[str] = [s for s in read.assets if s not in no_altcoins]
        self.rejected: list[Flaw] = read.rejected
        self.flagged: list[Flaw] = read.flagged
        self.stale: list[Flaw] = read.stale
        self.events: dict[str, list[Happening]] | None = happenings.past(
            snapshot.events, snapshot.as_of, self.flagged
        )
        self.calendar: dict[str, list[Happening]] | None = happenings.scheduled(
            snapshot.calendar, snapshot.as_of
        )
        self.untold: Mapping[str, frozenset[str]] = {
            name: happenings.untold(snapshot.gaps, name) if snapshot.gaps else frozenset()
            for name in (EVENTS, CALENDAR)
        }
        self.falling = True
        self._derivations = derivations
        self._custom = custom
        self._maps = read.maps
        self._spreads: dict[str, Sequence[str]] = {}
        self.derive(derivations)

    def derive(self, derivations: Mapping[str, Derivation]) -> None:
        """Compute these metrics, operands before what they go into; the unknown ones stay out."""
        values = self.values
        for metric, derivation in derivations.items():
            needed = derivation.needs
            if needed is not None and needed not in values:
                continue
            value = derivation.compute(values, self.spread, self.as_of)
            if value is not None:
                values[metric] = value

    def copied(self) -> "Facts":
        """The same facts, whose readings may be changed without a check: for trying things out."""
        other = copy(self)
        other.values = dict(self.values)
        other._spreads = {}
        return other

    def __getitem__(self, metric: str) -> Fact:
        value = self.values[metric]
        derivation = self._derivations.get(metric)
        if derivation is None:
            return Fact(
                metric=metric,
                value=value,
                unit=self.unit(metric),
                pointer=pointer_to(metric),
            )
        if derivation.op == "first":
            return self[derivation.operands(self.values, self.spread)[0]]
        return Fact(
            metric=metric,
            value=value,
            unit=derivation.unit,
            op=derivation.op,
            operands=self._operands(derivation),
        )

    def __contains__(self, metric: object) -> bool:
        return metric in self.values

    def unit(self, metric: str) -> str | None:
        """The unit of a metric, as catalogue or rule pack state it."""
        return unit_of(metric, self._derivations, self._custom)

    def pointer(self, metric: str) -> str | None:
        """Where a given reading stands in the snapshot; None for a computed or unknown one."""
        if metric not in self.values:
            return None
        derivation = self._derivations.get(metric)
        if derivation is None:
            return pointer_to(metric)
        if derivation.op == "first":
            return self.pointer(derivation.operands(self.values, self.spread)[0])
        return None

    def lacks_set(self, name: str) -> bool:
        """Whether events, the calendar or readings for a `*` are not there, or not all kinds."""
        if name == EVENTS:
            return self.events is None or bool(self.untold[EVENTS])
        if name == CALENDAR:
            return self.calendar is None or bool(self.untold[CALENDAR])
        return not self.spread(name)

    def spread(self, pattern: str) -> Sequence[str]:
        """The usable metrics that an operand with `*` stands for."""
        spelled = self._spreads.get(pattern)
        if spelled is None:
            before, _, after = pattern.partition(EVERY)
            symbols = self.altcoins if after else self._maps.get(before.rstrip("."), ())
            metrics = [f"{before}{symbol}{after}" for symbol in symbols]
            spelled = self._spreads[pattern] = [m for m in metrics if m in self.values]
        return spelled

    def _operands(self, derivation: Derivation) -> tuple[Operand, ...]:
        today = Operand(pointer=AS_OF_POINTER, value=self.as_of.date().isoformat())
        if derivation.op == "weekday":
            return (today,)
        found = tuple(self._operand(name) for name in derivation.operands(self.values, self.spread))
        return (today, *found) if derivation.op == "days_between" else found

    def _operand(self, metric: str) -> Operand:
        derivation = self._derivations.get(metric)
        value = self.values[metric]
        if derivation is None:
            return Operand(value=value, pointer=pointer_to(metric))
        if derivation.op == "first":
            return self._operand(derivation.operands(self.values, self.spread)[0])
        return Operand(value=value, op=derivation.op, operands=self._operands(derivation))
