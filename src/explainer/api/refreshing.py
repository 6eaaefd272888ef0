"""Live data in the background: one round after the other, and the newest snapshot for all."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import structlog
from litestar import Litestar

from explainer.api.entries import HeldFigures, LiveState, SourceEntry, SourceFailure
from explainer.api.newest import Newest
from explainer.api.problems import Refusal
from explainer.providers.gather import Attempt
from explainer.providers.live import Live, Round
from explainer.settings import HistorySettings, LiveSettings

log = structlog.get_logger()

SWITCH_ON = "start the server with EXPLAINER_LIVE=on in its environment"


class Refresher:
    """Gathers live data while the application runs, if the settings say so.

    *clock* tells the time of day, *ticks* seconds that only rise. SettingsError as `Live` says.
    """

    def __init__(
        self,
        settings: LiveSettings,
        *,
        history: HistorySettings | None = None,
        clock: Callable[[], datetime],
        ticks: Callable[[], float],
    ) -> None:
        self._live = Live(settings, clock=clock, ticks=ticks, history=history)
        self._on = settings.on
        self._seconds = settings.seconds
        self._clock = clock
        self._ticks = ticks
        self._due = ticks()
        self._newest: Newest | None = None

    @property
    def restricted(self) -> tuple[str, ...]:
        """The sources that are asked though their terms keep their figures from being served."""
        choice = self._live.choice
        asked = choice.asked if self._on else frozenset()
        return tuple(name for name in sorted(asked) if not choice.providers[name].may_serve)

    @asynccontextmanager
    async def running(self, _app: Litestar) -> AsyncIterator[None]:
        """Run rounds for as long as the application does; it starts without waiting for one."""
        async with self._live:
            task = asyncio.create_task(self._refresh()) if self._on else None
            try:
                yield
            finally:
                if task is not None:
                    task.cancel()
                    await asyncio.gather(task, return_exceptions=True)

    async def newest(self) -> Newest:
        """The newest snapshot; who comes before the first round is over waits for it.

        Refusal while live data are off, and where the last round gave no snapshot.
        """
        if not self._on:
            raise Refusal("live-off", "live data are switched off", hint=SWITCH_ON)
        done = self._live.last or await self._live.round()
        if done.snapshot is None:
            raise self._nothing(done)
        if self._newest is None or self._newest.snapshot is not done.snapshot:
            self._newest = Newest(done.snapshot)
        return self._newest

    def headers(self, newest: Newest) -> dict[str, str]:
        """Headers by which caches keep an answer until the next round.

        HTTP counts both from when the figures were put together: what `Age` leaves of `max-age` is
        the time until the next round.
        """
        age = max(0, int((self._clock() - newest.snapshot.as_of).total_seconds()))
        return {"Cache-Control": f"public, max-age={age + self._wait()}", "Age": str(age)}

    def state(self) -> LiveState:
        """What readiness says of live data."""
        if not self._on:
            return LiveState(state="off")
        now, last = self._clock(), self._live.last
        due = now + timedelta(seconds=max(0.0, self._due - self._ticks()))
        sources = tuple(self._source(name, now) for name in sorted(self._live.choice.states))
        if last is None:
            return LiveState(state="starting", next_round=due, sources=sources)
        return LiveState(
            state="no_snapshot" if last.snapshot is None else "ok",
            as_of=last.at,
            age_seconds=round((now - last.at).total_seconds(), 1),
            next_round=due,
            held=tuple(
                HeldFigures(row=each.row, source=each.provider, observed_at=each.observed_at)
                for each in last.held
            ),
            lacking=tuple(each.row for each in last.lacking),
            sources=sources,
        )

    async def _refresh(self) -> None:
        while True:
            self._due = self._ticks() + self._seconds
            try:
                await self._live.round()
            except Exception as error:  # a defect must not end the rounds
                log.error("round.failed", error=type(error).__name__, exc_info=error)
            await asyncio.sleep(max(0.0, self._due - self._ticks()))

    def _wait(self) -> int:
        """Seconds until the next round, a whole number, one at least."""
        return max(1, math.ceil(self._due - self._ticks()))

    def _nothing(self, done: Round) -> Refusal:
        return Refusal(
            "no-snapshot",
            "the sources gave too little for a snapshot",
            hint="/health/ready says how each source does",
            headers={"Retry-After": str(self._wait())},
            causes=[_cause(attempt) for attempt in done.failures],
        )

    def _source(self, name: str, now: datetime) -> SourceEntry:
        standing = self._live.standings[name]
        last = standing.last_success
        return SourceEntry(
            name=name,
            title=self._live.choice.providers[name].title,
            state=self._live.choice.states[name],
            last_success=last,
            age_seconds=None if last is None else round((now - last).total_seconds(), 1),
            failures=tuple(
                SourceFailure(row=each.row, reason=each.reason, detail=each.detail, at=each.at)
                for each in standing.failures.values()
            ),
        )


def _cause(attempt: Attempt) -> str:
    return f"{attempt.provider} gave no {attempt.row}: {attempt.detail} ({attempt.reason})"
