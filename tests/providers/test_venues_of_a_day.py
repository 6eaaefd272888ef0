"""A whole day of all venues, from their answers to the readings of a snapshot."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.providers.day.asking import FIGURES
from tests.providers.playing import AS_OF, Playing
from tests.providers.running import client_of, run

from explainer.providers.gather import Gathered, gather
from explainer.providers.offers import OFFERED
from explainer.providers.part import Part
from explainer.providers.parts import derivatives, open_interest
from explainer.providers.rows import (
    DEPTH,
    FUNDING,
    IMPLIED_VOLATILITY,
    LIQUIDATIONS,
    OPEN_INTEREST,
    OPTIONS,
)

ROWS = {
    row.id for row in (DEPTH, FUNDING, IMPLIED_VOLATILITY, LIQUIDATIONS, OPEN_INTEREST, OPTIONS)
}
VENUES: dict[str, Any] = FIGURES["venues"]
KEYS = {"COINALYZE_API_KEY": "a-secret"}


def told_by(keys: dict[str, str] | None = None) -> Gathered:
    """What all venues tell of the day."""

    async def ask() -> Gathered:
        with Playing() as playing:
            async with client_of(playing, keys=keys) as client:
                rows = [each for each in OFFERED if each.row.id in ROWS]
                on = {offer.provider.name for each in rows for offer in each.offers}
                found = await gather(client, rows, on)
        assert playing.failed == []
        return found

    return run(ask())


def readings(part: Part, *fields: str) -> list[Any]:
    """Readings of derivatives."""
    return [part.readings[f"derivatives.{field}"] for field in fields]


@pytest.fixture(scope="module")
def day() -> Gathered:
    """Return what is told without a key."""
    return told_by()


def test_every_venue_answers(day: Gathered) -> None:
    """Without a key, all but the sources that want one."""
    silent = {(each.provider, each.reason) for each in day.attempts if each.reason}
    assert silent == {("coinalyze", "no_key"), ("coinglass", "no_key")}


def test_open_interest_and_its_change(day: Gathered) -> None:
    """Seven venues; the change is over the four that know the day before."""
    part = open_interest.open_interest(day)
    assert len(part.sources) == 7
    assert part.dropped == ()
    now, change, change_of_bitcoin = readings(
        part,
        "open_interest_usd",
        "open_interest_change_24h_pct",
        "open_interest_by_asset_change_24h_pct.BTC",
    )
    assert now > sum(VENUES["open_interest_usd"].values())
    assert min(VENUES["open_interest_change_pct"].values()) < change < 0
    assert VENUES["open_interest_change_pct"]["BTC"] < change_of_bitcoin < 0


def test_liquidations_of_a_day_are_of_24_hours(day: Gathered) -> None:
    """OKX and Gate together: at OKX every hour's longs and shorts 24 times, at Gate a fifth."""
    part = derivatives.liquidations(day)
    longs = sum(VENUES["long_usd_an_hour"].values())
    assert part.readings["derivatives.long_liquidations_24h_usd"] == pytest.approx(
        24 * longs * (1 + 1 / 5), rel=1e-4
    )
    assert [source.name for source in part.sources] == ["OKX", "Gate"]


def test_key_brings_the_source_that_adds_up() -> None:
    """With a key Coinalyze is used alone: three venues of every asset."""
    part = derivatives.liquidations(told_by(KEYS))
    longs = sum(VENUES["long_usd_an_hour"].values())
    assert part.readings["derivatives.long_liquidations_24h_usd"] == pytest.approx(24 * longs * 3)
    assert [source.name for source in part.sources] == ["Coinalyze"]


def test_funding_is_the_same_everywhere(day: Gathered) -> None:
    """Seven venues tell one rate in four units, and it is one rate."""
    rates = [told.figures.rate_8h_pct for told in day.every(FUNDING)]
    assert rates == pytest.approx([VENUES["funding_8h_pct"]] * 7, abs=1e-4)


def test_options_and_volatility(day: Gathered) -> None:
    """Deribit's options, and its index of the last candle that is over."""
    part = derivatives.options(day, AS_OF.date())
    ratio, expires = readings(part, "put_call_ratio", "options_expiry_date")
    assert 0 < ratio < 5
    assert AS_OF.date() <= date.fromisoformat(expires)
    assert readings(derivatives.implied_volatility(day), "dvol") == [VENUES["dvol"][0]]
