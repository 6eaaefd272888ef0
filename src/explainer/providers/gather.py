"""Asks the sources of every row at once, within a time, and says what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from explainer.errors import ProviderError
from explainer.providers.client import Client
from explainer.providers.nouns import Told
from explainer.providers.offers import Offer, Offered
from explainer.providers.rows import Row

Figures = TypeVar("Figures")
ROUND_SECONDS = 18.0
"""For all sources together; what is assembled from them takes the rest of twenty."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of asking one source for one row: *reason* is None where it answered.

    Reasons are those of ProviderError, and `no_key`, `too_old` and `no_time`.
    """

    row: str
    provider: str
    reason: str | None = None
    detail: str = ""


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

    *tell* hears of every attempt when it is over. Never raises for what a source does.
    """
    rounds = [_Round(client, each, on, tell) for each in rows]
    tasks = [asyncio.create_task(each.run()) for each in rounds]
    _, late = await asyncio.wait(tasks, timeout=seconds) if tasks else (set(), set())
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for each, task in zip(rounds, tasks, strict=True):
        if task in late:
            each.out_of_time()
        else:
            task.result()  # a defect of ours is not hidden
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
        self._open: set[int] = set()

    @property
    def told(self) -> tuple[Told[Any], ...]:
        """What answered, in the order of the row."""
        return tuple(self._answers[place] for place in sorted(self._answers))

    async def run(self) -> None:
        if self.row.together:
            await asyncio.gather(*(self._ask(place) for place in range(len(self._offers))))
            return
        for place in range(len(self._offers)):
            await self._ask(place)
            if self._answers:
                return

    def out_of_time(self) -> None:
        """Note the sources that were being asked when the time was over."""
        for place in sorted(self._open):
            self._note(self._offers[place], "no_time", "the round was over before it answered")
        self._open.clear()

    async def _ask(self, place: int) -> None:
        offer: Offer[Any] = self._offers[place]
        provider = offer.provider
        if provider.key and not provider.optional and not self._client.has_key(provider):
            self._note(offer, "no_key", f"{provider.key.variable} is not set")
            return
        self._open.add(place)
        try:
            told = await offer.ask(self._client)
        except ProviderError as error:
            self._note(offer, error.reason, error.detail)
        else:
            self._take(place, offer, told)
        self._open.discard(place)

    def _take(self, place: int, offer: Offer[Any], told: Told[Any]) -> None:
        age = self._client.clock() - told.observed_at
        if age > self.row.most_age:
            hours = age.total_seconds() / 3600
            self._note(offer, "too_old", f"its newest figure is {hours:.1f} hours old")
            return
        self._answers[place] = told
        self._note(offer, None, "")

    def _note(self, offer: Offer[Any], reason: str | None, detail: str) -> None:
        attempt = Attempt(
            row=self.row.id, provider=offer.provider.name, reason=reason, detail=detail
        )
        self.attempts.append(attempt)
        self._tell(attempt)
