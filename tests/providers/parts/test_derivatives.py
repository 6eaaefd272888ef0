from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.providers.parts.making import gathered, told

from explainer.providers.nouns import Depth, Funding, Liquidated, Options
from explainer.providers.part import NOTHING
from explainer.providers.parts import derivatives
from explainer.providers.rows import (
    DEPTH,
    FUNDING,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    OPTIONS,
)
from explainer.series import Close

TODAY = date(2026, 9, 8)
TOTAL = "derivatives.liquidations_24h_usd"
SHARE = "derivatives.long_share_pct"
LARGEST = "derivatives.largest_liquidation_usd"
RATE = "derivatives.funding_rate_8h_pct"


def closed(venue: str, long: float, short: float, **others: Any) -> Any:
    """Liquidations of a venue."""
    return told(Liquidated(venue=venue, long_usd=long, short_usd=short, **others), venue)


def test_liquidations_of_venues_are_added_up_under_their_names() -> None:
    """The share of longs is over the same venues as the sum."""
    part = derivatives.liquidations(
        gathered(
            LIQUIDATIONS,
            closed("OKX", 60e6, 20e6, by_asset_usd={"BTC": 50e6, "ETH": 30e6}, largest_usd=5e6),
            closed("Gate", 15e6, 5e6, by_asset_usd={"BTC": 20e6}),
        )
    )
    assert part.readings == {
        TOTAL: 100e6,
        "derivatives.long_liquidations_24h_usd": 75e6,
        "derivatives.short_liquidations_24h_usd": 25e6,
        SHARE: 75.0,
        LARGEST: 5e6,
        "derivatives.liquidations_by_asset_usd.BTC": 70e6,
        "derivatives.liquidations_by_asset_usd.ETH": 30e6,
    }
    assert [source.name for source in part.sources] == ["OKX", "Gate"]


def test_source_that_adds_up_venues_is_used_alone() -> None:
    """Its venues are the same ones: together they would count twice."""
    part = derivatives.liquidations(
        gathered(
            LIQUIDATIONS,
            closed("OKX", 60e6, 20e6),
            closed("Coinalyze", 300e6, 100e6, of_many=True),
            closed("Coinglass", 310e6, 100e6, of_many=True),
        )
    )
    assert part.readings[TOTAL] == 400e6
    assert [source.name for source in part.sources] == ["Coinalyze"]


def test_list_that_does_not_reach_back_is_named_so() -> None:
    """A part of the 24 hours is told as such, beside the whole of others."""
    part = derivatives.liquidations(
        gathered(LIQUIDATIONS, closed("OKX", 6e6, 2e6, whole=False), closed("Gate", 1e6, 1e6))
    )
    assert [source.name for source in part.sources] == ["OKX (not the whole 24 hours)", "Gate"]


def test_nothing_closed_has_no_share() -> None:
    """Nothing is divided by nothing."""
    part = derivatives.liquidations(gathered(LIQUIDATIONS, closed("Gate", 0.0, 0.0)))
    assert part.readings[TOTAL] == 0.0
    assert SHARE not in part.readings


@pytest.mark.parametrize(("largest", "kept"), [(35e6, True), (35.1e6, False), (90e6, False)])
def test_one_that_is_most_of_all_is_an_error_of_a_unit(largest: float, kept: bool) -> None:
    """More than half of all that was closed in any asset is left out, and named."""
    each = closed("OKX", 90e6, 10e6, by_asset_usd={"BTC": 70e6, "ETH": 30e6}, largest_usd=largest)
    part = derivatives.liquidations(gathered(LIQUIDATIONS, each))
    assert part.readings.get(LARGEST) == (largest if kept else None)
    assert [dropped.value for dropped in part.dropped] == ([] if kept else [largest])


def test_recorded_error_of_a_unit_is_found(shared: Path) -> None:
    """A "coin" with one event of 39.5 million beside bitcoin's 1,804 of 50 million is no event."""
    body = json.loads((shared / "providers/coinlobster/liquidations_24h.json").read_bytes())
    found = body["perp_liquidations"]
    each = closed(
        "Aggregator",
        found["long_usd"],
        found["short_usd"],
        by_asset_usd={coin["base"]: coin["usd"] for coin in found["top_coins"]},
        largest_usd=found["biggest"]["usd"],
    )
    part = derivatives.liquidations(gathered(LIQUIDATIONS, each))
    assert LARGEST not in part.readings
    assert [dropped.value for dropped in part.dropped] == [39_540_400]


def rates(*pcts: float) -> Any:
    """What venues charge."""
    return gathered(
        FUNDING,
        *(
            told(Funding(venue=f"Venue {place}", rate_8h_pct=pct), f"Venue {place}")
            for place, pct in enumerate(pcts)
        ),
    )


@pytest.mark.parametrize(
    ("pcts", "rate"),
    [([0.01], 0.01), ([0.01, -0.03, 0.02], 0.01), ([0.01, 0.03], 0.02), ([0.01, 78.0], 0.01)],
)
def test_funding_is_the_median_of_credible_venues(pcts: list[float], rate: float) -> None:
    """One odd venue decides nothing, and an impossible one is not heard."""
    assert derivatives.funding(rates(*pcts)).readings[RATE] == pytest.approx(rate)


def test_rate_that_no_venue_charges_is_named() -> None:
    """78% in eight hours is a price in dollars that was taken for a rate."""
    part = derivatives.funding(rates(0.01, 78.0, float("nan")))
    assert [source.name for source in part.sources] == ["Venue 0"]
    assert [dropped.reason for dropped in part.dropped] == [
        "no venue charges as much as Venue 1 is said to",
        "no venue charges as much as Venue 2 is said to",
    ]
    assert derivatives.funding(rates(78.0)).readings == {}


def test_largest_expiry_of_the_week_is_told() -> None:
    """What lies further ahead may be larger, and is not talked about yet."""
    figures = Options(
        put_call_ratio=0.6,
        by_expiry_usd={
            date(2026, 9, 9): 1e8,
            date(2026, 9, 11): 3e9,
            date(2026, 9, 16): 2e9,
            date(2026, 9, 25): 15e9,
        },
    )
    assert derivatives.options(gathered(OPTIONS, told(figures)), TODAY).readings == {
        "derivatives.put_call_ratio": 0.6,
        "derivatives.options_expiry_usd": 3e9,
        "derivatives.options_expiry_date": "2026-09-11",
    }


def test_no_expiry_in_sight_leaves_the_ratio() -> None:
    """What is not there is left out."""
    figures = Options(put_call_ratio=0.6, by_expiry_usd={date(2026, 12, 25): 15e9})
    part = derivatives.options(gathered(OPTIONS, told(figures)), TODAY)
    assert part.readings == {"derivatives.put_call_ratio": 0.6}


def test_newest_volatility_is_told() -> None:
    """The close of the last completed day."""
    closes = tuple(Close(day=date(2026, 9, day), value=30.0 + day) for day in (6, 7))
    part = derivatives.implied_volatility(gathered(IMPLIED_VOLATILITY, told(closes)))
    assert part.readings == {"derivatives.dvol": 37.0}


def test_books_are_added_up_and_spreads_are_not() -> None:
    """Depth is over all venues; the spread is the one in the middle."""
    books = [
        told(Depth(venue=name, within_1pct_usd=amount, spread_bp=spread), name)
        for name, amount, spread in (
            ("Coinbase", 20e6, 0.1),
            ("Kraken", 10e6, 0.5),
            ("OKX", 15e6, None),
        )
    ]
    part = derivatives.depth(gathered(DEPTH, *books))
    assert part.readings == {
        "liquidity.depth_1pct_usd": 45e6,
        "liquidity.spread_bp": pytest.approx(0.3),
    }
    assert [source.name for source in part.sources] == ["Coinbase", "Kraken", "OKX"]


def test_nothing_told_is_nothing() -> None:
    """No source, no reading."""
    assert derivatives.liquidations(gathered(LIQUIDATIONS)) == NOTHING
    assert derivatives.funding(gathered(FUNDING)) == NOTHING
    assert derivatives.options(gathered(OPTIONS), TODAY) == NOTHING
    assert derivatives.implied_volatility(gathered(IMPLIED_VOLATILITY)) == NOTHING
    assert derivatives.depth(gathered(DEPTH)) == NOTHING
