"""The client: bounded, gentle, one request for all, and silent about keys."""

from __future__ import annotations

import asyncio
import gzip
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import structlog
from tests.providers.acting import (
    BOMB,
    NO_HEADERS,
    PAGE,
    Act,
    Exchange,
    challenge,
    delayed,
    down,
    endless,
    healthy,
    page,
    silent,
    status,
    trickling,
    truncated,
)
from tests.providers.playing import AS_OF, Playing
from tests.providers.running import client_of, run

from explainer.errors import (
    ProviderBlocked,
    ProviderBusy,
    ProviderError,
    ProviderFailed,
    ProviderRefused,
    ProviderShapeError,
    ProviderTimeout,
    ProviderUnreachable,
    SettingsError,
)
from explainer.providers.client import BLOCKED_SECONDS, BUSY_SECONDS, Body, Client
from explainer.providers.provider import Key, Provider

KEY = "s3cret/+key=&%"
SOURCE = Provider(
    name="coingecko",
    title="A source",
    link="https://source.example",
    attribution="by a source",
    terms="none",
    key=Key(variable="SOURCE_KEY", sent_as="header", name="x-key"),
    optional=True,
)
BY_PARAMETER = msgspec.structs.replace(
    SOURCE, key=Key(variable="SOURCE_KEY", sent_as="parameter", name="key")
)
URL = "https://source.example/api/v3/global"
PATH = "/coingecko/api/v3/global"


async def ask(client: Client, provider: Provider = SOURCE, **more: Any) -> Body:
    """Ask for what is played best."""
    return await client.get(provider, URL, fresh=more.pop("fresh", 60.0), **more)


def asked_of(playing: Playing, provider: Provider = SOURCE, **more: Any) -> Body:
    """What a client gets that asks once."""

    async def asking() -> Body:
        async with client_of(playing, **more) as client:
            return await ask(client, provider)

    return run(asking())


def raw(*pieces: bytes, hang_up: bool = True) -> Act:
    """Send these bytes as they are."""

    async def act(exchange: Exchange) -> None:
        for piece in pieces:
            exchange.writer.write(piece)
        await exchange.writer.drain()
        if hang_up:
            exchange.writer.close()

    return act


def in_turn(*acts: Act) -> Act:
    """Behave so one request after the other, and stay with the last."""
    left = list(acts)

    async def act(exchange: Exchange) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(exchange)

    return act


class Ticks:
    """Seconds that rise when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def tell(self) -> float:
        """The seconds so far."""
        return self.now


# What answers, and what does not


def test_a_good_answer_is_a_body_with_its_public_address_and_time() -> None:
    """The address is the source's own, not that of the mirror."""
    with Playing() as playing:
        body = asked_of(playing)
    assert body.content.startswith(b'{"data"')
    assert (body.url, body.fetched_at, body.fresh) == (URL, AS_OF, 60.0)
    assert playing.unknown == playing.failed == []


@pytest.mark.parametrize(
    ("act", "kind", "detail", "tries"),
    [
        (down, ProviderUnreachable, "no connection", 3),
        (truncated, ProviderUnreachable, "no connection (RemoteProtocolError)", 3),
        (raw(b"SSH-2.0-OpenSSH\r\n\r\n"), ProviderUnreachable, "no connection", 3),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000), ProviderUnreachable, "connection", 3),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000), ProviderUnreachable, "connecti", 3),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n{}"), ProviderUnreachable, "conn", 3),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}"), ProviderUnreachable, "conn", 3),
        (raw(b""), ProviderUnreachable, "no connection (RemoteProtocolError)", 3),
        (status(500), ProviderFailed, "it failed (500)", 3),
        (status(502, body=PAGE), ProviderFailed, "it failed (502)", 3),
        (status(408), ProviderTimeout, "it gave up waiting for us (408)", 3),
        (status(429), ProviderBusy, "it asks for fewer requests (429)", 3),
        (status(429, {"Retry-After": "0"}), ProviderBusy, "fewer requests (429)", 3),
        (status(429, {"Retry-After": "2"}), ProviderBusy, "fewer requests (429)", 3),
        (status(429, {"Retry-After": "600"}), ProviderBusy, "fewer requests (429)", 1),
        (status(503, {"Retry-After": "600"}), ProviderBusy, "fewer requests (503)", 1),
        (status(403), ProviderBlocked, "it does not serve us (403)", 1),
        (status(418), ProviderBlocked, "it does not serve us (418)", 1),
        (status(451), ProviderBlocked, "it does not serve us (451)", 1),
        (challenge, ProviderBlocked, "it asks a browser to prove itself", 1),
        (status(400), ProviderRefused, "it does not give what is asked for (400)", 1),
        (status(401), ProviderRefused, "it wants a key, or does not accept ours (401)", 1),
        (status(404), ProviderRefused, "it does not give what is asked for (404)", 1),
        (status(204, body=b""), ProviderRefused, "it does not give what", 1),
        (page(PAGE), ProviderShapeError, "json is due, and text/html came", 1),
        (status(200, body=b"Too Many Requests"), ProviderShapeError, "json is due", 1),
        (status(200, body=b""), ProviderShapeError, "the body is empty", 1),
        (status(200, {"Content-Encoding": "br"}), ProviderShapeError, "packed in a way", 1),
        (status(200, {"Content-Encoding": "gzip"}), ProviderShapeError, "cannot be unpacked", 1),
        (
            status(200, {"Content-Encoding": "gzip"}, body=BOMB),
            ProviderShapeError,
            "more than 8,000,000 bytes",
            1,
        ),
        (endless, ProviderShapeError, "the body has more than 8,000,000 bytes", 1),
    ],
)
def test_every_failure_has_its_name_and_its_number_of_tries(
    act: Act, kind: type[ProviderError], detail: str, tries: int
) -> None:
    """Only what may pass is tried again: no connection, silence, failures, and short waits."""
    with Playing() as playing:
        playing.act(act)
        with pytest.raises(ProviderError) as caught:
            asked_of(playing)
    assert type(caught.value) is kind
    assert detail in caught.value.detail
    assert playing.calls()[PATH] == tries


@pytest.mark.parametrize(
    "act",
    [
        silent,
        trickling(),
        delayed(5.0),
        in_turn(status(500), silent),
        in_turn(status(302, {"Location": PATH}), silent),
    ],
)
def test_a_call_ends_in_its_time_however_slow_the_source(act: Act) -> None:
    """Silence, a byte now and then, and tries and redirects all count into one time."""

    async def asking() -> None:
        async with asyncio.timeout(4), client_of(playing, call_seconds=0.3) as client:
            await ask(client)

    with Playing() as playing:
        playing.act(act)
        with pytest.raises((ProviderTimeout, ProviderFailed)):
            run(asking())


def test_what_went_wrong_before_the_time_was_over_is_told() -> None:
    """A source that failed and then fell silent is one that failed."""
    with Playing() as playing:
        playing.act(in_turn(status(500), silent))
        with pytest.raises(ProviderFailed, match="it failed"):
            asked_of(playing, call_seconds=0.3)


def test_an_endless_page_of_an_error_does_not_hide_its_status() -> None:
    """Of an error only the first bytes are read."""

    async def act(exchange: Exchange) -> None:
        exchange.head(403, NO_HEADERS)
        while True:
            exchange.writer.write(b"no " * 1000)
            await exchange.writer.drain()

    with Playing() as playing:
        playing.act(act)
        with pytest.raises(ProviderBlocked, match="403"):
            asked_of(playing)


@pytest.mark.parametrize(
    "act",
    [
        in_turn(down, healthy),
        in_turn(status(503), status(429), healthy),
        raw(b'HTTP/1.0 200 OK\r\nServer: old\r\n\r\n{"data": 1}'),
        raw(b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"data": 1}and more'),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[1\r\n1\r\n]\r\n0\r\n\r\n"),
        raw(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 20 + b"HTTP/1.1 200 OK\r\n\r\n[1]"),
        status(200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"data": 1}')),
        status(200, {"Set-Cookie": "a=b; Path=/"}, b"[1]"),
    ],
)
def test_odd_servers_are_understood(act: Act) -> None:
    """One that recovers, one of HTTP/1.0, and ones that say more than is due."""
    with Playing() as playing:
        playing.act(act)
        assert asked_of(playing).content


def test_a_length_that_is_too_short_spoils_nothing_for_the_next() -> None:
    """What is left on a connection is not taken for the next answer."""
    with Playing() as playing:
        wrong = raw(
            b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"data": 1}, "more": 2}',
            hang_up=False,
        )
        playing.act(in_turn(wrong, healthy))

        async def asking() -> tuple[Body, Body]:
            async with client_of(playing) as client:
                return await ask(client), await client.get(SOURCE, URL, {"page": 2}, fresh=60.0)

        first, second = run(asking())
    assert first.content == b'{"data": 1}'
    assert second.content.startswith(b'{"data": {')


def test_nobody_there_is_unreachable() -> None:
    """A port that nothing listens on is no connection."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        mirror = f"http://127.0.0.1:{taken.getsockname()[1]}"

        async def asking() -> Body:
            async with Client(clock=lambda: AS_OF, mirror=mirror) as client:
                return await ask(client)

        with pytest.raises(ProviderUnreachable, match="no connection"):
            run(asking())


# Redirects


def redirecting(location: Callable[[Exchange], str], code: int = 302) -> Act:
    """Send on, but for the path that is played at the end of the way."""

    async def act(exchange: Exchange) -> None:
        if exchange.asked.query.get("end"):
            await healthy(exchange)
        else:
            exchange.send(b"", code, headers={"Location": location(exchange)})

    return act


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["?end=1", PATH + "?end=1", "{host}" + PATH + "?end=1"])
def test_a_source_may_send_us_on_within_its_host(code: int, target: str) -> None:
    """Relative and whole addresses are followed; what is told stays the address that was asked."""
    with Playing() as playing:
        playing.act(redirecting(lambda _: target.replace("{host}", playing.url), code))
        body = asked_of(playing, keys={"SOURCE_KEY": KEY})
        assert body.url == URL
        assert [seen.headers["x-key"] for seen in playing.seen] == [KEY, KEY]


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/?end=1",
        "//elsewhere.example/?end=1",
        "http://localhost:{port}/coingecko/api/v3/global?end=1",
        "http://127.0.0.1:1/?end=1",
        "https://127.0.0.1:{port}/?end=1",
        "http://user:word@127.0.0.1:{port}/?end=1",
        "ftp://127.0.0.1/?end=1",
        "javascript:/alert(1)",
    ],
)
def test_no_source_may_send_us_elsewhere(target: str) -> None:
    """Another host, port or scheme would get our key; nothing of the address is repeated."""
    with Playing() as playing:
        port = playing.url.rpartition(":")[2]
        playing.act(redirecting(lambda _: target.replace("{port}", port)))
        with pytest.raises(ProviderRefused) as caught:
            asked_of(playing, BY_PARAMETER, keys={"SOURCE_KEY": KEY})
        assert "it sends us to" in caught.value.detail
        assert "elsewhere" not in str(caught.value)
        assert len(playing.seen) == 1


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://[::1", "http://\x01/", ""])
def test_an_address_that_is_none_is_an_error_of_the_source(target: str) -> None:
    """Whatever a library stumbles over has a name of ours."""
    with Playing() as playing:
        playing.act(redirecting(lambda _: target))
        with pytest.raises((ProviderRefused, ProviderUnreachable)):
            asked_of(playing)


def test_a_source_may_send_us_on_three_times() -> None:
    """The fourth time is one too many; so is an address that leads back to itself."""
    for ways, fine in ((3, True), (4, False), (10**9, False)):
        with Playing() as playing:
            playing.act(
                redirecting(
                    lambda exchange, ways=ways: (  # type: ignore[misc]
                        f"?way={int(exchange.asked.query.get('way', '0')) + 1}"
                        if int(exchange.asked.query.get("way", "0")) + 1 < ways
                        else "?end=1"
                    )
                )
            )
            if fine:
                assert asked_of(playing).content
            else:
                with pytest.raises(ProviderRefused, match="sends us on more than 3 times"):
                    asked_of(playing)
                assert len(playing.seen) == 4


def test_what_is_posted_is_sent_on_only_as_such() -> None:
    """A redirect that would make a question of what is posted is not followed."""
    for code, fine in ((307, True), (308, True), (302, False), (303, False)):
        with Playing() as playing:
            playing.act(redirecting(lambda _: "?end=1", code))

            async def asking(playing: Playing = playing) -> Body:
                async with client_of(playing) as client:
                    return await ask(client, posted={"type": "all"})

            if fine:
                assert run(asking()).content
            else:
                with pytest.raises(ProviderRefused, match="does not take what is posted"):
                    run(asking())


# One request for all


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


# Gentleness


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


# Addresses and keys


def test_a_mirror_takes_the_place_of_the_host_alone() -> None:
    """The name of the source, the path as it is written and every parameter are kept."""

    async def asking(playing: Playing) -> list[str]:
        async with Client(clock=lambda: AS_OF, mirror=playing.url + "/") as client:
            url = "https://source.example/v8/chart/%5ENDX?interval=1d"
            first = await client.get(SOURCE, url, {"range": "1 mo", "ids": "a,b"}, fresh=60.0)
            second = await client.get(SOURCE, "https://source.example/x?a=1", fresh=60.0)
            return [first.url, second.url]

    with Playing() as playing:
        playing.act(status(200, body=b"[1]"))
        urls = run(asking(playing))
        first, second = playing.seen
    assert urls == [
        "https://source.example/v8/chart/%5ENDX?interval=1d&range=1+mo&ids=a%2Cb",
        "https://source.example/x?a=1",
    ]
    assert first.path == "/coingecko/v8/chart/%5ENDX"
    assert first.query == {"interval": "1d", "range": "1 mo", "ids": "a,b"}
    assert (second.path, second.query) == ("/coingecko/x", {"a": "1"})


@pytest.mark.parametrize("provider", [SOURCE, BY_PARAMETER])
@pytest.mark.parametrize(
    "act",
    [
        healthy,
        down,
        status(401),
        status(403),
        status(429),
        status(500),
        redirecting(lambda _: f"https://elsewhere.example/?key={KEY}"),
        page(),
        truncated,
    ],
)
def test_a_key_is_sent_and_shown_nowhere(
    provider: Provider, act: Act, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in addresses, errors, their traces, or the logs of any library at its loudest."""
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    with Playing() as playing, structlog.testing.capture_logs() as logs:
        playing.act(act)
        try:
            body = asked_of(playing, provider, keys={"SOURCE_KEY": f" {KEY}\n"})
            shown.append(body.url)
        except ProviderError as error:
            shown += [str(error), repr(error), error.detail]
        for seen in playing.seen:
            sent = seen.headers.get("x-key") or seen.query.get("key")
            assert sent == KEY
    shown += [str(log) for log in logs]
    shown += [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert shown
    for text in shown:
        assert "s3cret" not in text
        assert "elsewhere" not in text


def test_a_key_that_a_source_repeats_is_hidden() -> None:
    """As it was sent, and as it stands in an address."""

    def check(_body: Body) -> None:
        raise ProviderRefused("coingecko", f"unknown key {KEY} in ?key=s3cret%2F%2Bkey%3D%26%25")

    async def asking(playing: Playing) -> Body:
        async with client_of(playing, keys={"SOURCE_KEY": KEY}) as client:
            return await ask(client, check=check)

    with Playing() as playing, pytest.raises(ProviderRefused) as caught:
        run(asking(playing))
    assert str(caught.value) == "coingecko: unknown key *** in ?key=***"
    assert repr(caught.value) == "ProviderRefused('coingecko: unknown key *** in ?key=***')"


def test_what_a_source_says_is_told_in_one_short_line() -> None:
    """Nothing in it moves a cursor, or fills a screen."""
    error = ProviderRefused("source", "no\x1b[2J\n\x00" + "!" * 5000)
    assert error.detail.startswith("no [2J  !!")
    assert len(error.detail) == 300
    assert error.detail.isprintable()


def test_keys_that_no_request_can_hold_are_refused_together() -> None:
    """Each is named by its variable, and none is shown."""
    keys = {"A_KEY": "ключ", "B_KEY": "two words", "C_KEY": "fine", "D_KEY": "a\r\nb", "E_KEY": " "}
    with pytest.raises(SettingsError) as caught:
        Client(clock=lambda: AS_OF, keys=keys)
    assert [problem.pointer for problem in caught.value.problems] == ["/A_KEY", "/B_KEY", "/D_KEY"]
    assert "ключ" not in str(caught.value)


def test_an_empty_key_is_none() -> None:
    """A variable that is there and empty switches nothing on."""
    client = Client(clock=lambda: AS_OF, keys={"SOURCE_KEY": " \n"})
    assert not client.has_key(SOURCE)
    assert Client(clock=lambda: AS_OF, keys={"SOURCE_KEY": "k"}).has_key(SOURCE)


# Proxies


def test_a_proxy_of_the_environment_is_used_for_sources_and_not_for_a_mirror(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A mirror is named by its address, and is reached there."""
    with Playing() as playing:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert asked_of(playing).content

        async def asking() -> Body:
            async with Client(clock=lambda: AS_OF) as client:
                url = f"{playing.url}{PATH}"
                return await client.get(SOURCE, url, fresh=60.0)

        playing.forget()
        with pytest.raises(ProviderUnreachable):
            run(asking())
        assert playing.seen == []


@pytest.mark.parametrize("proxy", ["socks9://x:1", "http://[::1", "::::"])
def test_a_proxy_that_is_none_is_a_setting_that_is_wrong(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    """The operator is told what to write, and not shown a trace."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(SettingsError, match="proxy"):
        Client(clock=lambda: datetime.now(UTC))


def test_the_log_of_httpx_stays_quiet_when_all_others_are_loud() -> None:
    """It would tell addresses and headers with keys in them."""
    Client(clock=lambda: AS_OF)
    for name in ("httpx", "httpcore", "httpcore.http11", "httpcore.connection"):
        assert logging.getLogger(name).getEffectiveLevel() >= logging.WARNING
