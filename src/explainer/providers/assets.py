"""Asking one source about several assets, where one that fails does not take the others along."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeVar

from explainer.errors import ProviderError

Answer = TypeVar("Answer")


async def of_each(
    assets: Iterable[str], ask: Callable[[str], Awaitable[Answer]]
) -> Mapping[str, Answer]:
    """What is told of each asset, in their order, all asked at once.

    Assets that could not be told of are left out; the first one's ProviderError where none could.
    """
    found: dict[str, Answer] = {}
    errors: dict[str, ProviderError] = {}

    async def take(asset: str) -> None:
        try:
            found[asset] = await ask(asset)
        except ProviderError as error:
            errors[asset] = error

    asked = tuple(assets)
    await asyncio.gather(*(take(asset) for asset in asked))
    if errors and not found:
        raise next(errors[asset] for asset in asked if asset in errors)
    return {asset: found[asset] for asset in asked if asset in found}
