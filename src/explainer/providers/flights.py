"""One task for all who want the same thing at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class _Flight(Generic[Answer]):
    """A task, and how many wait for it."""

    def __init__(self, task: asyncio.Task[Answer]) -> None:
        self.task = task
        self.waiting = 0


class Flights(Generic[Key, Answer]):
    """Tasks under way, by what they are to bring.

    One who gives up takes nothing from the others. When the last one has given up the task is
    cancelled, so that nothing goes on that nobody waits for.
    """

    def __init__(self) -> None:
        self._by_key: dict[Key, _Flight[Answer]] = {}
        self._tasks: set[asyncio.Task[Answer]] = set()
        """Those that are being cancelled as well."""

    async def join(
        self, key: Key, start: Callable[[], Coroutine[Any, Any, Answer]]
    ) -> Answer | None:
        """What the task of this key brings, or its exception; None if it was ended by `close`.

        *start* makes the task where there is none.
        """
        flight = self._by_key.get(key)
        if flight is None:
            flight = self._begin(key, start)
        flight.waiting += 1
        try:
            # unlike awaiting the task, this does not cancel it when one who waits is cancelled
            await asyncio.wait((flight.task,))
        finally:
            flight.waiting -= 1
            if not flight.waiting and not flight.task.done():
                self._forget(key, flight)
                flight.task.cancel()
        return None if flight.task.cancelled() else flight.task.result()

    def _begin(self, key: Key, start: Callable[[], Coroutine[Any, Any, Answer]]) -> _Flight[Answer]:
        flight = _Flight(asyncio.create_task(start()))
        self._by_key[key] = flight
        self._tasks.add(flight.task)
        flight.task.add_done_callback(lambda task: self._end(key, flight, task))
        return flight

    def _end(self, key: Key, flight: _Flight[Answer], task: asyncio.Task[Answer]) -> None:
        self._forget(key, flight)
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # nobody may be left to look at it

    def _forget(self, key: Key, flight: _Flight[Answer]) -> None:
        # another task may have begun under this key since
        if self._by_key.get(key) is flight:
            del self._by_key[key]

    async def close(self) -> None:
        """Cancel every task, and wait until all have ended."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
