"""POST /v1/verifications: a text and a snapshot in, findings on every number and claim out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency

from explainer.api import describe
from explainer.api.answers import LARGE_BODY, UNCACHED
from explainer.api.body import read_body
from explainer.api.negotiate import JSON
from explainer.api.options import check_plain
from explainer.api.problems import AnyRequest
from explainer.errors import SnapshotError
from explainer.explainer import Explainer
from explainer.settings import Settings
from explainer.snapshot import Snapshot
from explainer.verification import Verification, moved, read_asked

EXAMPLE: dict[str, Any] = {
    "text": "Bitcoin fell 6.1% as $540 million left U.S. spot bitcoin ETFs.",
    "snapshot": {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
        "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
    },
}


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
        refusals=(
            "invalid-snapshot",
            "empty-body",
            "invalid-option",
            "not-acceptable",
            "too-slow",
            "too-large",
            "unsupported-media-type",
        ),
    ),
)
async def verify_text(
    request: AnyRequest,
    explainer: NamedDependency[Explainer],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """Whether a text says what the figures say: numbers, claims about drivers, and advice."""
    check_plain(request)
    body = await read_body(request, settings.limits.max_body_bytes)
    if len(body) > LARGE_BODY:
        content = await sync_to_thread(_verified, explainer, settings, body)
    else:
        content = _verified(explainer, settings, body)
    return Response(
        content=content, status_code=200, media_type=JSON, headers={"Cache-Control": UNCACHED}
    )


def _verified(explainer: Explainer, settings: Settings, body: bytes) -> bytes:
    asked = read_asked(body, settings.limits)
    try:
        snapshot = explainer.read(asked.snapshot)
    except SnapshotError as error:
        raise moved(error) from None
    found = explainer.verify(asked.text, snapshot, focus=asked.focus, premise=asked.premise)
    return msgspec.json.encode(found)
