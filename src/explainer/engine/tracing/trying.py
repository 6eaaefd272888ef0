"""What a driver would come to with another value of one reading.

A trial changes the reading in a copy of the facts, and computes and weighs again only what depends
on it. That is quick, and a guess: the checks that a snapshot goes through are left out. What it
finds is held against the engine on the changed snapshot before anybody is told.
"""

from collections.abc import Sequence
from typing import NamedTuple

from explainer.assessment import Value
from explainer.engine.derive import EVERY
from explainer.engine.drivers import DriverProgram
from explainer.engine.evidence import AnyAssetProbe, Probe
from explainer.engine.facts import BITCOIN, is_set
from explainer.engine.occasions import EventProbe
from explainer.engine.program import FocusProgram
from explainer.engine.tally import Tally
from explainer.engine.tracing.changes import with_reading
from explainer.engine.tracing.lookup import Lookup
from explainer.metric_spec import ASSET_SLOT
from explainer.snapshot import Snapshot


class Setting(NamedTuple):
    """One snapshot and the rules it is assessed with; *basis* is what its move was read from."""

    snapshot: Snapshot
    program: FocusProgram
    lookup: Lookup
    basis: tuple[str, ...]


def read_by(probe: Probe, setting: Setting) -> tuple[str, ...]:
    """The metrics that evidence reads itself: those of each coin where it runs over all of them."""
    if isinstance(probe, AnyAssetProbe):
        symbols = (BITCOIN, *setting.lookup.facts.altcoins)
        return tuple(probe.metric.replace(ASSET_SLOT, symbol) for symbol in symbols)
    return () if is_set(probe.metric) else (probe.metric,)


def depends_on(probe: Probe, setting: Setting) -> tuple[str, ...]:
    """All metrics that evidence depends on, given or derived, its guard's among them.

    Those that tell whether prices fall go into events, as some weigh only then.
    """
    guarding = () if probe.guard is None else probe.guard.metrics
    moving = setting.basis if isinstance(probe, EventProbe) else ()
    return (*read_by(probe, setting), *guarding, *moving)


def movable(driver: DriverProgram, setting: Setting) -> dict[str, tuple[int, ...]]:
    """The readings of the snapshot that a driver depends on, each with the probes it goes into."""
    found: dict[str, dict[int, None]] = {}
    for index, probe in enumerate(driver.probes):
        for metric in depends_on(probe, setting):
            for leaf in given_for(metric, setting.lookup):
                found.setdefault(leaf, {})[index] = None
    return {leaf: tuple(indexes) for leaf, indexes in found.items()}


def given_for(metric: str, lookup: Lookup) -> Sequence[str]:
    """The readings of the snapshot that a metric or a pattern of metrics comes from."""
    return lookup.facts.spread(metric) if EVERY in metric else lookup.given(metric)


class Trial:
    """Tries values of one reading on one driver."""

    def __init__(
        self,
        driver: DriverProgram,
        strengths: Sequence[float | None],
        leaf: str,
        indexes: Sequence[int],
        setting: Setting,
    ) -> None:
        """*strengths* are those of the driver's probes now, *indexes* those that *leaf* feeds."""
        self.leaf = leaf
        self.indexes = indexes
        self.probes = tuple(driver.probes[index] for index in indexes)
        self.before = tuple(strengths)
        self._driver = driver
        self._program = setting.program
        self._facts = setting.lookup.facts.copied()
        metrics = {m for probe in self.probes for m in depends_on(probe, setting)}
        self._derived = {
            name: derivation
            for name, derivation in setting.program.wiring.derived_from(metrics).items()
            if leaf in setting.lookup.given(name)
        }
        self._moves = any(isinstance(probe, EventProbe) for probe in self.probes)

    def strengths(self, value: Value) -> tuple[float | None, ...]:
        """The strengths of the driver's probes with this value of the reading."""
        self._put(value)
        if self._moves:
            self._program.move(self._facts)
        strengths = list(self.before)
        for index, probe in zip(self.indexes, self.probes, strict=True):
            strengths[index] = probe.evidence(self._facts).strength
        return tuple(strengths)

    def tally(self, value: Value) -> Tally:
        """What the driver comes to with this value of the reading."""
        return self._driver.tallying.tally(self.strengths(value))

    def metric(self, metric: str, value: Value) -> Value:
        """What a metric comes to with this value of the reading; None while it is unknown."""
        self._put(value)
        return self._facts.values.get(metric)

    def _put(self, value: Value) -> None:
        values = self._facts.values
        values[self.leaf] = value
        for name in self._derived:
            values.pop(name, None)
        self._facts.derive(self._derived)


def assessed(driver: DriverProgram, metric: str, value: Value, setting: Setting) -> Tally | None:
    """What the engine makes of the snapshot with this one reading changed, checks and all.

    None where a check refuses the reading: then it is as if it had not been sent.
    """
    facts = setting.program.facts(with_reading(setting.snapshot, metric, value))
    if metric not in facts:
        return None
    setting.program.move(facts)
    return driver.tallying.tally([probe.evidence(facts).strength for probe in driver.probes])
