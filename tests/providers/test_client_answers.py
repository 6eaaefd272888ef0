"""Every answer of a source is a body or an error with a name, in its time."""

from __future__ import annotations

import asyncio
import gzip
import socket

import pytest
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
from tests.providers.one_source import (
    PATH,
    SOURCE,
    URL,
    ask,
    asked_of,
    in_turn,
    raw,
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
)
from explainer.providers.client import Body, Client


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
