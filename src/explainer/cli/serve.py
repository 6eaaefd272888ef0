"""`explainer serve`: the HTTP API in this process."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal

import msgspec

from explainer.api.page import curl_line
from explainer.api.server import Server
from explainer.cli.exits import FINE
from explainer.logging_setup import configure_logging
from explainer.settings import read_settings


def run(asked: argparse.Namespace) -> int:
    """Serve until stopped; OSError if the address cannot be had."""
    settings = read_settings(os.environ)
    if asked.host is not None:
        settings = msgspec.structs.replace(settings, host=asked.host)
    if asked.port is not None:
        settings = msgspec.structs.replace(settings, port=asked.port)
    configure_logging(settings)
    server = Server(settings)
    print(f"Serving on {server.address} (documentation: {server.address}/docs). Try:\n")
    print(curl_line(server.address), flush=True)
    if settings.live.on:
        print(f"curl -s '{server.address}/v1/explanations/latest?format=text'", flush=True)
    # Both are how a server is ended; it stops in good order first.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    return FINE
