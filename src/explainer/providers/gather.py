"""Asks the sources of every row at once, within a time, and says what became of each."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec
import structlog

from explainer.errors import ProviderError
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.offer import Offer, Offered
from explainer.providers.rows import Row

log = structlog.get_logger()

Figures = TypeVar("Figures")
ROUND_SECONDS = 18.0
"""For all sources together; what is assembled from them takes the rest of twenty."""
SKEW = timedelta(minutes=2)
"""How far the clock of a source may be ahead of ours."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of asking one source for one row: *reason* is None where it answered.

    Reasons are those of ProviderError, and `no_key`, `too_old`, `from_future`, `no_time` and
    `defect`, which is ours. *milliseconds* is how long it took, None where it was not asked;
    *observed_at* is the time of the figures that came.
    """

    row: str
    provider: str
    reason: str | None = None
    detail: str = ""
    milliseconds: int | None = None
    observed_at: datetime | None = None


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All that answered, by the id of its row, and what became of every source that was asked."""

    told: Mapping[str, tuple[Told[Any], ...]]
    attempts: tuple[Attempt, ...]

    def first(self, row: Row[Figures]) -> Told[Figures] | None:
        """The figures of a row, None where no source gave any."""
        told = self.told.get(row.id, ())
        return told[0] if told else None

    def every(self, row: Row[Figures]) -> tuple[Told[Figures], ...]:
        """The figures of every source of a row that answered, in the order of the row."""
        return self.told.get(row.id, ())


Tell = Callable[[Attempt], None]


def untold(_attempt: Attempt) -> None:
    """Tell nobody how it goes."""


async def gather(
    client: Client,
    rows: Sequence[Offered],
    on: Collection[str],
    *,
    seconds: float = ROUND_SECONDS,
    tell: Tell = untold,
) -> Gathered:
    """The figures of all rows from the sources that are *on*, by name.

    *tell* hears of every attempt when it is over. Never raises for what a source does; whoever
    cancels it ends every question that is still open.
    """
    rounds = [_Round(client, each, on, tell) for each in rows]
    tasks = [asyncio.create_task(each.run()) for each in rounds]
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            task.cancel()  # of one that is over, this does nothing
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end  # *tell* did
    for each in rounds:
        each.out_of_time()
    return Gathered(
        told={each.row.id: each.told for each in rounds},
        attempts=tuple(attempt for each in rounds for attempt in each.attempts),
    )


class _Round:
    """Asks the sources of one row, and notes what became of each."""

    def __init__(self, client: Client, asked: Offered, on: Collection[str], tell: Tell) -> None:
        self.row = asked.row
        self.attempts: list[Attempt] = []
        self._client = client
        self._offers = [offer for offer in asked.offers if offer.provider.name in on]
        self._tell = tell
        self._answers: dict[int, Told[Any]] = {}
        self._begun: dict[int, float] = {}
        """When those that have not answered yet were asked."""

    @property
    def told(self) -> tuple[Told[Any], ...]:
        """What answered, in the order of the row."""
        return tuple(self._answers[place] for place in sorted(self._answers))

    async def run(self) -> None:
        """Ask all sources at once, or one after the other until one answers."""
        if self.row.together:
            await asyncio.gather(*(self._ask(place) for place in range(len(self._offers))))
            return
        for place in range(len(self._offers)):
            await self._ask(place)
            if self._answers:
                return

    def out_of_time(self) -> None:
        """Note the sources that were being asked when the time was over."""
        for place in sorted(self._begun):
            self._note(place, "no_time", "the round was over before it answered")

    async def _ask(self, place: int) -> None:
        offer: Offer[Any] = self._offers[place]
        provider = offer.provider
        if provider.key and not provider.optional and not self._client.has_key(provider):
            self._note(place, "no_key", f"{provider.key.variable} is not set")
            return
        self._begun[place] = self._client.ticks()
        try:
            told = await offer.ask(self._client)
            problem = self._age_problem(told)
        except ProviderError as error:
            self._client.hide_keys(error)
            problem = error.reason, error.detail
        except Exception as error:
            # One source that we read wrongly must not take the others with it. The trace is a text:
            # formatters of logs would show the values of variables, and there are keys among them.
            trace = "".join(traceback.format_exception(error))
            log.error("provider.defect", provider=provider.name, row=self.row.id, trace=trace)
            problem = "defect", f"we failed to read it ({type(error).__name__})"
        else:
            if problem is None:
                self._answers[place] = told
        self._note(place, *(problem or (None, "")))

    def _age_problem(self, told: Told[Any]) -> tuple[str, str] | None:
        """Reason and detail, where the figures are too old, or dated in the future."""
        age = self._client.clock() - told.observed_at
        if age > self.row.most_age:
            return "too_old", f"its newest figure is {_span(age)} old"
        if age < -SKEW:
            return "from_future", f"its newest figure is {_span(-age)} ahead of us"
        return None

    def _note(self, place: int, reason: str | None, detail: str) -> None:
        begun = self._begun.pop(place, None)
        told = self._answers.get(place)
        took = None if begun is None else round(1000 * (self._client.ticks() - begun))
        attempt = Attempt(
            row=self.row.id,
            provider=self._offers[place].provider.name,
            reason=reason,
            detail=detail,
            milliseconds=took,
            observed_at=None if told is None else told.observed_at,
        )
        self.attempts.append(attempt)
        self._tell(attempt)


def _span(time: timedelta) -> str:
    """About how long that is."""
    minutes = time.total_seconds() / 60
    return f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"
