"""Asking a source what it makes of some bodies, at a moment that is easy to write down."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from tests.providers.answering import Answer, answering

from explainer.providers.client import Client

Result = TypeVar("Result")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "providers"
Pages = Mapping[str, Answer | bytes]


def fixture(path: str) -> bytes:
    """The bytes of a file in `fixtures/providers`."""
    return (FIXTURES / path).read_bytes()


def utc(text: str) -> datetime:
    """The time of `2026-02-04T14:30`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ask(
    function: Callable[[Client], Awaitable[Result]],
    pages: Pages,
    now: str,
    keys: Mapping[str, str] | None = None,
) -> Result:
    """What a source's function makes of these pages at this moment."""
    with answering(pages) as (address, _):
        return asked_at(address, function, now, keys)


def asked_at(
    address: str,
    function: Callable[[Client], Awaitable[Result]],
    now: str,
    keys: Mapping[str, str] | None = None,
) -> Result:
    """The same, from a server that is up."""

    async def run() -> Result:
        async with Client(clock=lambda: utc(now), mirror=address, keys=keys) as client:
            return await function(client)

    return asyncio.run(run())
