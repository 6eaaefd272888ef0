"""Whatever a venue answers, it is figures or an error with a name; and figures are finite."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.providers.small_mirror import Page
from tests.providers.venues import ANSWERS, NOW, NOW_MS, Venues, playing

from explainer.errors import ProviderError
from explainer.providers import (
    binance,
    bybit,
    coinalyze,
    coinglass,
    deribit,
    gate,
    hyperliquid,
    kraken_futures,
    okx,
)
from explainer.providers.assemble import assemble
from explainer.providers.gather import Gathered
from explainer.providers.nouns import Told, Totals

ROWS = [
    getattr(source, name)
    for source, names in (
        (okx, "prices candles_btc depth liquidations open_interest funding options"),
        (gate, "liquidations open_interest funding"),
        (hyperliquid, "open_interest funding"),
        (deribit, "options implied_volatility open_interest funding"),
        (kraken_futures, "open_interest funding"),
        (binance, "candles_btc open_interest funding depth"),
        (bybit, "open_interest funding"),
        (coinalyze, "liquidations open_interest"),
        (coinglass, "liquidations fund_flows_btc"),
    )
    for name in names.split()
]
PAGES = {
    "empty": Page(),
    "page": Page(body=b"<!DOCTYPE html><html>Welcome</html>", content_type="text/html"),
    "page as JSON": Page(body=b"<html>Welcome</html>"),
    "challenge": Page(body=b"<html>Just a moment...</html>", content_type="text/html"),
    "cut off": Page(body=b'{"code":"0","data":[{"instId":"BTC-US'),
    "object": Page(body=b"{}"),
    "list": Page(body=b"[]"),
    "list of nulls": Page(body=b"[null]"),
    "null": Page(body=b"null"),
    "nested": Page(body=b"[" * 100_000),
    "no text": Page(body=b'{"code":"\xff\xfe"}'),
    "gone": Page(status=404),
    "moved": Page(status=302, headers={"Location": "/elsewhere"}),
    "limit": Page(status=429, body=b"Too Many Requests", headers={"Retry-After": "600"}),
    "failed": Page(status=503),
    "country": Page(status=451, body=b'{"code":0}'),
}


@pytest.fixture(scope="module")
def venues() -> Iterator[Venues]:
    """Return all venues, in good health."""
    with playing(ANSWERS) as found:
        yield found


def source_of(row: Any) -> str:
    """The name of the source of a row."""
    name: str = row.__module__.split(".")[2]
    return name


def id_of(row: Any) -> str:
    """The source and the row."""
    return f"{source_of(row)}-{row.__name__}"


@pytest.mark.parametrize("row", ROWS, ids=id_of)
def test_good_answer_is_told(row: Any, venues: Venues) -> None:
    """Every row tells figures where all is well: what follows is not a test of nothing."""
    told = venues.ask(row)
    assert not isinstance(told, ProviderError), told
    assert told.url.startswith("https://")
    assert "a-secret" not in told.url


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_bad_body_is_an_error_with_a_name(page: Page) -> None:
    """A page, a block, a body that was cut off: each is an error of the source, and no figure."""
    with playing(dict.fromkeys(ANSWERS, page)) as found:
        for row in ROWS:
            error = found.ask(row)
            assert isinstance(error, ProviderError), id_of(row)
            assert "a-secret" not in str(error)


HOSTILE: list[Any] = [
    *(None, "", "-", ".", "abc", "NaN", "Infinity", "1e999", -1, 0, 1e308, "-1e308", 10**30),
    *(True, [], {}, [None], "\u0000", "9" * 400),
]


def leaves(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every part of a body."""
    if place:
        yield place
    if isinstance(body, dict | list):
        steps = body.items() if isinstance(body, dict) else enumerate(body)
        for step, below in steps:
            yield from leaves(below, (*place, step))


def changed(body: Any, place: tuple[Any, ...], value: Any) -> Any:
    """The body with another value there."""
    body = copy.deepcopy(body)
    target = body
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    return body


QUERY = {"after": str(NOW_MS - NOW_MS % 86_400_000), "instrument_name": "BTC-PERPETUAL"}


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_hostile_figure_is_told_or_refused(data: st.DataObject, venues: Venues) -> None:
    """With any part of an answer changed, what is told goes into a snapshot or is left out of it.

    Nothing else is raised on the way, and no reading is without bounds.
    """
    row = data.draw(st.sampled_from(ROWS))
    own = sorted(path for path in ANSWERS if path.startswith(f"/{source_of(row)}/"))
    path = data.draw(st.sampled_from(own))
    answer = ANSWERS[path]
    body = answer(QUERY) if callable(answer) else answer
    place = data.draw(st.sampled_from(sorted(leaves(body), key=str)))
    venues.answers[path] = changed(body, place, data.draw(st.sampled_from(HOSTILE)))
    try:
        told = venues.ask(row)
    finally:
        venues.answers[path] = answer
    if isinstance(told, ProviderError):
        return
    market = Told(
        figures=Totals(total_cap_usd=3e12, change_24h_pct=-1.0),
        provider=okx.OKX,
        url="https://example.org",
        observed_at=NOW,
    )
    rows = {"totals": (market,), row.__name__: (told,)}
    found = assemble(Gathered(told=rows, attempts=()), NOW)
    assert found.snapshot is not None
    # what is not finite would be written as a null
    assert b"null" not in msgspec.json.encode(found.snapshot)


def test_venues_make_a_snapshot(venues: Venues) -> None:
    """All venues together give every derivative's reading, each with its sources."""
    found = assemble(venues.gather(), NOW)
    assert found.snapshot is not None
    derivatives = found.snapshot.derivatives
    assert derivatives is not None
    # Coinalyze adds up venues, and is used alone
    assert derivatives.liquidations_24h_usd == 1.1e6
    assert derivatives.put_call_ratio == pytest.approx(0.5144, abs=0.0001)
    assert derivatives.dvol == 41.5
    assert derivatives.funding_rate_8h_pct == pytest.approx(0.01)
    assert derivatives.open_interest_change_24h_pct is not None
    names = {source.name for source in found.snapshot.sources}
    assert {"OKX", "Gate", "Hyperliquid", "Deribit", "Kraken Futures", "Bybit"} <= names
