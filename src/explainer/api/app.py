"""The application: routes, rules, episodes and settings put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from time import monotonic

import structlog
from litestar import Litestar
from litestar.concurrency import sync_to_thread
from litestar.di import Provide

from explainer.api.cors import CrossOrigin
from explainer.api.edition import Current, Edition, make_edition
from explainer.api.gate import Gate
from explainer.api.openapi import build
from explainer.api.problems import EXCEPTIONS
from explainer.api.refreshing import Refresher
from explainer.api.reloading import Reloader
from explainer.api.routes import HANDLERS
from explainer.api.watching import Watcher
from explainer.episodes import Episode, load_episodes
from explainer.explainer import Explainer
from explainer.pack import RulePack
from explainer.pack.folders import RuleFolders
from explainer.resources import rules_dir
from explainer.settings import Settings
from explainer.version import VERSION

log = structlog.get_logger()


def now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    *,
    explainer: Explainer | None = None,
    episodes: Sequence[Episode] | None = None,
    clock: Callable[[], datetime] = now,
    ticks: Callable[[], float] = monotonic,
) -> Litestar:
    """Return the application; rules and episodes are the bundled ones unless given.

    *clock* tells the time of day, *ticks* seconds that only rise.

    While it runs it takes rules that change, if the settings say so and no *explainer* was given.
    PackError if the rules do not load, InstallationError if bundled files are not there,
    SettingsError for a source of live data that does not exist, or a key that cannot be one.
    """
    episodes = load_episodes() if episodes is None else episodes
    openapi = build(HANDLERS, VERSION)

    def edition(made: Explainer) -> Edition:
        return make_edition(made, episodes, openapi)

    if explainer is None:
        current, watcher = _from_folders(settings, edition, clock)
    else:
        current, watcher = Current.first(edition(explainer), clock(), reloads=False), None
    refresher = Refresher(settings.live, history=settings.history, clock=clock, ticks=ticks)
    pack = current.served.edition.pack
    log.info(
        "pack.loaded",
        pack=pack.name,
        version=pack.version,
        hash=pack.hash,
        drivers=len(pack.drivers),
        signals=len(pack.signals),
        episodes=len(episodes),
    )
    if refresher.restricted and not _is_local(settings.host):
        log.warning("provider.restricted", sources=refresher.restricted, host=settings.host)
    app = Litestar(
        route_handlers=list(HANDLERS),
        dependencies={
            # each request asks once, and so never sees two editions
            "edition": Provide(lambda: current.served.edition, sync_to_thread=False),
            "served": Provide(lambda: current.served, sync_to_thread=False),
            "settings": Provide(lambda: settings, sync_to_thread=False),
            "refresher": Provide(lambda: refresher, sync_to_thread=False),
        },
        exception_handlers=dict(EXCEPTIONS),
        lifespan=[refresher.running, *([] if watcher is None else [_watching(watcher)])],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    # Outside the router, since requests that no route takes need an id and a log event too.
    origins = settings.cors_origins
    app.asgi_handler = Gate(CrossOrigin(app.asgi_handler, origins) if origins else app.asgi_handler)
    return app


def _is_local(host: str) -> bool:
    """Whether this machine alone can reach the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _from_folders(
    settings: Settings, edition: Callable[[Explainer], Edition], clock: Callable[[], datetime]
) -> tuple[Current, Watcher | None]:
    """What the rule folders hold, and what watches them if they are to be read again."""

    def edition_of(pack: RulePack) -> Edition:
        return edition(Explainer(pack, settings.limits))

    folders = RuleFolders(base=rules_dir(), overlay=settings.rules)
    seen = folders.stamps()  # before they are read: what changes meanwhile is noticed
    first = edition_of(folders.load())
    current = Current.first(first, clock(), reloads=settings.reload)
    if not settings.reload:
        return current, None
    reloader = Reloader(folders, current, edition_of, seen=seen, clock=clock)
    return current, Watcher(folders.places, reloader.look)


@asynccontextmanager
async def _watching(watcher: Watcher) -> AsyncIterator[None]:
    """Watch the rule folders for as long as the application runs."""
    watcher.start()
    try:
        yield
    finally:
        await sync_to_thread(watcher.stop)
