"""Routes of live data: the newest snapshot, and why the market moves right now."""

from __future__ import annotations

from litestar import Response, get
from litestar.di import NamedDependency

from explainer.api import describe
from explainer.api.answers import send
from explainer.api.edition import Edition
from explainer.api.negotiate import JSON
from explainer.api.options import check_plain, read_options
from explainer.api.problems import AnyRequest
from explainer.api.refreshing import Refresher
from explainer.snapshot import Snapshot

REFUSALS = ("invalid-option", "not-acceptable", "live-off", "no-snapshot")


@get(
    "/v1/snapshots/latest",
    operation_id="getLatestSnapshot",
    summary="Show the newest live snapshot",
    tags=["live"],
    opt=describe.describes({JSON: Snapshot}, refusals=REFUSALS, tagged=True),
)
async def get_latest_snapshot(
    request: AnyRequest, refresher: NamedDependency[Refresher]
) -> Response[bytes]:
    """The figures that public sources gave in the last round, each with its source and its time.

    What a source that is down gave before stands in until it is too old; what is missing is
    left out, and never zero.
    """
    check_plain(request)
    newest = await refresher.newest()
    return send(request, newest.document, refresher.headers(newest))


@get(
    "/v1/explanations/latest",
    operation_id="explainLatest",
    summary="Explain the newest live snapshot",
    tags=["live"],
    opt=describe.describes(
        describe.EXPLANATION,
        options=describe.EXPLANATION_OPTIONS,
        refusals=REFUSALS,
        tagged=True,
    ),
)
async def explain_latest(
    request: AnyRequest,
    edition: NamedDependency[Edition],
    refresher: NamedDependency[Refresher],
) -> Response[bytes]:
    """Why prices are falling right now, if they are, without any figures from the caller."""
    options = read_options(request)
    newest = await refresher.newest()
    found = await newest.explained(edition.explainer, options)
    return send(request, found, refresher.headers(newest))
