"""One source that is asked, and what its client gets of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from tests.providers.acting import (
    Act,
    Exchange,
    healthy,
)
from tests.providers.playing import Playing
from tests.providers.running import client_of, run

from explainer.providers.client import Body, Client
from explainer.providers.provider import Key, Provider

KEY = "s3cret/+key=&%"
SOURCE = Provider(
    name="coingecko",
    title="A source",
    link="https://source.example",
    attribution="by a source",
    terms="none",
    key=Key(variable="SOURCE_KEY", sent_as="header", name="x-key"),
    optional=True,
)
BY_PARAMETER = msgspec.structs.replace(
    SOURCE, key=Key(variable="SOURCE_KEY", sent_as="parameter", name="key")
)
URL = "https://source.example/api/v3/global"
PATH = "/coingecko/api/v3/global"


async def ask(client: Client, provider: Provider = SOURCE, **more: Any) -> Body:
    """Ask for what is played best."""
    return await client.get(provider, URL, fresh=more.pop("fresh", 60.0), **more)


def asked_of(playing: Playing, provider: Provider = SOURCE, **more: Any) -> Body:
    """What a client gets that asks once."""

    async def asking() -> Body:
        async with client_of(playing, **more) as client:
            return await ask(client, provider)

    return run(asking())


def raw(*pieces: bytes, hang_up: bool = True) -> Act:
    """Send these bytes as they are."""

    async def act(exchange: Exchange) -> None:
        for piece in pieces:
            exchange.writer.write(piece)
        await exchange.writer.drain()
        if hang_up:
            exchange.writer.close()

    return act


def in_turn(*acts: Act) -> Act:
    """Behave so one request after the other, and stay with the last."""
    left = list(acts)

    async def act(exchange: Exchange) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(exchange)

    return act


class Ticks:
    """Seconds that rise when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def tell(self) -> float:
        """The seconds so far."""
        return self.now


def redirecting(location: Callable[[Exchange], str], code: int = 302) -> Act:
    """Send on, but for the path that is played at the end of the way."""

    async def act(exchange: Exchange) -> None:
        if exchange.asked.query.get("end"):
            await healthy(exchange)
        else:
            exchange.send(b"", code, headers={"Location": location(exchange)})

    return act
