"""How one host is treated: a few requests at a time, and none while it rests."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from explainer.errors import ProviderBlocked, ProviderBusy, ProviderError

MINUTE = 60.0


class Host:
    """One host: *gate* lets so many requests through at once; *ticks* tells rising seconds."""

    def __init__(self, at_once: int, ticks: Callable[[], float]) -> None:
        self.gate = asyncio.Semaphore(at_once)
        self._ticks = ticks
        self._until = -math.inf
        self._why: ProviderError | None = None

    def rest(self, seconds: float, why: ProviderError) -> None:
        """Leave the host alone for a while."""
        self._until = self._ticks() + seconds
        self._why = why

    def check(self, provider: str) -> None:
        """ProviderBlocked or ProviderBusy, as it was when the host was left alone, while it is."""
        left = self._until - self._ticks()
        if self._why is None or left <= 0:
            return
        time = f"{math.ceil(left)} s" if left < MINUTE else f"{math.ceil(left / MINUTE)} min"
        detail = f"{self._why.detail}; left alone for another {time}"
        if isinstance(self._why, ProviderBusy):
            raise ProviderBusy(provider, detail, left)
        raise ProviderBlocked(provider, detail)
