"""The kinds of error an answer may tell of, and the document that tells it (RFC 9457).

`docs/errors.md` explains each kind to the people who meet it; a test keeps the two in step.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec


class ProblemType(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of error: its address in the documentation, its status, and what it means."""

    slug: str
    status: int
    title: str
    meaning: str

    @property
    def uri(self) -> str:
        """The reference a client may compare and follow."""
        return f"/docs#{self.slug}"


class ErrorItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing wrong with a request.

    `pointer` is a JSON pointer into the body ("" for the whole of it, or when the error is not in
    the body); `parameter` names the query parameter or header that is wrong.
    """

    pointer: str
    detail: str
    hint: str | None
    parameter: str | None = None


class ProblemDocument(msgspec.Struct, frozen=True, kw_only=True):
    """An error as RFC 9457 has it, with every single problem and the id of the request."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[ErrorItem, ...]
    request_id: str


PROBLEM_TYPES: Mapping[str, ProblemType] = MappingProxyType(
    {
        kind.slug: kind
        for kind in (
            ProblemType(
                slug="invalid-snapshot",
                status=400,
                title="The snapshot cannot be used",
                meaning="The body is no valid JSON, lacks what the route needs, or says something "
                "that a snapshot cannot say. `errors` holds every problem found, "
                "each with a JSON pointer into the body.",
            ),
            ProblemType(
                slug="empty-body",
                status=400,
                title="The request has no body",
                meaning="The route needs JSON in the body of the request, such as a snapshot.",
            ),
            ProblemType(
                slug="invalid-option",
                status=400,
                title="An option does not exist",
                meaning="A query parameter is unknown, given twice, or has a value that does not "
                "exist. `errors` names the parameter and says what was probably meant.",
            ),
            ProblemType(
                slug="bad-request",
                status=400,
                title="The request cannot be understood",
                meaning="The request breaks a rule of HTTP itself, such as a Host header that is "
                "no host name.",
            ),
            ProblemType(
                slug="not-found",
                status=404,
                title="There is nothing at this address",
                meaning="No route has this path, or no driver or episode has this id. The hint "
                "names the nearest one.",
            ),
            ProblemType(
                slug="method-not-allowed",
                status=405,
                title="The method does not fit the address",
                meaning="The path exists, but not for this method. The `Allow` header lists the "
                "methods it has.",
            ),
            ProblemType(
                slug="not-acceptable",
                status=406,
                title="None of the accepted media types is offered",
                meaning="The `Accept` header excludes everything that the route can send. The "
                "detail lists what is offered; `format` overrides the header.",
            ),
            ProblemType(
                slug="too-slow",
                status=408,
                title="The body did not arrive in time",
                meaning="The client announced a body and did not send all of it within half a "
                "minute. The connection is closed.",
            ),
            ProblemType(
                slug="too-large",
                status=413,
                title="The snapshot is too large",
                meaning="The body has more bytes, nested levels, assets, events or path patterns "
                "of sources than this server accepts, or the text to verify is too long. `errors` "
                "names the limit.",
            ),
            ProblemType(
                slug="unsupported-media-type",
                status=415,
                title="The body is not JSON in UTF-8",
                meaning="`Content-Type` must be `application/json`, in UTF-8 and not compressed.",
            ),
            ProblemType(
                slug="internal-error",
                status=500,
                title="The server failed",
                meaning="A defect of this server. Its log tells more under the `request_id`.",
            ),
            ProblemType(
                slug="live-off",
                status=503,
                title="Live data are switched off",
                meaning="This server asks no source of market data. `EXPLAINER_LIVE=on` in the "
                "environment of `explainer serve` switches it on; a snapshot of your own, and "
                "the episodes, are explained in any case.",
            ),
            ProblemType(
                slug="no-snapshot",
                status=503,
                title="There are no live data at the moment",
                meaning="The sources gave too little for a snapshot. `errors` lists what failed, "
                "by source; `Retry-After` says when they are asked again.",
            ),
        )
    }
)
