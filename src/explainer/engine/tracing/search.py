"""One reading, moved until the driver flips: past each point of a band and each bound of a guard.

Between two such places no strength turns round, so the first place at which the driver has flipped
and the one before it hold the place where it flips between them.
"""

from collections.abc import Iterator, Sequence
from math import isinf
from typing import Literal, NamedTuple

from explainer.assessment import Value
from explainer.engine.drivers import DriverProgram
from explainer.engine.evidence import AnyAssetProbe, NumberProbe, Probe
from explainer.engine.tally import Tally
from explainer.engine.tracing.axis import Axis, narrowed
from explainer.engine.tracing.trying import Setting, Trial, read_by
from explainer.engine.wiring import passes
from explainer.metrics import resolve
from explainer.pack.schema import Band

DECIMALS = 6
"""Sizes are compared at this precision, so that the order of the rules settles ties."""
A_CHOICE = 1.0
"""The size of a choice that changes."""
TRUTHS = (True, False)


class Goal(NamedTuple):
    """What a flip must come to."""

    to: Literal["fired", "not_fired"]

    def reached(self, tally: Tally) -> bool:
        """Whether the driver is flipped."""
        return (tally.status == "fired") == (self.to == "fired")

    def nearer(self, one: float, other: float) -> bool:
        """Whether one strength is closer to a flip than another."""
        return one > other if self.to == "fired" else one < other


class Found(NamedTuple):
    """A change that flips the driver in a trial; *half* is the value half way to it, if any."""

    value: Value
    size: float
    through: Probe
    half: Value = None


class Search:
    """Moves one reading of one driver; *nearest* is the strength that came closest to a flip."""

    def __init__(self, driver: DriverProgram, trial: Trial, goal: Goal, setting: Setting) -> None:
        self.nearest: tuple[float, Value] | None = None
        self._places: dict[tuple[str, float], float | None] = {}
        self._driver = driver
        self._trial = trial
        self._goal = goal
        self._setting = setting
        self._axis = Axis(trial.leaf, setting.program.wiring, setting.snapshot.as_of.date())

    def found(self) -> Iterator[Found]:
        """The nearest change that flips the driver in each direction, or each choice that does."""
        leaf = self._trial.leaf
        spec = resolve(leaf)
        before = self._setting.lookup.facts.values.get(leaf)
        kind = "number" if spec is None else spec.kind
        if kind in ("choice", "boolean"):
            choices: Sequence[Value] = TRUTHS if spec is None or kind == "boolean" else spec.choices
            for choice in choices:
                if choice != before and self._flips(choice):
                    yield Found(choice, A_CHOICE, self._through(choice))
        elif kind in ("number", "date"):
            yield from self._along(before)

    def _along(self, before: Value) -> Iterator[Found]:
        """The nearest change in each direction, of a reading that lies on a line."""
        axis = self._axis
        start = self._harmless() if before is None else axis.place(before)
        if start is None:
            return
        stops = sorted({axis.low, axis.high, 0.0, *self._stops()})
        stops = [x for x in stops if axis.low <= x <= axis.high]
        above = [x for x in stops if x > start]
        below = [x for x in reversed(stops) if x < start]
        if before is None and self._at(start):
            yield self._measured(start, start)
            return
        for way in (above, below):
            exact = self._first(start, way)
            x = None if exact is None else axis.readable(exact, start, self._at)
            if x is not None:
                half = None if before is None else axis.half(start, x)
                yield self._measured(start, x)._replace(half=half)

    def _first(self, start: float, way: Sequence[float]) -> float | None:
        """The place on the way at which the driver flips."""
        behind = start
        for stop in way:
            if self._at(stop):
                return narrowed(behind, stop, self._at)
            behind = stop
        return None

    def _at(self, x: float) -> bool:
        return self._flips(self._axis.value(x))

    def _flips(self, value: Value) -> bool:
        tally = self._trial.tally(value)
        if self.nearest is None or self._goal.nearer(tally.known, self.nearest[0]):
            self.nearest = tally.known, value
        return self._goal.reached(tally)

    def _harmless(self) -> float | None:
        """Where a reading that was not supplied is measured from: the least that a band begins at.

        Several bands may grade it; at the least one, the driver comes to least.
        """
        beginnings = [
            x
            for probe in self._trial.probes
            for metric in read_by(probe, self._setting)
            for band in self._bands(probe)[:1]
            if (x := self._where(metric, band.at)) is not None
        ]
        places = beginnings or list(self._bounds())
        return min(places, key=self._strength_at, default=None)

    def _strength_at(self, x: float) -> float:
        return self._trial.tally(self._axis.value(x)).known

    def _stops(self) -> Iterator[float]:
        """The places at which a band has a point or a guard its bound."""
        for probe in self._trial.probes:
            for metric in read_by(probe, self._setting):
                for band in self._bands(probe):
                    if (x := self._where(metric, band.at)) is not None:
                        yield x
        yield from self._bounds()

    def _bounds(self) -> Iterator[float]:
        for probe in self._trial.probes:
            for metric, (low, high, _) in () if probe.guard is None else probe.guard.tests:
                for bound in (low, high):
                    if (x := self._where(metric, bound)) is not None:
                        yield x

    def _where(self, metric: str, target: float) -> float | None:
        """The place at which a metric comes to *target*; None where the reading does not move it.

        Infinity, the bound of a guard that has none, is nowhere. Guards are shared by much
        evidence, so what was found is kept.
        """
        if (metric, target) not in self._places:
            self._places[metric, target] = self._found_at(metric, target)
        return self._places[metric, target]

    def _found_at(self, metric: str, target: float) -> float | None:
        if not self._feeds(metric) or isinf(target):
            return None
        if metric == self._trial.leaf:
            return target
        return self._axis.where(lambda x: self._metric(metric, x), target)

    def _feeds(self, metric: str) -> bool:
        return self._trial.leaf in self._setting.lookup.given(metric)

    def _metric(self, metric: str, x: float) -> Value:
        return self._trial.metric(metric, self._axis.value(x))

    def _bands(self, probe: Probe) -> tuple[Band, ...]:
        graded = isinstance(probe, NumberProbe | AnyAssetProbe)
        return self._driver.rule.evidence[probe.id].bands if graded else ()

    def _measured(self, start: float, x: float) -> Found:
        through = self._through(self._axis.value(x))
        return Found(self._axis.value(x), self._size(through, start, x), through)

    def _through(self, value: Value) -> Probe:
        """The evidence whose strength changes most, the first of equals."""
        after = self._trial.strengths(value)
        return max(
            zip(self._trial.indexes, self._trial.probes, strict=True),
            key=lambda pair: abs((after[pair[0]] or 0.0) - (self._trial.before[pair[0]] or 0.0)),
        )[1]

    def _size(self, through: Probe, start: float, x: float) -> float:
        """The change as a share of the band, else of the bound of the guard that it passes."""
        bands = self._bands(through)
        for metric in read_by(through, self._setting):
            if bands and self._feeds(metric):
                return self._share(metric, start, x, abs(bands[-1].at - bands[0].at))
        for metric, limits in () if through.guard is None else through.guard.tests:
            before, after = self._metric(metric, start), self._metric(metric, x)
            if self._feeds(metric) and passes(before, limits) != passes(after, limits):
                bound = max((abs(limit) for limit in limits[:2] if not isinf(limit)), default=0.0)
                scale = max(bound, abs(before) if isinstance(before, float) else 0.0)
                return self._share(metric, start, x, scale)
        return self._share(self._trial.leaf, start, x, max(abs(start), abs(x)))

    def _share(self, metric: str, start: float, x: float, whole: float) -> float:
        before, after = self._metric(metric, start), self._metric(metric, x)
        if not isinstance(before, float) or not isinstance(after, float):
            before, after = start, x
        return round(abs(after - before) / whole, DECIMALS) if whole else A_CHOICE
