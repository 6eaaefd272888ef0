"""How a source that is played may behave: one coroutine a behavior, over a bare connection."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import msgspec
from tests.providers.day import Asked, Payload

NO_HEADERS: Mapping[str, str] = {}
CHALLENGE_PAGE = (
    b'<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head>'
    b"<body><script>window._cf_chl_opt={}</script></body></html>"
)
PAGE = b"<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>"
REASONS = {200: "OK", 302: "Found", 403: "Forbidden", 404: "Not Found", 429: "Too Many Requests"}
BOMB_BYTES = 400_000_000
PIECE = b" " * 65_536


class Exchange(msgspec.Struct, kw_only=True):
    """One request and the connection that it came on; *payload* makes the answer of the day."""

    asked: Asked
    payload: Callable[[Asked], Payload | None]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def head(self, status: int, headers: Mapping[str, str], version: str = "HTTP/1.1") -> None:
        """Send the first lines of an answer."""
        lines = [f"{version} {status} {REASONS.get(status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def send(
        self,
        body: bytes,
        status: int = 200,
        content_type: str = "application/json",
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> None:
        """Send a whole answer."""
        sized = {"Content-Type": content_type, "Content-Length": str(len(body))}
        self.head(status, {**sized, **headers})
        self.writer.write(body)

    def answer(self) -> Payload:
        """The answer of the day; a 404 is sent by who finds none."""
        found = self.payload(self.asked)
        return Payload(body=b"", content_type="") if found is None else found

    def reset(self) -> None:
        """Break the connection at once."""
        found = self.writer.get_extra_info("socket")
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Act = Callable[[Exchange], Awaitable[None]]


async def healthy(exchange: Exchange) -> None:
    """Answer as the source does on a good day."""
    found = exchange.answer()
    if found.content_type:
        exchange.send(found.body, content_type=found.content_type)
    else:
        exchange.send(b'{"error": "nobody plays this"}', 404)


def delayed(seconds: float, then: Act = healthy) -> Act:
    """Wait before doing anything."""

    async def act(exchange: Exchange) -> None:
        await asyncio.sleep(seconds)
        await then(exchange)

    return act


async def down(exchange: Exchange) -> None:
    """Break every connection."""
    exchange.reset()


async def silent(exchange: Exchange) -> None:
    """Never answer, until the other side hangs up."""
    await exchange.reader.read()
    exchange.writer.close()


def status(code: int, headers: Mapping[str, str] = NO_HEADERS, body: bytes = b"{}") -> Act:
    """Answer with a status."""

    async def act(exchange: Exchange) -> None:
        exchange.send(body, code, headers=headers)

    return act


def page(body: bytes = PAGE, code: int = 200) -> Act:
    """Answer with a page."""

    async def act(exchange: Exchange) -> None:
        exchange.send(body, code, "text/html; charset=UTF-8")

    return act


challenge = page(CHALLENGE_PAGE)
"""Ask the browser to prove itself, with a good status."""
rate_limited = status(429, body=b'{"status": {"error_code": 429}}')
"""Ask for fewer requests, without saying for how long."""


async def truncated(exchange: Exchange) -> None:
    """Announce a whole body, send half of it and hang up."""
    body = exchange.answer().body
    exchange.head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))})
    exchange.writer.write(body[: len(body) // 2])
    await exchange.writer.drain()
    exchange.writer.close()


async def cut_short(exchange: Exchange) -> None:
    """Send half of a body as if it were the whole."""
    found = exchange.answer()
    exchange.send(found.body[: len(found.body) // 2], content_type=found.content_type)


async def wrong_shape(exchange: Exchange) -> None:
    """Send something else of the same form: what is a list is an object, and columns changed."""
    found = exchange.answer()
    if found.content_type == "application/json":
        exchange.send(b'{"unexpected": [{"shape": true}]}')
    else:
        body = re.sub(rb"[A-Za-z]{4,}", b"other", found.body)
        exchange.send(body, content_type=found.content_type)


async def null_rows(exchange: Exchange) -> None:
    """Send the answer with every figure missing."""
    found = exchange.answer()
    if found.content_type == "application/json":
        tree = json.loads(found.body.decode("utf-8-sig"))
        exchange.send(json.dumps(_without_figures(tree)).encode())
    else:
        body = re.sub(rb"(?<=[>,(])-?[0-9][0-9.,]*(?=[<,)\n])", b"", found.body)
        exchange.send(body, content_type=found.content_type)


def _without_figures(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _without_figures(value) for name, value in tree.items()}
    if isinstance(tree, list):
        return [_without_figures(value) for value in tree]
    is_figure = isinstance(tree, float) or (
        isinstance(tree, str) and re.fullmatch(r"-?[0-9.e+-]+", tree)
    )
    return None if is_figure else tree


async def endless(exchange: Exchange) -> None:
    """Send a body that never ends, as fast as it is taken."""
    exchange.head(200, {"Content-Type": "application/json"})
    exchange.writer.write(b"[")
    while True:
        exchange.writer.write(PIECE)
        await exchange.writer.drain()


def trickling(pause: float = 0.05) -> Act:
    """Send a body that never ends, byte by byte."""

    async def act(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Type": "application/json"})
        exchange.writer.write(b"[")
        while True:
            exchange.writer.write(b" ")
            await exchange.writer.drain()
            await asyncio.sleep(pause)

    return act


def _bomb() -> bytes:
    """A small body that unpacks to hundreds of megabytes: one member a megabyte of blanks."""
    member = gzip.compress(b" " * 1_000_000)
    return gzip.compress(b"[" + b" " * 20_000_000) + member * (BOMB_BYTES // 1_000_000)


BOMB = _bomb()


async def bomb(exchange: Exchange) -> None:
    """Send a body that unpacks to a thousand times its size."""
    exchange.send(BOMB, headers={"Content-Encoding": "gzip"})


def skewed(by: timedelta) -> Act:
    """Answer with a clock that goes wrong by so much."""

    async def act(exchange: Exchange) -> None:
        exchange.asked = msgspec.structs.replace(exchange.asked, now=exchange.asked.now + by)
        await healthy(exchange)

    return act
