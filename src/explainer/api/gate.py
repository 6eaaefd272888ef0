"""What every request passes on its way in and out: its id, its log event, the common headers."""

from __future__ import annotations

import string
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from explainer.api.problems import REQUEST_ID, with_head

log = structlog.get_logger()

LONGEST_ID = 128
ID_CHARACTERS = frozenset(string.ascii_letters + string.digits + "-_.")
NOTHING_BUT_OURS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of our pages: no script, and nothing from anywhere else."""


def new_id() -> str:
    """Return an id that no other request has."""
    return uuid.uuid4().hex


class Gate:
    """Gives each request an id, a log event when it is done, and the headers all answers share.

    A well-formed X-Request-ID of the client is kept. HEAD is answered as GET without the body.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        clock: Callable[[], float] = time.perf_counter,
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self._app = app
        self._clock = clock
        self._make_id = make_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; requests that are not HTTP are passed as they are."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        began = self._clock()
        request_id = _asked_id(scope) or self._make_id()
        is_head = scope["method"] == HttpMethod.HEAD
        inner: Any = {**scope, "state": {**scope["state"], REQUEST_ID: request_id}}
        if is_head:
            inner["method"] = "GET"
        method = scope["method"]
        seen = {"status": 0, "bytes": 0}

        async def send_out(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                _finish_headers(MutableScopeHeaders.from_message(message), request_id)
            elif message["type"] == "http.response.body":
                if is_head:
                    message = {**message, "body": b""}
                seen["bytes"] += len(message["body"])
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(inner, receive, send_out)
        finally:
            log.info(
                "request.done",
                method=method,
                route=inner.get("path_template"),
                status=seen["status"],
                duration_ms=round((self._clock() - began) * 1000, 3),
                bytes=seen["bytes"],
            )


def _asked_id(scope: Scope) -> str | None:
    """Return the client's id for this request, None if there is none fit to be repeated."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given: str = value.decode("latin-1")
            well_formed = 0 < len(given) <= LONGEST_ID and ID_CHARACTERS.issuperset(given)
            return given if well_formed else None
    return None


def _finish_headers(headers: MutableScopeHeaders, request_id: str) -> None:
    """Add what every answer has; where CORS has written its own Vary, keep both."""
    headers["X-Request-ID"] = request_id
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Cache-Control", "no-store")
    varies = [part.strip() for part in headers.get("Vary", "").split(",") if part.strip()]
    headers["Vary"] = ", ".join(dict.fromkeys(["Accept", *varies]))
    if headers.get("Content-Type", "").startswith("text/html"):
        headers["Content-Security-Policy"] = NOTHING_BUT_OURS
        headers["Referrer-Policy"] = "no-referrer"
    allowed = {part.strip() for part in headers.get("Allow", "").split(",") if part.strip()}
    if allowed:
        headers["Allow"] = ", ".join(sorted(with_head(allowed)))
