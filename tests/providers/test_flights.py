"""One task for all who want the same thing at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from explainer.providers.flights import Flights


class Counted:
    """Tasks that wait for a word, and how many of them were begun and cancelled."""

    def __init__(self) -> None:
        self.begun = 0
        self.cancelled = 0
        self.word = asyncio.Event()

    async def start(self) -> int:
        """Wait for the word; the number of this task."""
        self.begun += 1
        number = self.begun
        try:
            await self.word.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return number


Flying = Callable[[Flights[str, int], Counted], Coroutine[Any, Any, None]]


def fly(flying: Flying) -> Counted:
    """Run it with new flights; afterwards no task is left."""

    async def running() -> Counted:
        counted = Counted()
        await flying(Flights(), counted)
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return counted

    return asyncio.run(running())


async def until_begun(*tasks: asyncio.Task[Any]) -> None:
    """Let the tasks come to where they wait."""
    for _ in range(3):
        await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)


def test_all_who_come_while_it_is_under_way_get_the_same() -> None:
    """Who comes later starts anew; another key is another task."""

    async def flying(flights: Flights[str, int], counted: Counted) -> None:
        tasks = [asyncio.create_task(flights.join("a", counted.start)) for _ in range(5)]
        await until_begun(*tasks)
        other = asyncio.create_task(flights.join("b", counted.start))
        await until_begun(other)
        counted.word.set()
        assert await asyncio.gather(*tasks, other) == [1, 1, 1, 1, 1, 2]
        assert await flights.join("a", counted.start) == 3

    assert fly(flying).cancelled == 0


def test_the_last_who_gives_up_ends_it() -> None:
    """Until then nobody's leaving is felt."""

    async def flying(flights: Flights[str, int], counted: Counted) -> None:
        tasks = [asyncio.create_task(flights.join("a", counted.start)) for _ in range(3)]
        await until_begun(*tasks)
        for left, task in enumerate(tasks, 1):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await asyncio.sleep(0)
            assert counted.cancelled == (left == 3)

    assert fly(flying).begun == 1


def test_who_comes_after_the_last_has_left_is_not_ended_with_it() -> None:
    """A task that is being cancelled is nobody's any more."""

    async def flying(flights: Flights[str, int], counted: Counted) -> None:
        first = asyncio.create_task(flights.join("a", counted.start))
        await until_begun(first)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        second = asyncio.create_task(flights.join("a", counted.start))
        await until_begun(second)
        counted.word.set()
        assert await second == 2

    assert fly(flying).cancelled == 1


def test_closing_tells_all_who_wait_that_nothing_comes() -> None:
    """They are not cancelled themselves, and a closed one may be closed again."""

    async def flying(flights: Flights[str, int], counted: Counted) -> None:
        tasks = [asyncio.create_task(flights.join("a", counted.start)) for _ in range(3)]
        await until_begun(*tasks)
        await flights.close()
        assert await asyncio.gather(*tasks) == [None, None, None]
        await flights.close()

    assert fly(flying).cancelled == 1


def test_a_failure_reaches_all_who_wait() -> None:
    """Also one that nobody waits for any more leaves no complaint of the loop."""

    async def failing() -> int:
        await asyncio.sleep(0)
        raise ValueError("no")

    async def flying(flights: Flights[str, int], _counted: Counted) -> None:
        ends = await asyncio.gather(
            *(flights.join("a", failing) for _ in range(3)), return_exceptions=True
        )
        assert {type(end) for end in ends} == {ValueError}

    fly(flying)
