"""Several calls that make up one answer, of which some may fail."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from explainer.errors import ProviderError

Answer = TypeVar("Answer")


async def answers(*calls: Awaitable[Answer]) -> list[Answer | None]:
    """What each call gave, None where the source failed it; the first failure where all failed."""
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    given = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not (
            given and isinstance(outcome, ProviderError)
        ):
            raise outcome
    return [None if isinstance(outcome, BaseException) else outcome for outcome in outcomes]
