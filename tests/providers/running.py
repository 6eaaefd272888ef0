"""Runs what asks the sources that are played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, TypeVar

import stamina
from tests.providers.playing import AS_OF, Playing

from explainer.providers.client import CALL_SECONDS, Client

Answer = TypeVar("Answer")


def run(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What the coroutine comes to; tries are kept, the pauses between them are not."""
    with stamina.set_testing(True, attempts=3, cap=True):
        return asyncio.run(coroutine)


def client_of(
    playing: Playing,
    *,
    clock: Callable[[], datetime] = lambda: AS_OF,
    keys: Mapping[str, str] | None = None,
    call_seconds: float = CALL_SECONDS,
    **more: Any,
) -> Client:
    """A client that asks the sources that are played."""
    return Client(clock=clock, mirror=playing.url, keys=keys, call_seconds=call_seconds, **more)
