"""A real server on loopback, with the bundled rules and episodes, and a client for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import httpx
import pytest
from tests.live_source import Clock, LiveSource

from explainer.api.server import Server
from explainer.explainer import Explainer
from explainer.pack import RulePack, load_pack
from explainer.settings import Settings

ORIGIN = "https://app.example"


Serving = Callable[..., AbstractContextManager[str]]


@contextmanager
def _running(settings: Settings, explainer: Explainer | None = None, **more: Any) -> Iterator[str]:
    """Serve in a thread and give the address; stop at the end."""
    server = Server(settings, explainer=explainer, **more)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server.address
    finally:
        server.stop()
        thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.fixture(scope="session")
def pack() -> RulePack:
    """Return the bundled rules."""
    return load_pack()


@pytest.fixture(scope="session")
def explainer(pack: RulePack) -> Explainer:
    """Return the facade that the server's answers are compared with."""
    return Explainer(pack)


@pytest.fixture(scope="session")
def running() -> Serving:
    """Return a context manager that serves with the given settings and gives the address."""
    return _running


@pytest.fixture(scope="session")
def origin() -> str:
    """Return the origin that browsers may call the server from."""
    return ORIGIN


@pytest.fixture(scope="session")
def address(origin: str) -> Iterator[str]:
    """Return the address of a server that lets one origin in."""
    with _running(Settings(port=0, cors_origins=(origin,))) as found:
        yield found


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """Return a client for the server."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as made:
        yield made


@pytest.fixture(scope="session")
def live_client() -> Iterator[httpx.Client]:
    """Return a client for a server with live data."""
    clock = Clock()
    with LiveSource(clock.now) as source:
        settings = Settings(port=0, live=source.settings())
        with (
            _running(settings, clock=clock.now, ticks=clock.ticks) as found,
            httpx.Client(base_url=found, timeout=30, trust_env=False) as made,
        ):
            yield made
