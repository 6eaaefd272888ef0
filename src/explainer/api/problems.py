"""From an exception to the `application/problem+json` that tells of it: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
)

from explainer.api.negotiate import PROBLEM
from explainer.api.problem_types import PROBLEM_TYPES, ErrorItem, ProblemDocument
from explainer.errors import ExplainerError, OptionError, SnapshotError, SnapshotTooLarge
from explainer.slips import suggest

log = structlog.get_logger()

LONGEST_COMPARED = 100  # characters of a path that "did you mean" looks at
LONGEST_ECHO = 200  # characters of a client's words that an answer repeats
REQUEST_ID = "request_id"
"""Where the state of a request holds its id."""
AnyRequest = Request[Any, Any, Any]


class ClientGone(Exception):  # noqa: N818 - says what happened; nobody is left to be told
    """The client closed the connection before its body was there."""


class Refusal(ExplainerError):  # noqa: N818 - what it does, not what it is
    """A request that is refused before its snapshot is looked at.

    `kind` is a key of PROBLEM_TYPES; `headers` go into the answer. `causes` are listed after the
    detail, where there are any.
    """

    def __init__(
        self,
        kind: str,
        detail: str,
        *,
        parameter: str | None = None,
        hint: str | None = None,
        headers: Mapping[str, str] | None = None,
        causes: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.items = (
            ErrorItem(pointer="", detail=detail, hint=hint, parameter=parameter),
            *(ErrorItem(pointer="", detail=cause, hint=None) for cause in causes),
        )
        super().__init__(detail)


def nearest(word: str, known: list[str]) -> str | None:
    """Return a hint that names the likeliest of `known`, None if none is near."""
    compared = word[:LONGEST_COMPARED]
    near = suggest(compared, known) or suggest(compared.lower(), known)
    return None if near is None else f"did you mean {near}?"


def with_head(methods: set[str]) -> set[str]:
    """Return the methods of a path, with HEAD where GET is: it is answered there too."""
    return methods | {"HEAD"} if "GET" in methods else methods


def shortened(text: str) -> str:
    """Return a client's word, cut to a length that an answer may repeat."""
    return text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "..."


def respond(
    request: AnyRequest,
    kind: str,
    detail: str,
    errors: tuple[ErrorItem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response[bytes]:
    """Return the problem document of this kind as a response to the request."""
    problem = PROBLEM_TYPES[kind]
    document = ProblemDocument(
        type=problem.uri,
        title=problem.title,
        status=problem.status,
        detail=detail,
        instance=quote(shortened(request.scope["path"])),
        errors=errors,
        request_id=request.scope["state"][REQUEST_ID],
    )
    return Response(
        content=msgspec.json.encode(document),
        status_code=problem.status,
        media_type=PROBLEM,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def _refused(request: AnyRequest, error: Refusal) -> Response[bytes]:
    return respond(request, error.kind, error.detail, error.items, error.headers)


def _snapshot(request: AnyRequest, error: SnapshotError) -> Response[bytes]:
    kind = "too-large" if isinstance(error, SnapshotTooLarge) else "invalid-snapshot"
    errors = tuple(
        ErrorItem(pointer=each.pointer, detail=each.detail, hint=each.hint)
        for each in error.problems
    )
    count = len(errors)
    detail = errors[0].detail if count == 1 else f"{count} problems; `errors` lists them"
    return respond(request, kind, detail, errors)


def _gone(request: AnyRequest, _error: ClientGone) -> Response[bytes]:
    return respond(request, "bad-request", "the connection was closed before the body was there")


def _option(request: AnyRequest, error: OptionError) -> Response[bytes]:
    detail = f"unknown {error.option} {shortened(error.got)!r}"
    item = ErrorItem(pointer="", detail=detail, hint=error.hint, parameter=error.option)
    return respond(request, "invalid-option", detail, (item,))


def _no_route(request: AnyRequest, _error: NotFoundException) -> Response[bytes]:
    path = request.scope["path"]
    known = sorted(
        {
            route.path_format
            for route in request.app.routes
            if getattr(route, "path_format", None) is not None
        }
    )
    item = ErrorItem(
        pointer="",
        detail=f"no route has the path {shortened(path)!r}",
        hint=nearest(path, known) or "GET / lists what there is",
    )
    return respond(request, "not-found", item.detail, (item,))


def _no_method(request: AnyRequest, error: MethodNotAllowedException) -> Response[bytes]:
    methods = {part.strip() for part in (error.headers or {}).get("allow", "").split(",")}
    allowed = ", ".join(sorted(with_head(methods)))
    item = ErrorItem(
        pointer="",
        detail=f"{shortened(request.scope['method'])} is not among the methods of this path",
        hint=f"use one of {allowed}",
    )
    return respond(request, "method-not-allowed", item.detail, (item,), {"Allow": allowed})


def _http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    if 400 <= error.status_code < 500:
        item = ErrorItem(pointer="", detail=shortened(error.detail), hint=None)
        return respond(request, "bad-request", item.detail, (item,))
    return _unexpected(request, error)


def _unexpected(request: AnyRequest, error: Exception) -> Response[bytes]:
    log.error("request.failed", error=type(error).__name__, exc_info=error)
    return respond(request, "internal-error", "the server failed; the log tells more")


EXCEPTIONS: Mapping[int | type[Exception], Callable[[AnyRequest, Any], Response[bytes]]] = (
    MappingProxyType(
        {
            Refusal: _refused,
            ClientGone: _gone,
            SnapshotError: _snapshot,
            OptionError: _option,
            NotFoundException: _no_route,
            MethodNotAllowedException: _no_method,
            HTTPException: _http,
            Exception: _unexpected,
        }
    )
)
"""The nearest class in an exception's ancestry decides."""
