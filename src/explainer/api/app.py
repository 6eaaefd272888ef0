"""The application: routes, rules, episodes and settings put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from litestar import Litestar
from litestar.config.cors import CORSConfig
from litestar.di import Provide

from explainer.api.catalogue import Catalogue
from explainer.api.gate import Gate
from explainer.api.openapi import build
from explainer.api.page import Pages
from explainer.api.problems import EXCEPTIONS
from explainer.api.routes import HANDLERS
from explainer.episodes import Episode, load_episodes
from explainer.explainer import Explainer
from explainer.pack import load_pack
from explainer.settings import Settings
from explainer.version import VERSION

log = structlog.get_logger()

CORS_METHODS: list[Any] = ["GET", "HEAD", "OPTIONS", "POST"]
EXPOSED_HEADERS = ["ETag", "X-Request-ID"]
PREFLIGHT_SECONDS = 600


def create_app(
    settings: Settings,
    *,
    explainer: Explainer | None = None,
    episodes: Sequence[Episode] | None = None,
) -> Litestar:
    """Return the application; rules and episodes are the bundled ones unless given.

    PackError if the rules do not load, InstallationError if bundled files are not there.
    """
    explainer = explainer or Explainer(load_pack(overlay=settings.rules), settings.limits)
    episodes = load_episodes() if episodes is None else episodes
    pack = explainer.pack
    log.info(
        "pack.loaded",
        pack=pack.name,
        version=pack.version,
        hash=pack.hash,
        drivers=len(pack.drivers),
        signals=len(pack.signals),
        episodes=len(episodes),
    )
    catalogue = Catalogue(pack, episodes, engine_version=VERSION)
    pages = Pages(build(HANDLERS, VERSION), explainer, episodes)
    app = Litestar(
        route_handlers=list(HANDLERS),
        dependencies={
            "catalogue": _always(catalogue),
            "explainer": _always(explainer),
            "pages": _always(pages),
            "settings": _always(settings),
        },
        exception_handlers=dict(EXCEPTIONS),
        cors_config=_cors(settings.cors_origins),
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    # Outside the router, since requests that no route takes need an id and a log event too.
    app.asgi_handler = Gate(app.asgi_handler)
    return app


def _always(thing: object) -> Provide:
    """Provide the same thing to every request."""
    return Provide(lambda: thing, sync_to_thread=False)


def _cors(origins: Sequence[str]) -> CORSConfig | None:
    """Cross-origin rules for these origins; none are sent when there are no origins."""
    if not origins:
        return None
    return CORSConfig(
        allow_origins=list(origins),
        allow_methods=CORS_METHODS,
        allow_headers=["Content-Type", "Accept", "X-Request-ID", "If-None-Match"],
        expose_headers=EXPOSED_HEADERS,
        max_age=PREFLIGHT_SECONDS,
    )
