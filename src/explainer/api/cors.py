"""Cross-origin requests: which origins' scripts may read the answers (CORS, Fetch standard).

The framework's own answers a preflight that it does not like with a sentence and status 400, and
leaves `Origin` out of `Vary` on answers to origins that are not allowed, so that a cache may hand
them to one that is.
"""

from __future__ import annotations

from collections.abc import Sequence

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

ANY = "*"
METHODS = "GET, HEAD, OPTIONS, POST"
REQUEST_HEADERS = "Accept, Content-Type, If-None-Match, X-Request-ID"
EXPOSED_HEADERS = "Age, ETag, Retry-After, X-Request-ID"
PREFLIGHT_SECONDS = 600
"""How long a browser may remember what it was told."""


class CrossOrigin:
    """Answers preflights, and tells on every other answer whether its origin may read it.

    An origin that is not allowed gets the same answers without the words that allow: its browser
    then keeps them from the script. Nothing is refused here.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._any = ANY in origins
        self._origins = frozenset(origin.lower() for origin in origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight; pass anything else on and add to its answer."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        asked = _header(scope, b"origin")
        allowed = self._allowed(asked)
        wanted = _header(scope, b"access-control-request-method")
        if asked and wanted and scope["method"] == HttpMethod.OPTIONS:
            await send(_preflight(allowed, depends=not self._any))
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return

        async def send_out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                if allowed is not None:
                    headers["Access-Control-Allow-Origin"] = allowed
                    headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
                if not self._any:
                    headers["Vary"] = "Origin"
            await send(message)

        await self._app(scope, receive, send_out)

    def _allowed(self, asked: str | None) -> str | None:
        """What to name as allowed, None for an origin that is not, or when none is named."""
        if asked is None:
            return None
        if self._any:
            return ANY
        return asked if asked.lower() in self._origins else None


def _preflight(allowed: str | None, *, depends: bool) -> Message:
    headers = [("vary", "Origin")] if depends else []
    if allowed is not None:
        headers += [
            ("access-control-allow-origin", allowed),
            ("access-control-allow-methods", METHODS),
            ("access-control-allow-headers", REQUEST_HEADERS),
            ("access-control-max-age", str(PREFLIGHT_SECONDS)),
        ]
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"type": "http.response.start", "status": 204, "headers": encoded}


def _header(scope: Scope, wanted: bytes) -> str | None:
    for name, value in scope["headers"]:
        if name == wanted:
            given: str = value.decode("latin-1")
            return given
    return None
