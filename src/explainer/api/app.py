"""The application: routes, rules, episodes and settings put together."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from litestar import Litestar
from litestar.di import Provide

from explainer.api.catalogue import Catalogue
from explainer.api.cors import CrossOrigin
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
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    # Outside the router, since requests that no route takes need an id and a log event too.
    origins = settings.cors_origins
    app.asgi_handler = Gate(CrossOrigin(app.asgi_handler, origins) if origins else app.asgi_handler)
    return app


def _always(thing: object) -> Provide:
    """Provide the same thing to every request."""
    return Provide(lambda: thing, sync_to_thread=False)
