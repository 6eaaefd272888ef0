"""POST /v1/comparisons: two snapshots in, what changed between them out."""

from __future__ import annotations

from types import MappingProxyType

import msgspec
from litestar import Response, post
from litestar.concurrency import sync_to_thread
from litestar.di import NamedDependency
from msgspec.structs import replace

from explainer.api import describe
from explainer.api.answers import LARGE_BODY, UNCACHED
from explainer.api.body import read_body
from explainer.api.edition import Edition
from explainer.api.negotiate import JSON, MARKDOWN, PLAIN
from explainer.api.options import OPTIONS, read_own
from explainer.api.problems import AnyRequest
from explainer.comparison import FORMS, Comparison, render, split
from explainer.explainer import Explainer
from explainer.settings import Settings
from explainer.snapshot import Snapshot

OFFERED = MappingProxyType({"json": JSON, "text": PLAIN, "markdown": MARKDOWN})
"""Format of a comparison -> media type; the first is what a client gets unasked."""
OWN_OPTIONS = (
    replace(OPTIONS["focus"], description="Symbol of the asset that is compared; both hold it."),
    replace(OPTIONS["format"], values=tuple(FORMS)),
)
EXAMPLE = {
    "before": {
        "as_of": "2026-02-03T21:00:00Z",
        "assets": {"BTC": {"price_usd": 78000, "change_24h_pct": -1.2}},
        "etf": {"BTC": {"net_flow_usd": 30000000, "session_date": "2026-02-02"}},
    },
    "after": {
        "as_of": "2026-02-04T21:00:00Z",
        "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
        "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
    },
}


class ComparisonRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two snapshots; *before* is not later than *after*."""

    before: Snapshot
    after: Snapshot


@post(
    "/v1/comparisons",
    status_code=200,
    operation_id="compareSnapshots",
    summary="Compare two snapshots",
    tags=["comparisons"],
    opt=describe.describes(
        {media_type: Comparison if media_type == JSON else str for media_type in OFFERED.values()},
        takes=ComparisonRequest,
        example=EXAMPLE,
        own_options=OWN_OPTIONS,
        refusals=describe.BODY_REFUSALS,
    ),
)
async def compare_snapshots(
    request: AnyRequest,
    edition: NamedDependency[Edition],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """What changed from one snapshot to a later one: drivers, signals, and both in words."""
    asked = read_own(request, OWN_OPTIONS, OFFERED)
    body = await read_body(request, settings.limits.max_body_bytes)
    if len(body) > LARGE_BODY:
        content = await sync_to_thread(_compared, edition.explainer, settings, body, asked)
    else:
        content = _compared(edition.explainer, settings, body, asked)
    return Response(
        content=content,
        status_code=200,
        media_type=OFFERED[asked["format"]],
        headers={"Cache-Control": UNCACHED},
    )


def _compared(
    explainer: Explainer, settings: Settings, body: bytes, asked: dict[str, str]
) -> bytes:
    before, after = split(body, settings.limits)
    comparison = explainer.compare(before, after, focus=asked.get("focus"))
    return render(comparison, asked["format"]).encode()
