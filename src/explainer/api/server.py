"""One process that serves the application, with its log."""

from __future__ import annotations

import socket

import structlog
import uvicorn

from explainer.api.app import create_app
from explainer.api.collecting import settle
from explainer.explainer import Explainer
from explainer.settings import Settings

log = structlog.get_logger()

BACKLOG = 2048
GRACE_SECONDS = 10
"""How long requests under way may take after the server was told to stop."""


class Server:
    """A server whose address is taken, and known, before it runs.

    OSError if the address cannot be had; PackError and InstallationError as `create_app` says.
    """

    def __init__(self, settings: Settings, *, explainer: Explainer | None = None) -> None:
        app = create_app(settings, explainer=explainer)
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        self._socket = socket.create_server(
            (settings.host, settings.port), family=family, backlog=BACKLOG
        )
        host = f"[{settings.host}]" if family is socket.AF_INET6 else settings.host
        self.address = f"http://{host}:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                log_level="warning",  # its news of each step are sentences; ours are events
                access_log=False,
                server_header=False,
                ws="none",
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    def run(self) -> None:
        """Serve until the process, or `stop`, ends it."""
        settle()
        log.info("server.started", address=self.address)
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            log.info("server.stopped", address=self.address)

    def stop(self) -> None:
        """Let requests under way finish, then let `run` return."""
        self._server.should_exit = True
