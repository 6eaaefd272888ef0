"""The routes: a handler decodes, calls once, returns; what goes wrong is answered elsewhere."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from explainer.api import describe
from explainer.api.answers import explain, repeatable, send, told
from explainer.api.body import read_body
from explainer.api.comparisons import compare_snapshots
from explainer.api.edition import Edition, Served
from explainer.api.entries import (
    DriverList,
    EpisodeList,
    Health,
    MetricList,
    Readiness,
    SignalList,
)
from explainer.api.negotiate import FORMATS, JSON
from explainer.api.options import check_plain, read_options
from explainer.api.problems import AnyRequest
from explainer.api.verifications import verify_text
from explainer.episodes import Episode
from explainer.explanation import Explanation
from explainer.pack.schema import Driver
from explainer.render import SlackMessage
from explainer.settings import Settings
from explainer.trace import TracedExplanation

EXPLANATION: dict[str, Any] = dict.fromkeys(FORMATS.values(), str)
EXPLANATION[JSON] = (Explanation, TracedExplanation, SlackMessage)
DRIVER_ID = "Id of a driver, such as `etf_outflows`."
EPISODE_ID = "Id of an episode, as `/v1/episodes` lists them."


@post(
    "/v1/explanations",
    status_code=200,
    operation_id="explainSnapshot",
    summary="Explain a snapshot",
    tags=["explanations"],
    opt=describe.describes(
        EXPLANATION,
        takes_snapshot=True,
        options=describe.EXPLANATION_OPTIONS,
        refusals=describe.BODY_REFUSALS,
    ),
)
async def explain_snapshot(
    request: AnyRequest,
    edition: NamedDependency[Edition],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """Why prices are falling, if they are, and what to watch, from the figures of the snapshot."""
    options = read_options(request)
    body = await read_body(request, settings.limits.max_body_bytes)
    return told(await explain(edition.explainer, body, options), options)


@get(
    "/v1/drivers",
    operation_id="listDrivers",
    summary="List the drivers",
    tags=["rules"],
    opt=describe.catalogue(DriverList),
)
async def list_drivers(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """Every named cause of a fall that is checked, in the order of the rule pack."""
    check_plain(request)
    return send(request, edition.catalogue.drivers)


@get(
    "/v1/drivers/{driver_id:str}",
    operation_id="getDriver",
    summary="Show a driver's rule",
    tags=["rules"],
    opt=describe.catalogue(Driver, driver_id=DRIVER_ID),
)
async def get_driver(
    request: AnyRequest, driver_id: FromPath[str], edition: NamedDependency[Edition]
) -> Response[bytes]:
    """The whole rule: evidence with its bands, words, offsets, references, false positives."""
    check_plain(request)
    return send(request, edition.catalogue.driver(driver_id))


@get(
    "/v1/signals",
    operation_id="listSignals",
    summary="List the signals to watch",
    tags=["rules"],
    opt=describe.catalogue(SignalList),
)
async def list_signals(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """Every signal: its metric, the threshold that flips the reading, what crossing it means."""
    check_plain(request)
    return send(request, edition.catalogue.signals)


@get(
    "/v1/metrics",
    operation_id="listMetrics",
    summary="List the metrics",
    tags=["rules"],
    opt=describe.catalogue(MetricList),
)
async def list_metrics(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """Every metric a snapshot may hold, with unit, window, sign, range and age, and the derived."""
    check_plain(request)
    return send(request, edition.catalogue.metrics)


@get(
    "/v1/episodes",
    operation_id="listEpisodes",
    summary="List the episodes",
    tags=["episodes"],
    opt=describe.catalogue(EpisodeList),
)
async def list_episodes(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """Real moments of the market that come with the server, by date."""
    check_plain(request)
    return send(request, edition.catalogue.episodes)


@get(
    "/v1/episodes/{episode_id:str}",
    operation_id="getEpisode",
    summary="Show an episode",
    tags=["episodes"],
    opt=describe.catalogue(Episode, episode_id=EPISODE_ID),
)
async def get_episode(
    request: AnyRequest, episode_id: FromPath[str], edition: NamedDependency[Edition]
) -> Response[bytes]:
    """The snapshot of the moment, what was published about it, and notes on the figures."""
    check_plain(request)
    return send(request, edition.catalogue.episode_document(episode_id))


@get(
    "/v1/episodes/{episode_id:str}/explanation",
    operation_id="explainEpisode",
    summary="Explain an episode",
    tags=["episodes"],
    opt=describe.describes(
        EXPLANATION,
        options=describe.EXPLANATION_OPTIONS,
        ids={"episode_id": EPISODE_ID},
        refusals=("invalid-option", "not-found", "not-acceptable"),
        tagged=True,
    ),
)
async def explain_episode(
    request: AnyRequest,
    episode_id: FromPath[str],
    edition: NamedDependency[Edition],
) -> Response[bytes]:
    """The same as sending the episode's snapshot to `/v1/explanations`."""
    options = read_options(request)
    snapshot = edition.catalogue.episode(episode_id).snapshot
    content = await explain(edition.explainer, snapshot, options)
    return send(request, repeatable(content, options))


@get(
    "/health/live",
    operation_id="isLive",
    summary="Say that the server runs",
    tags=["health"],
    opt=describe.describes({JSON: Health}),
)
async def is_live(edition: NamedDependency[Edition]) -> Response[bytes]:
    """Answers as long as the process does."""
    return Response(content=edition.catalogue.live, media_type=JSON)


@get(
    "/health/ready",
    operation_id="isReady",
    summary="Say what the server answers with",
    tags=["health"],
    opt=describe.describes({JSON: Readiness}),
)
async def is_ready(served: NamedDependency[Served]) -> Response[bytes]:
    """The rule pack that answers and since when, how much of everything is loaded, and reloading.

    Rules that changed and do not load are told with their problems, while those from before answer.
    """
    content = served.edition.catalogue.ready(served.since, served.reload)
    return Response(content=content, media_type=JSON)


@get(
    "/openapi.json",
    operation_id="getOpenapi",
    summary="Describe the API to programs",
    tags=["documentation"],
    opt=describe.describes({JSON: dict[str, Any]}, tagged=True),
)
async def get_openapi(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """The document that describes every route."""
    return send(request, edition.pages.openapi)


@get(
    "/docs",
    operation_id="showDocs",
    summary="Describe the API to people",
    tags=["documentation"],
    opt=describe.page(),
)
async def show_docs(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """Every route with its parameters and answers, and every kind of error."""
    return send(request, edition.pages.docs)


@get(
    "/",
    operation_id="showLanding",
    summary="Say what this is",
    tags=["documentation"],
    opt=describe.page(),
)
async def show_landing(request: AnyRequest, edition: NamedDependency[Edition]) -> Response[bytes]:
    """What the explainer does, a line to try, and an example."""
    return send(request, edition.pages.landing)


HANDLERS: tuple[HTTPRouteHandler, ...] = (
    explain_snapshot,
    compare_snapshots,
    verify_text,
    list_drivers,
    get_driver,
    list_signals,
    list_metrics,
    list_episodes,
    get_episode,
    explain_episode,
    is_live,
    is_ready,
    get_openapi,
    show_docs,
    show_landing,
)
"""In the order of the documentation."""
