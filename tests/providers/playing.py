"""A server on loopback that plays every source, each as well or as badly as it is told to.

`python -m tests.providers.playing [--port N] [--at TIME]` plays the day by hand.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

import msgspec
from tests.providers.acting import Act, Exchange, healthy
from tests.providers.day import ANSWERS, Asked, Payload
from tests.providers.day.asking import FIGURES

AS_OF = datetime.fromisoformat(FIGURES["as_of"])
"""The moment that the day is told at."""
MOST_HEADER_BYTES = 65_536


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One request that came in."""

    provider: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class Playing:
    """Plays the day for whoever asks, in a thread of its own; *clock* is the time of all sources.

    *seen* holds every request, *unknown* the paths that nobody plays, *failed* what went wrong in
    playing, *most_connections* how many were open at the same time. Both lists should be empty.
    """

    def __init__(self, *, clock: Callable[[], datetime] = lambda: AS_OF, port: int = 0) -> None:
        self.clock = clock
        self.seen: list[Seen] = []
        self.unknown: list[str] = []
        self.failed: list[str] = []
        self.connections = 0
        self.most_connections = 0
        self._port = port
        self._acts: dict[str, Act] = {}
        self._always: Act = healthy
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever)

    @property
    def url(self) -> str:
        """Where it is found: the mirror of a client."""
        return f"http://127.0.0.1:{self._port}"

    def act(self, act: Act, providers: Iterable[str] | None = None) -> None:
        """Let these sources behave so from now on; all of them, where none are named."""
        if providers is None:
            self._always = act
            self._acts.clear()
        else:
            self._acts.update(dict.fromkeys(providers, act))

    def calls(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(seen.path for seen in self.seen)

    def forget(self) -> None:
        """Begin to count anew."""
        self.seen.clear()
        self.unknown.clear()
        self.failed.clear()
        self.most_connections = self.connections

    def __enter__(self) -> Playing:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> None:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self._port, limit=MOST_HEADER_BYTES, backlog=1024
        )
        self._port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other on one connection."""
        self._writers.add(writer)
        self.connections += 1
        self.most_connections = max(self.most_connections, self.connections)
        try:
            # who hangs up, and who is cancelled at the end, has had enough
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                while not writer.is_closing():
                    await self._answer(reader, writer)
        except asyncio.CancelledError:
            return
        finally:
            self._writers.discard(writer)
            self.connections -= 1
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await self._asked(reader)
        self.seen.append(
            Seen(
                provider=asked.provider,
                path=asked.path,
                query=asked.query,
                headers=asked.headers,
            )
        )
        act = self._acts.get(asked.provider, self._always)
        exchange = Exchange(asked=asked, payload=self._payload, reader=reader, writer=writer)
        await act(exchange)
        await writer.drain()

    async def _asked(self, reader: asyncio.StreamReader) -> Asked:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head.strip().split("\r\n")
        _, target, _ = request.split(" ")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        parts = urlsplit(target)
        return Asked(
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers=headers,
            posted=await reader.readexactly(int(headers.get("content-length", "0"))),
            now=self.clock(),
        )

    def _payload(self, asked: Asked) -> Payload | None:
        """What is answered on this path; None, and a note of it, where nobody plays it."""
        answer = ANSWERS.get(asked.path) or ANSWERS.get(_pattern(asked.path))
        if answer is None:
            self.unknown.append(asked.path)
            return None
        try:
            return answer(asked)
        except Exception as error:
            self.failed.append(f"{asked.path}?{dict(asked.query)}: {error!r}")
            return None


def _pattern(path: str) -> str:
    """The path as it stands in the list, where a part of it may be any."""
    parts = path.split("/")
    for place in range(len(parts) - 1, 1, -1):
        pattern = "/".join([*parts[:place], "{}", *parts[place + 1 :]])
        if pattern in ANSWERS:
            return pattern
    return path


def main() -> None:
    """Play until interrupted; the day's own time moves on from TIME, or is that of the computer."""
    parser = argparse.ArgumentParser(prog="python -m tests.providers.playing", description=__doc__)
    parser.add_argument("--port", type=int, default=8900)
    parser.add_argument("--at", type=datetime.fromisoformat, help="as in 2025-04-07T11:28:53Z")
    options = parser.parse_args()
    moved = timedelta() if options.at is None else options.at - datetime.now(UTC)
    with Playing(clock=lambda: datetime.now(UTC) + moved, port=options.port) as playing:
        sys.stdout.write(f"EXPLAINER_PROVIDERS_URL={playing.url}\n")
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()
        for path in sorted(set(playing.unknown)):
            sys.stdout.write(f"nobody plays {path}\n")


if __name__ == "__main__":
    main()
