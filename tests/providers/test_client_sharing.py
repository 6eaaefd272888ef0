"""One request for all who want the same, and a body for those who come later."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tests.providers.acting import (
    delayed,
    healthy,
    silent,
    status,
)
from tests.providers.one_source import (
    PATH,
    Ticks,
    ask,
)
from tests.providers.playing import AS_OF, Playing
from tests.providers.running import client_of, run

from explainer.errors import (
    ProviderRefused,
    ProviderUnreachable,
)
from explainer.providers.client import Body


def test_equal_calls_at_one_time_are_one_request() -> None:
    """A thousand who want the same at once cause one request, and one more when it is stale."""
    ticks = Ticks()
    now = [AS_OF]

    async def asking(playing: Playing) -> None:
        async with client_of(playing, ticks=ticks.tell, clock=lambda: now[0]) as client:
            bodies = await asyncio.gather(*(ask(client) for _ in range(1000)))
            assert len({id(body) for body in bodies}) == 1
            assert playing.calls()[PATH] == 1
            ticks.now, now[0] = 59.0, AS_OF + timedelta(seconds=59)
            await ask(client)
            assert playing.calls()[PATH] == 1
            ticks.now, now[0] = 61.0, AS_OF + timedelta(seconds=61)
            await asyncio.gather(*(ask(client) for _ in range(1000)))
            assert playing.calls()[PATH] == 2

    with Playing() as playing:
        run(asking(playing))


def test_a_failure_is_told_to_all_who_wait_and_is_not_kept() -> None:
    """The next one asks anew."""

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            every = await asyncio.gather(*(ask(client) for _ in range(50)), return_exceptions=True)
            assert {type(each) for each in every} == {ProviderRefused}
            assert playing.calls()[PATH] == 1
            playing.act(healthy)
            assert (await ask(client)).content

    with Playing() as playing:
        playing.act(status(404))
        run(asking(playing))


@pytest.mark.parametrize(
    ("later", "tells", "requests"),
    [
        (timedelta(seconds=30), 30.0, 1),
        (timedelta(seconds=-90), 30.0, 1),
        (timedelta(hours=8), 30.0, 2),  # the computer slept
        (timedelta(hours=-1), 30.0, 2),  # its clock was set back
    ],
)
def test_what_is_kept_is_fresh_by_both_clocks(
    later: timedelta, tells: float, requests: int
) -> None:
    """Rising seconds stop while a computer sleeps, and the time of day may be set."""
    ticks = Ticks()
    now = [AS_OF]

    async def asking(playing: Playing) -> None:
        async with client_of(playing, ticks=ticks.tell, clock=lambda: now[0]) as client:
            await ask(client)
            ticks.now, now[0] = tells, AS_OF + later
            await ask(client)
            assert playing.calls()[PATH] == requests

    with Playing() as playing:
        run(asking(playing))


def test_one_who_gives_up_takes_nothing_from_the_others() -> None:
    """The request goes on for those who still wait."""

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            waiting = [asyncio.create_task(ask(client)) for _ in range(3)]
            await asyncio.sleep(0.05)
            waiting[0].cancel()
            bodies = await asyncio.gather(*waiting, return_exceptions=True)
            assert isinstance(bodies[0], asyncio.CancelledError)
            assert all(isinstance(body, Body) for body in bodies[1:])
            assert playing.calls()[PATH] == 1

    with Playing() as playing:
        playing.act(delayed(0.2))
        run(asking(playing))


def test_a_request_that_nobody_waits_for_is_ended() -> None:
    """Its connection is closed, and who comes afterwards starts another one."""

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            waiting = [asyncio.create_task(ask(client)) for _ in range(3)]
            await asyncio.sleep(0.1)
            assert playing.connections == 1
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            playing.act(healthy)
            assert (await ask(client)).content
            await asyncio.sleep(0.1)
            assert playing.calls()[PATH] == 2
            assert playing.connections == 1

    with Playing() as playing:
        playing.act(silent)
        run(asking(playing))


def test_closing_ends_what_is_under_way_with_a_named_error() -> None:
    """Nobody who waits is left waiting, or is told that he was cancelled."""

    async def asking(playing: Playing) -> None:
        client = client_of(playing)
        waiting = [asyncio.create_task(ask(client)) for _ in range(3)]
        await asyncio.sleep(0.1)
        await client.close()
        ends = await asyncio.gather(*waiting, return_exceptions=True)
        assert {type(end) for end in ends} == {ProviderUnreachable}
        with pytest.raises(ProviderUnreachable, match="we were closing"):
            await ask(client)
        await client.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        assert others == set()

    with Playing() as playing:
        playing.act(silent)
        run(asking(playing))


def test_a_client_may_be_made_outside_of_the_loop() -> None:
    """It is of the loop in which it is first used."""
    with Playing() as playing:
        client = client_of(playing)

        async def asking() -> Body:
            async with client:
                return await ask(client)

        assert run(asking()).content
