"""A rule pack compiled: everything that can be decided before a snapshot arrives."""

from functools import lru_cache
from itertools import chain

from explainer.assessment import Assessment, DataQuality, Move
from explainer.engine.asking import Reach
from explainer.engine.drivers import DriversProgram
from explainer.engine.facts import BITCOIN, Facts
from explainer.engine.gaps import doubted, unobtained
from explainer.engine.move import MoveProgram
from explainer.engine.needs import needed_derivations
from explainer.engine.offsets import each_once
from explainer.engine.signals import SignalProgram, scheduled
from explainer.engine.wiring import Wiring
from explainer.pack.schema import RulePack
from explainer.snapshot import Snapshot

REMEMBERED_FOCUSES = 64
"""Programs kept for assets asked about: callers choose the symbols, so there is a bound."""

NOT_FALLING = frozenset({"up", "flat"})


class FocusProgram:
    """The pack compiled for the market (focus None) or for one asset.

    *drivers* and *wiring* are what a trace looks into.
    """

    __slots__ = (
        "_calendar_rules",
        "_custom",
        "_derivations",
        "_move",
        "_no_altcoins",
        "_signals",
        "drivers",
        "wiring",
    )

    def __init__(self, pack: RulePack, focus: str | None) -> None:
        self._custom = dict(pack.metrics.custom)
        self._no_altcoins = pack.stablecoins | pack.wrapped | {BITCOIN}
        self._derivations = needed_derivations(pack, focus)
        asked = {
            name: rule.focus
            for name, rule in pack.metrics.derived.items()
            if rule.focus is not None
        }
        self.wiring = wiring = Wiring(self._derivations, self._custom, asked)
        reach = None if focus is None else Reach(focus, pack.stablecoins)
        self.drivers = DriversProgram(pack, wiring, reach)
        by_id = {driver.id: driver for driver in pack.drivers}
        self._signals = tuple(
            SignalProgram(rule, by_id, wiring, fires_at=pack.fires_at, focus=focus)
            for rule in pack.signals
            if rule.flips is not None or rule.metric is not None
        )
        self._calendar_rules = {
            kind: rule for rule in reversed(pack.signals) for kind in rule.calendar
        }
        self._move = MoveProgram(pack.moves, wiring, focus, pegged=focus in pack.stablecoins)

    def facts(self, snapshot: Snapshot) -> Facts:
        """The facts of one snapshot, before its move is read."""
        return Facts(
            snapshot,
            derivations=self._derivations,
            no_altcoins=self._no_altcoins,
            custom=self._custom,
        )

    def move(self, facts: Facts) -> Move:
        """The move on these facts, which from then on know whether prices fall."""
        move = self._move.read(facts)
        facts.falling = move.direction not in NOT_FALLING
        return move

    def assess(self, snapshot: Snapshot, *, premise: bool) -> Assessment:
        """The whole assessment of one snapshot."""
        facts = self.facts(snapshot)
        move = self.move(facts)
        drivers = self.drivers.find(
            facts, direction=move.direction, scope=move.scope, premise=premise
        )
        missing = dict.fromkeys(chain.from_iterable([driver.missing for driver in drivers]))
        return Assessment(
            as_of=snapshot.as_of,
            move=move,
            drivers=drivers,
            offsets=each_once(drivers),
            signals=(
                *[signal.read(facts) for signal in self._signals],
                *scheduled(facts, snapshot.calendar, self._calendar_rules),
            ),
            data_quality=DataQuality(
                missing=tuple(missing),
                stale=tuple(facts.stale),
                rejected=tuple(facts.rejected),
                flagged=(*facts.flagged, *doubted(snapshot, facts.values)),
                conflicts=tuple(facts.conflicts),
                unobtained=tuple(unobtained(snapshot, facts.values)),
            ),
            facts=facts,
            events=snapshot.events or (),
            calendar=snapshot.calendar or (),
            sources=snapshot.sources,
            records=snapshot.records,
        )


class Program:
    """A rule pack compiled once; programs for single assets are compiled when first asked for."""

    def __init__(self, pack: RulePack) -> None:
        self._market = FocusProgram(pack, None)
        self._focused = lru_cache(maxsize=REMEMBERED_FOCUSES)(
            lambda focus: FocusProgram(pack, focus)
        )

    def focus(self, symbol: str | None) -> FocusProgram:
        """The program for one asset, or for the market."""
        return self._market if symbol is None else self._focused(symbol)


def compile_pack(pack: RulePack) -> Program:
    """The pack, ready to assess snapshots."""
    return Program(pack)
