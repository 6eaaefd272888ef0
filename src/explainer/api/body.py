"""The body of a request: JSON in UTF-8, not compressed, and never more of it than the limit."""

from __future__ import annotations

import asyncio
from typing import Any

from explainer.api.problems import AnyRequest, ClientGone, Refusal, shortened
from explainer.errors import Problem, SnapshotTooLarge

UTF8 = frozenset({"utf-8", "utf8", "us-ascii"})
"""Charsets whose bytes are UTF-8."""
PATIENCE_SECONDS = 30.0
"""How long a body may take to arrive; a client that stalls must not hold its place for ever."""


MOST_DISCARDED = 64_000_000
"""Bytes of a refused body that are taken without being kept."""
PAUSE_SECONDS = 0.25
"""A client that sends nothing for so long is waiting for the answer."""


async def read_body(request: AnyRequest, limit: int) -> bytes:
    """Return the body.

    Refusal if it is empty, not JSON by its headers, or not there in time; ClientGone if it ends
    early; SnapshotTooLarge if it is announced, or has grown, beyond `limit` bytes; no more of it is
    kept then.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            try:
                _check_headers(request)
                _check_announced(request, limit)
            except (Refusal, SnapshotTooLarge):
                await _discard(request)
                raise
            body = await _received(request, limit)
    except TimeoutError:
        raise Refusal(
            "too-slow",
            f"the body was not there after {PATIENCE_SECONDS:g} seconds",
            hint="send all of the bytes that Content-Length announces, at once",
            headers={"Connection": "close"},
        ) from None
    if body is None:
        raise _too_large(limit)
    if not body:
        raise Refusal(
            "empty-body",
            "the body is empty",
            hint="send JSON; /docs shows an example for each route",
        )
    return body


async def _discard(request: AnyRequest) -> None:
    """Take what a client is sending although it is refused, so that it comes to read the answer.

    Many clients send all of a body before they look; closing on them would show them a broken
    connection. One that asked first, or pauses, is told at once.
    """
    taken = 0
    while "expect" not in request.headers and taken <= MOST_DISCARDED:
        try:
            async with asyncio.timeout(PAUSE_SECONDS):
                message: Any = await request.receive()
        except TimeoutError:
            return
        taken += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return


async def _received(request: AnyRequest, limit: int) -> bytes | None:
    """The body; None if it has more than `limit` bytes. ClientGone if it ends early.

    What is beyond the limit is taken without being kept, for the reason `_discard` gives.
    """
    body = bytearray()
    taken = 0
    while taken <= MOST_DISCARDED:
        message: Any = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        part = message.get("body", b"")
        taken += len(part)
        if taken <= limit:
            body += part
        if not message.get("more_body", False):
            break
    return bytes(body) if taken <= limit else None


def _check_announced(request: AnyRequest, limit: int) -> None:
    """SnapshotTooLarge if the headers announce more than `limit` bytes."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise _too_large(limit)


def _check_headers(request: AnyRequest) -> None:
    """Refusal unless the headers announce JSON in UTF-8 without compression."""
    given = _all_lines(request, "content-type")
    media_type, *parameters = [part.strip().lower() for part in given.split(";")]
    if media_type != "application/json":
        got = f"got {shortened(given)!r}" if given else "the request has none"
        raise Refusal(
            "unsupported-media-type",
            f"Content-Type must be application/json; {got}",
            parameter="Content-Type",
            hint="send the header Content-Type: application/json",
            headers={"Accept-Post": "application/json"},
        )
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in UTF8:
            raise Refusal(
                "unsupported-media-type",
                f"the body must be in UTF-8; got charset {shortened(value)!r}",
                parameter="Content-Type",
                hint="JSON is always UTF-8: leave the charset out",
            )
    coding = _all_lines(request, "content-encoding").strip().lower()
    if coding not in ("", "identity"):
        raise Refusal(
            "unsupported-media-type",
            f"compressed bodies are not read; got Content-Encoding {shortened(coding)!r}",
            parameter="Content-Encoding",
            hint="send the JSON as it is",
            headers={"Accept-Encoding": "identity"},
        )


def _all_lines(request: AnyRequest, name: str) -> str:
    """Every line of a header as one, so that a second line is no way round the first."""
    return ", ".join(request.headers.getall(name, []))


def _too_large(limit: int) -> SnapshotTooLarge:
    detail = f"the body has more than {limit:,} bytes, the most this server reads"
    hint = "leave out assets and events that are not needed"
    return SnapshotTooLarge([Problem(pointer="", detail=detail, hint=hint)])
