"""A small server on this machine that answers as it is told, and what a source makes of it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, TypeVar

from explainer.providers.client import Client
from explainer.providers.nouns import Told

Figures = TypeVar("Figures")


class Answer(NamedTuple):
    """What the server says to one path."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200


class Asked(NamedTuple):
    """One request that came in; header names in small letters."""

    path: str
    headers: Mapping[str, str]


@contextmanager
def answering(answers: Mapping[str, Answer | bytes]) -> Iterator[tuple[str, list[Asked]]]:
    """Serve the answers by path (with its query if one is given); yield the address and requests.

    `*` answers whatever else is asked; without it, that is not found.
    """
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.append(Asked(self.path, headers))
            plain = self.path.partition("?")[0]
            keys = [key for key in (self.path, plain, "*") if key in answers]
            found = answers[keys[0]] if keys else Answer(b"", status=404)
            answer = found if isinstance(found, Answer) else Answer(found)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def told(
    ask: Callable[[Client], Awaitable[Told[Figures]]],
    answers: Mapping[str, Answer | bytes],
    now: datetime,
    keys: Mapping[str, str] | None = None,
) -> Told[Figures]:
    """What a source tells at *now* when the server plays it."""

    async def one(mirror: str) -> Told[Figures]:
        async with Client(clock=lambda: now, mirror=mirror, keys=keys) as client:
            return await ask(client)

    with answering(answers) as (address, _):
        return asyncio.run(one(address))
