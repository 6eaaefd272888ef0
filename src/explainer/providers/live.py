"""Live data: rounds in which all sources are asked and a snapshot is made of what they told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from time import monotonic
from types import TracebackType

import msgspec
import structlog

from explainer.history import Memory
from explainer.providers.assemble import assemble
from explainer.providers.choice import Choice, chosen
from explainer.providers.client import Client
from explainer.providers.flights import Flights
from explainer.providers.gaps import gaps_of, untold_kinds
from explainer.providers.gather import Attempt, Tell, gather, untold
from explainer.providers.keeping import Held, Keeper, Lacking
from explainer.providers.offer import Offered
from explainer.providers.offers import OFFERED
from explainer.providers.part import Dropped
from explainer.providers.standing import Standing, Standings
from explainer.settings import HistorySettings, LiveSettings
from explainer.snapshot import Snapshot

log = structlog.get_logger()


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What came of asking all sources once.

    *snapshot* is None where there is nothing to say. *held* are figures of earlier rounds that
    stand in for a source that is down, *lacking* the rows without any, *dropped* the readings that
    were not possible.
    """

    at: datetime
    snapshot: Snapshot | None
    attempts: tuple[Attempt, ...]
    held: tuple[Held, ...]
    lacking: tuple[Lacking, ...]
    dropped: tuple[Dropped, ...]

    @property
    def failures(self) -> tuple[Attempt, ...]:
        """The attempts that gave nothing."""
        return tuple(attempt for attempt in self.attempts if attempt.reason is not None)


class Live:
    """Asks the sources that the settings choose; it has to be closed in the end.

    Where *history* names a file, each snapshot is held against it and its readings are kept there.

    *clock* tells the time of day, *ticks* seconds that only rise. SettingsError for a source that
    does not exist, and for a key that cannot be one.
    """

    def __init__(
        self,
        settings: LiveSettings,
        *,
        clock: Callable[[], datetime],
        ticks: Callable[[], float] = monotonic,
        rows: Sequence[Offered] = OFFERED,
        history: HistorySettings | None = None,
    ) -> None:
        self.choice: Choice = chosen(settings, rows)
        self.last: Round | None = None
        self._rows = rows
        self._clock = clock
        self._client = Client(
            clock=clock, mirror=settings.mirror, keys=settings.keys.held, ticks=ticks
        )
        self._keeper = Keeper(rows)
        self._standings = Standings(self.choice.providers)
        self._memory = _memory(history, self.choice)
        self._flights: Flights[str, Round] = Flights()

    async def __aenter__(self) -> Live:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._flights.close()
        await self._client.close()

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How each source does, by name."""
        return self._standings.by_name

    async def round(self, tell: Tell = untold) -> Round:
        """A round, at most 20 seconds long; who comes while one is under way gets that one.

        *tell* hears of every attempt when it is over, if the round is not under way already.
        CancelledError where live data are closed before it is over.
        """
        done = await self._flights.join("round", partial(self._run, tell))
        if done is None:
            raise asyncio.CancelledError
        return done

    async def _run(self, tell: Tell) -> Round:
        began = monotonic()
        gathered = await gather(self._client, self._rows, self.choice.asked, tell=tell)
        now = self._clock()
        completed = self._keeper.complete(gathered, now)
        self._standings.note(gathered.attempts, now, self._client.answered)
        gaps = (*gaps_of(completed.lacking, self._rows), *untold_kinds(completed.gathered))
        assembled = assemble(completed.gathered, now, gaps)
        snapshot = assembled.snapshot
        if snapshot is not None and self._memory is not None:
            snapshot = await asyncio.to_thread(self._memory.remember, snapshot)
        self.last = Round(
            at=now,
            snapshot=snapshot,
            attempts=gathered.attempts,
            held=completed.held,
            lacking=completed.lacking,
            dropped=assembled.dropped,
        )
        _log(self.last, seconds=monotonic() - began)
        return self.last


def _memory(history: HistorySettings | None, choice: Choice) -> Memory | None:
    """What keeps readings of sources that may be kept; None where nothing is to be kept."""
    if history is None or history.file is None:
        return None
    kept = frozenset(
        each.title
        for each in choice.providers.values()
        if each.may_store or history.restricted == "use"
    )
    return Memory(history.file, history.days, kept)


def _log(done: Round, *, seconds: float) -> None:
    counts = {
        "attempts": len(done.attempts),
        "failures": len(done.failures),
        "held": len(done.held),
        "lacking": len(done.lacking),
        "dropped": len(done.dropped),
        "duration_ms": round(seconds * 1000, 3),
    }
    if done.snapshot is None:
        log.warning("snapshot.missing", **counts)
        return
    sources = done.snapshot.sources
    readings = sum(len(source.covers) for source in sources)
    log.info("snapshot.assembled", readings=readings, sources=len(sources), **counts)
