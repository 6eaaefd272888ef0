"""POST /v1/verifications: a text and a snapshot in, findings on every number and claim out."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency

from explainer.api import describe
from explainer.api.answers import UNCACHED
from explainer.api.body import read_body
from explainer.api.edition import Edition
from explainer.api.negotiate import JSON
from explainer.api.options import check_plain
from explainer.api.problems import AnyRequest, shortened
from explainer.errors import OptionError, Problem, SnapshotError
from explainer.explainer import Explainer
from explainer.intake.envelope import inside_member
from explainer.settings import Settings
from explainer.snapshot import Snapshot
from explainer.verification import SNAPSHOT, Verification, read_asked

EXAMPLE: dict[str, Any] = {
    "text": "Bitcoin fell 6.1% as $540 million left U.S. spot bitcoin ETFs.",
    "snapshot": {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
        "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
    },
}

WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="verification")
"""Where texts are verified, never on the loop: a short text full of numbers takes seconds, and
others must be answered. No more than two, as each takes the interpreter's time from the loop."""


class VerificationRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text, and the snapshot that it is held against."""

    text: Annotated[str, msgspec.Meta(description="Any text, of at most 100,000 characters.")]
    snapshot: Snapshot
    focus: Annotated[
        str | None, msgspec.Meta(description="Symbol of the asset that the text explains.")
    ] = None
    premise: Annotated[
        Literal["fall"] | None,
        msgspec.Meta(
            description="`fall`: where the snapshot does not tell the direction, take the "
            "caller's word that prices are falling."
        ),
    ] = None


@post(
    "/v1/verifications",
    status_code=200,
    operation_id="verifyText",
    summary="Verify a text against a snapshot",
    tags=["verifications"],
    opt=describe.describes(
        {JSON: Verification},
        takes=VerificationRequest,
        example=EXAMPLE,
        refusals=describe.BODY_REFUSALS,
    ),
)
async def verify_text(
    request: AnyRequest,
    edition: NamedDependency[Edition],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """Whether a text says what the figures say: numbers, claims about drivers, and advice."""
    check_plain(request, instead="this route takes none; `focus` and `premise` stand in the body")
    body = await read_body(request, settings.limits.max_body_bytes)
    loop = asyncio.get_running_loop()
    content = await loop.run_in_executor(WORKERS, _verified, edition.explainer, settings, body)
    return Response(
        content=content, status_code=200, media_type=JSON, headers={"Cache-Control": UNCACHED}
    )


def _verified(explainer: Explainer, settings: Settings, body: bytes) -> bytes:
    asked = read_asked(body, settings.limits)
    try:
        snapshot = explainer.read(asked.snapshot)
    except SnapshotError as error:
        raise inside_member(error, SNAPSHOT) from None
    try:
        found = explainer.verify(asked.text, snapshot, focus=asked.focus, premise=asked.premise)
    except OptionError as error:
        detail = f"unknown {error.option} {shortened(error.got)!r}"
        raise SnapshotError(
            [Problem(pointer=f"/{error.option}", detail=detail, hint=error.hint)]
        ) from None
    return msgspec.json.encode(found)
