"""What a route's part of the OpenAPI document says; kept beside its handler."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from explainer.api.negotiate import FORMATS, HTML, JSON
from explainer.api.options import OPTIONS, Option
from explainer.explanation import Explanation
from explainer.render import SlackMessage
from explainer.trace import TracedExplanation

KEY = "described"
"""Where a handler's options hold its description."""


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What a handler takes and gives.

    `answers` maps a media type to the type of its content, or to several it may be. `options` are
    names of query parameters, and `own_options` those that this route alone has; `ids` explain the
    parts of the path. `takes` is the type of the body where it is not a snapshot alone, with an
    `example` of it. `refusals` are keys of PROBLEM_TYPES. A `tagged` answer has an `ETag`, and is
    not sent to those who hold it.
    """

    answers: Mapping[str, Any]
    takes_snapshot: bool = False
    takes: Any = None
    example: Any = None
    options: tuple[str, ...] = ()
    own_options: tuple[Option, ...] = ()
    ids: Mapping[str, str] = {}
    refusals: tuple[str, ...] = ()
    tagged: bool = False


BODY_REFUSALS = (
    "invalid-snapshot",
    "empty-body",
    "invalid-option",
    "not-acceptable",
    "too-slow",
    "too-large",
    "unsupported-media-type",
)
"""What a route that takes snapshots may refuse."""


def describes(
    answers: Mapping[str, Any],
    *,
    takes_snapshot: bool = False,
    takes: Any = None,
    example: Any = None,
    options: tuple[str, ...] = (),
    own_options: tuple[Option, ...] = (),
    ids: Mapping[str, str] | None = None,
    refusals: tuple[str, ...] = (),
    tagged: bool = False,
) -> dict[str, Any]:
    """Return the description in the form that a handler carries it."""
    described = Described(
        answers=answers,
        takes_snapshot=takes_snapshot,
        takes=takes,
        example=example,
        options=options,
        own_options=own_options,
        ids=ids or {},
        refusals=refusals,
        tagged=tagged,
    )
    return {KEY: described}


def page() -> dict[str, Any]:
    """Return the description of a page for people."""
    return describes({HTML: str}, tagged=True)


def catalogue(content: Any, **ids: str) -> dict[str, Any]:
    """Return the description of a document of the catalogue; `ids` explain parts of the path."""
    refusals = ("invalid-option", *(("not-found",) if ids else ()), "not-acceptable")
    return describes({JSON: content}, ids=ids, refusals=refusals, tagged=True)


EXPLANATION: Mapping[str, Any] = {
    **dict.fromkeys(FORMATS.values(), str),
    JSON: (Explanation, TracedExplanation, SlackMessage),
}
"""What an explanation is, by media type."""
EXPLANATION_OPTIONS = tuple(OPTIONS)
"""Every option of an explanation."""
