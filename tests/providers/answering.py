"""A real server that plays one source, and asking it through the real client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from explainer.providers.client import Client

Result = TypeVar("Result")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "providers"


class Page(msgspec.Struct, frozen=True):
    """What is answered to a request."""

    body: bytes
    status: int = 200


Pages = Mapping[str, bytes | Page]
"""By path on the mirror, with or without its query; `*` answers whatever else is asked."""


def fixture(path: str) -> bytes:
    """The bytes of a file in `fixtures/providers`."""
    return (FIXTURES / path).read_bytes()


def utc(text: str) -> datetime:
    """The time of `2026-02-04T14:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@contextmanager
def answering(pages: Pages) -> Iterator[tuple[str, list[str]]]:
    """The address of a server that answers with these pages, and the requests that it has seen."""
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            bare = urlsplit(self.path).path
            found = pages.get(self.path, pages.get(bare, pages.get("*", Page(b"", 404))))
            page = found if isinstance(found, Page) else Page(found)
            self.send_response(page.status)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(
    function: Callable[[Client], Awaitable[Result]],
    pages: Pages,
    now: str,
    keys: Mapping[str, str] | None = None,
) -> Result:
    """What a source's function makes of these pages at this moment."""
    with answering(pages) as (address, _):
        return asked_at(address, function, now, keys)


def asked_at(
    address: str,
    function: Callable[[Client], Awaitable[Result]],
    now: str,
    keys: Mapping[str, str] | None = None,
) -> Result:
    """The same, from a server that is up."""

    async def run() -> Result:
        async with Client(clock=lambda: utc(now), mirror=address, keys=keys) as client:
            return await function(client)

    return asyncio.run(run())
