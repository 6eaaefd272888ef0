from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
import stamina
from tests.providers.small_mirror import Query, SmallMirror

from explainer.errors import ProviderBusy
from explainer.providers import okx
from explainer.providers.client import Client

RESTED = 600.0
"""Seconds after which any host that asked for fewer requests is asked again."""
NOW = datetime(2026, 9, 8, 23, 14, tzinfo=UTC)
PATH = "/okx/api/v5/market/tickers"
BUSY = {"code": "50011", "msg": "Too Many Requests", "data": []}
PRICES = {"code": "0", "data": [{"instId": "BTC-USDT", "last": "78400", "ts": "1788909273627"}]}


class Sometimes:
    """Is busy so many times, then answers."""

    def __init__(self, busy: int) -> None:
        self.busy = busy
        self.asked = 0

    def __call__(self, _: Query) -> Any:
        """Answer one call."""
        self.asked += 1
        return BUSY if self.asked <= self.busy else PRICES


def test_limit_inside_a_good_status_is_tried_again() -> None:
    """Too many requests are too many, whatever status says so."""
    source = Sometimes(busy=1)

    async def run() -> None:
        async with Client(clock=lambda: NOW, mirror=mirror.url) as client:
            assert (await okx.prices(client)).figures["BTC"].price_usd == 78_400

    with SmallMirror({PATH: source}) as mirror, stamina.set_testing(True, attempts=2):
        asyncio.run(run())
    assert source.asked == 2


def test_error_inside_a_good_status_is_not_kept() -> None:
    """Who asks when the source has rested is not told of what is over; an answer is kept."""
    source = Sometimes(busy=1)
    seconds = 0.0

    async def run() -> None:
        nonlocal seconds
        async with Client(clock=lambda: NOW, mirror=mirror.url, ticks=lambda: seconds) as client:
            with pytest.raises(ProviderBusy):
                await okx.prices(client)
            seconds = RESTED
            await okx.prices(client)
            await okx.prices(client)

    with SmallMirror({PATH: source}) as mirror, stamina.set_testing(True, attempts=1):
        asyncio.run(run())
    assert source.asked == 2
