from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.parts.making import gathered, told

from explainer.providers.nouns import OpenInterest, Price
from explainer.providers.part import Part
from explainer.providers.parts.open_interest import (
    CHANGE,
    CHANGE_BY_ASSET,
    METRIC,
    open_interest,
)
from explainer.providers.rows import OPEN_INTEREST

PRICES = told({"BTC": Price(price_usd=80_000.0), "ETH": Price(price_usd=2_000.0)})


def open_at(
    venue: str,
    now: float,
    before: float | None = None,
    *,
    asset: str = "BTC",
    coins: float | None = None,
) -> OpenInterest:
    """What is open of an asset at a venue."""
    return OpenInterest(venue=venue, asset=asset, now_usd=now, before_usd=before, coins=coins)


def part(*venues: tuple[OpenInterest, ...]) -> Part:
    """The part that comes of what each source told."""
    return open_interest(
        gathered(OPEN_INTEREST, *(told(each, each[0].venue) for each in venues), prices=PRICES)
    )


def test_change_is_over_venues_that_are_known_at_both_times() -> None:
    """A venue without a figure of the day before counts in the sum, and not in the change."""
    found = part(
        (open_at("OKX", 3e9, 4e9),), (open_at("Gate", 5e9, 5e9),), (open_at("Deribit", 1e9),)
    )
    assert found.readings[METRIC] == 9e9
    assert found.readings[CHANGE] == pytest.approx(100 * (8 / 9 - 1))
    assert found.readings[f"{CHANGE_BY_ASSET}.BTC"] == found.readings[CHANGE]
    assert [source.name for source in found.sources] == ["OKX", "Gate", "Deribit"]


def test_assets_have_their_own_change() -> None:
    """Ether may be closed while bitcoin is not."""
    found = part((open_at("OKX", 3e9, 3e9), open_at("OKX", 1e9, 2e9, asset="ETH")))
    assert found.readings[f"{CHANGE_BY_ASSET}.BTC"] == pytest.approx(0.0)
    assert found.readings[f"{CHANGE_BY_ASSET}.ETH"] == pytest.approx(-50.0)
    assert found.readings[CHANGE] == pytest.approx(-20.0)


def test_no_day_before_no_change() -> None:
    """Without both times anywhere there is a sum alone."""
    assert part((open_at("Deribit", 1e9),)).readings == {METRIC: 1e9}


def test_venue_that_two_sources_tell_of_counts_once() -> None:
    """The venue itself comes before a source that reports on it."""
    found = part(
        (open_at("OKX", 3e9, 3e9),), (open_at("OKX", 9e9, 9e9), open_at("Binance", 8e9, 8e9))
    )
    assert found.readings[METRIC] == 11e9


@pytest.mark.parametrize(
    "each",
    [
        open_at("OKX", 75e9, coins=964_000.0),
        open_at("OKX", 75e9),
        open_at("OKX", -1.0),
        open_at("OKX", 3e9, 0.9e9),
        open_at("OKX", 1e9, 3.1e9),
        open_at("OKX", 30e9, asset="ETH"),
    ],
    ids=["coins", "coins by price", "negative", "trebled", "a third", "ether"],
)
def test_figure_beyond_any_venue_is_left_out_and_named(each: OpenInterest) -> None:
    """OKX was once recorded with 964,000 bitcoin, a good five times what any venue ever had."""
    found = part((each,), (open_at("Gate", 5e9, 5e9),))
    assert found.readings[METRIC] == 5e9
    assert [source.name for source in found.sources] == ["Gate"]
    (dropped,) = found.dropped
    assert (dropped.metric, dropped.value) == (METRIC, each.now_usd)
    assert dropped.reason.startswith(f"OKX with {each.asset}: ")


def test_venues_that_together_have_too_much_are_all_left_out() -> None:
    """Five venues of 450,000 bitcoin each: some are wrong, and none is known to be right."""
    bitcoin = [(open_at(f"Venue {place}", 36e9, coins=450_000.0),) for place in range(5)]
    found = part(*bitcoin, (open_at("Gate", 2e9, 2e9, asset="ETH"),))
    assert found.readings == {
        METRIC: 2e9,
        CHANGE: 0.0,
        f"{CHANGE_BY_ASSET}.ETH": 0.0,
    }
    assert found.dropped[0].reason == "2,250,000 BTC in all are more than there can be"


def test_nothing_told_is_nothing() -> None:
    """No source, no reading, no source named."""
    assert part() == Part()


def test_recorded_open_interest_is_credible(shared: Path) -> None:
    """What was recorded of Binance passes the bounds."""
    rows = json.loads((shared / "providers/binance/fapi_open_interest_hist.json").read_bytes())
    usd = [float(rows[place]["sumOpenInterestValue"]) for place in (-1, 0)]
    coins = float(rows[-1]["sumOpenInterest"])
    found = part((open_at("Binance", usd[0], usd[1], coins=coins),))
    assert found.dropped == ()
    assert found.readings[CHANGE] == pytest.approx(-1.1302, abs=0.0001)


AMOUNTS = st.floats() | st.sampled_from([float("nan"), float("inf"), 0.0, 1e9])


@given(st.lists(st.tuples(st.sampled_from(["OKX", "Gate", "Bybit"]), AMOUNTS, AMOUNTS)))
def test_hostile_amounts_never_reach_a_reading(rows: list[tuple[str, float, float]]) -> None:
    """Whatever venues say, a sum is above zero and below what can be."""
    found = part(*((open_at(venue, now, before),) for venue, now, before in rows))
    for metric, value in found.readings.items():
        assert isinstance(value, float)
        assert (0 < value < 2e6 * 80_000) if metric == METRIC else (-67 < value < 201)
