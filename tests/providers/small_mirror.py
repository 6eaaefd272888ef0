"""A small server that takes the place of a source: a path and what it answers."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

import msgspec
import stamina

from explainer.providers.client import Client
from explainer.providers.nouns import Told

Figures = TypeVar("Figures")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is not simply JSON with a good status."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = {}


Query = Mapping[str, str]
Answer = Page | Callable[[Query], Any] | Any
"""A page, what makes an answer of the query, or what is sent as JSON."""


class _Server(ThreadingHTTPServer):
    """Takes the burst of a whole round: all sources are asked at once."""

    request_queue_size = 128


class SmallMirror:
    """Answers by path; a key such as `/gate/x?contract=BTC_USDT` wants that in the query as well.

    What it has no answer for is a 404. *asked* holds every path with its query, in order.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.asked: list[tuple[str, Query]] = []
        self.headers: list[Mapping[str, str]] = []
        self.answer_with(answers)
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                mirror._answer(self)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                mirror._answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def answer_with(self, answers: Mapping[str, Answer]) -> None:
        """Give these answers from now on, and no others."""
        # the more a key wants, the sooner it is tried
        self._answers = sorted(answers.items(), key=lambda item: -len(item[0]))

    @property
    def url(self) -> str:
        """Where it is found."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> SmallMirror:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = dict(parse_qsl(parts.query))
        self.asked.append((parts.path, query))
        self.headers.append(dict(handler.headers))
        page = self._page(parts.path, query)
        handler.send_response(page.status)
        handler.send_header("Content-Type", page.content_type)
        handler.send_header("Content-Length", str(len(page.body)))
        for name, value in page.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        # a client that has its error already does not wait for the other answers
        with suppress(ConnectionError):
            handler.wfile.write(page.body)

    def _page(self, path: str, query: Query) -> Page:
        for key, answer in self._answers:
            wanted = urlsplit(key)
            if wanted.path == path and dict(parse_qsl(wanted.query)).items() <= query.items():
                made = answer(query) if callable(answer) else answer
                return made if isinstance(made, Page) else Page(body=json.dumps(made).encode())
        return Page(status=404, body=b"{}")


def ask(
    row: Callable[[Client], Awaitable[Told[Figures]]],
    answers: Mapping[str, Answer],
    now: datetime,
    **keys: str,
) -> Told[Figures]:
    """What a source tells at that time, if it answers so; its ProviderError if it does not."""
    with SmallMirror(answers) as mirror:
        return ask_mirror(row, mirror, now, **keys)


def ask_mirror(
    row: Callable[[Client], Awaitable[Told[Figures]]],
    mirror: SmallMirror,
    now: datetime,
    **keys: str,
) -> Told[Figures]:
    """As `ask`, of a mirror that is there."""

    async def run() -> Told[Figures]:
        async with Client(clock=lambda: now, mirror=mirror.url, keys=keys) as client:
            return await row(client)

    # tries are kept, the pauses between them are not
    with stamina.set_testing(True, attempts=2, cap=True):
        return asyncio.run(run())
