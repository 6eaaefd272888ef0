"""Hosts are asked a little at a time, and left alone when they do not want us."""

from __future__ import annotations

import asyncio

import pytest
import structlog
from tests.providers.acting import (
    Act,
    Exchange,
    challenge,
    delayed,
    healthy,
    status,
)
from tests.providers.one_source import (
    PATH,
    SOURCE,
    URL,
    Ticks,
    ask,
    in_turn,
)
from tests.providers.playing import Playing
from tests.providers.running import client_of, run

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderError,
)
from explainer.providers.client import BLOCKED_SECONDS, BUSY_SECONDS, Body


def test_a_host_gets_no_more_requests_at_once_than_its_source_allows() -> None:
    """Two at a time, of any number of different calls."""
    most = [0, 0]

    async def act(exchange: Exchange) -> None:
        most[0] += 1
        most[1] = max(most)
        await asyncio.sleep(0.01)
        most[0] -= 1
        await healthy(exchange)

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            calls = (client.get(SOURCE, URL, {"page": n}, fresh=60.0) for n in range(12))
            await asyncio.gather(*calls)

    with Playing() as playing:
        playing.act(act)
        run(asking(playing))
    assert most[1] == SOURCE.at_once == 2


@pytest.mark.parametrize(
    ("act", "seconds", "kind", "told"),
    [
        (status(451), BLOCKED_SECONDS, ProviderBlocked, "left alone for another 15 min"),
        (challenge, BLOCKED_SECONDS, ProviderBlocked, "left alone for another 15 min"),
        (status(429), BUSY_SECONDS, ProviderBusy, "left alone for another 60 s"),
        (status(429, {"Retry-After": "45"}), 45.0, ProviderBusy, "left alone for another 45 s"),
        (
            status(429, {"Retry-After": "Mon, 07 Apr 2025 11:30:23 GMT"}),
            90.0,
            ProviderBusy,
            "left alone for another 2 min",
        ),
    ],
)
def test_a_host_that_does_not_want_us_is_left_alone(
    act: Act, seconds: float, kind: type[ProviderError], told: str
) -> None:
    """For a quarter of an hour, or as long as it asks; other calls of the host wait as well."""
    ticks = Ticks()

    async def asking(playing: Playing) -> None:
        async with client_of(playing, ticks=ticks.tell) as client:
            with pytest.raises(kind):
                await ask(client)
            playing.act(healthy)
            playing.forget()
            ticks.now = 0.001
            with pytest.raises(kind, match=told):
                await client.get(SOURCE, "https://source.example/other", fresh=60.0)
            ticks.now = seconds - 1
            with pytest.raises(kind):
                await ask(client)
            assert playing.seen == []
            ticks.now = seconds + 1
            assert (await ask(client)).content

    with Playing() as playing, structlog.testing.capture_logs() as logs:
        playing.act(act)
        run(asking(playing))
    assert [log["event"] for log in logs if log["event"].startswith("provider")] == [
        "provider.resting"
    ]


def test_calls_that_wait_for_their_turn_are_not_sent_to_a_host_that_blocks() -> None:
    """Of ten calls two are under way when the block comes; the others are never sent."""

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            calls = (client.get(SOURCE, URL, {"page": n}, fresh=60.0) for n in range(10))
            ends = await asyncio.gather(*calls, return_exceptions=True)
            assert {type(end) for end in ends} == {ProviderBlocked}

    with Playing() as playing:
        playing.act(delayed(0.05, status(403)))
        run(asking(playing))
        assert len(playing.seen) == 2


def test_an_error_inside_a_good_status_is_tried_again_and_not_kept() -> None:
    """A check looks at a body before it is kept."""

    def check(body: Body) -> None:
        if body.content == b"{}":
            raise ProviderBusy("coingecko", "it asks for fewer requests")

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            body = await ask(client, check=check)
            assert body.content != b"{}"
            assert playing.calls()[PATH] == 3

    with Playing() as playing:
        playing.act(in_turn(status(200), status(200), healthy))
        run(asking(playing))


def test_who_we_are_is_told_and_nothing_else() -> None:
    """The name of the project, no browser's; packed answers are asked for; no cookie is sent."""

    async def asking(playing: Playing) -> None:
        async with client_of(playing) as client:
            for number in range(3):
                await client.get(SOURCE, URL, {"page": number}, fresh=60.0)

    with Playing() as playing:
        playing.act(status(200, {"Set-Cookie": "id=1; Path=/"}, b"[1]"))
        run(asking(playing))
    for seen in playing.seen:
        assert seen.headers["user-agent"].startswith("explainer/")
        assert "mozilla" not in seen.headers["user-agent"].lower()
        assert seen.headers["accept-encoding"] == "gzip"
        assert "cookie" not in seen.headers
