"""Bodies that were cut off or spoiled on the way give a named error, or what is still there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from tests.providers.answering import Answer, answering
from tests.providers.asking import fixture, utc

from explainer.errors import ProviderError
from explainer.providers import (
    bea,
    bls,
    cboe,
    federalreserve,
    frankfurter,
    fred,
    kalshi,
    polymarket,
    treasury,
    yahoo,
)
from explainer.providers.client import Client

Ask = Callable[..., Any]
CUTS = 12
SPOILS = (b"null", b"-1", b'"', b"9" * 400, b"\x00", b"\xff")
"""What is put in the place of a few bytes."""

CALLS: tuple[tuple[Ask, str, str], ...] = (
    (bea.agenda, "bea/release_dates.json", "2026-10-02T12:00"),
    (bls.agenda, "bls/schedule.ics", "2026-08-01T12:00"),
    (cboe.vix, "cboe/vix_history.csv", "2026-07-24T12:00"),
    (federalreserve.agenda, "federalreserve/calendar.json", "2026-10-02T12:00"),
    (federalreserve.agenda, "federalreserve/meetings.html", "2026-10-02T12:00"),
    (federalreserve.headlines, "federalreserve/press_monetary.xml", "2026-09-17T12:00"),
    (frankfurter.dollar_index, "frankfurter/series.json", "2026-10-03T12:00"),
    (fred.us10y, "fred/fredgraph.csv", "2026-02-19T12:00"),
    (kalshi.rate_odds, "kalshi/fed_decision.json", "2026-10-06T12:00"),
    (polymarket.rate_odds, "polymarket/search.json", "2026-10-06T12:00"),
    (treasury.us10y, "treasury/yield_curve.csv", "2026-10-03T12:00"),
    (yahoo.nasdaq_100, "yahoo/chart.json", "2025-10-07T12:00"),
)


def spoiled(body: bytes) -> list[bytes]:
    """The body cut off at many places, and with many places overwritten."""
    places = [len(body) * step // CUTS for step in range(CUTS)]
    cut = [body[:place] for place in places]
    return cut + [body[:at] + spoil + body[at + 6 :] for at in places for spoil in SPOILS]


@pytest.mark.parametrize(("function", "file", "now"), CALLS, ids=[row[1] for row in CALLS])
def test_nothing_but_a_named_error(function: Ask, file: str, now: str) -> None:
    """Whatever came: a ProviderError, or figures of what could be read."""
    pages: dict[str, bytes | Answer] = {}

    weeks = count(step=604_800)  # at every look at the clock, so that no answer is kept

    async def run(address: str) -> None:
        async with Client(clock=lambda: utc(now), mirror=address, ticks=weeks.__next__) as client:
            for body in spoiled(fixture(file)):
                pages["*"] = body
                with suppress(ProviderError):
                    await function(client)

    with answering(pages) as (address, asked):
        asyncio.run(run(address))
    assert len(asked) >= CUTS * (1 + len(SPOILS))
