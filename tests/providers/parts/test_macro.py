"""Rate odds, the mood, and what chains tell, as readings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.providers.asking import utc
from tests.providers.parts.gathering import closes, gathered, told

from explainer.providers.nouns import Mood, RateOdds, Stablecoins
from explainer.providers.parts import macro
from explainer.providers.rows import ACTIVE_ADDRESSES, HASH_RATE, MOOD, RATE_ODDS, STABLECOINS

NOW = utc("2026-10-09T12:00")


def odds(before: float | None) -> RateOdds:
    """Odds of October's meeting."""
    meeting = date(2026, 10, 28)
    return RateOdds(
        meeting=meeting, cut_pct=42.0, hold_pct=58.0, hike_pct=0.0, cut_before_pct=before
    )


# a part, the row, what was told, and the readings that come of it
PARTS: tuple[tuple[Any, Any, Any, dict[str, float]], ...] = (
    (
        macro.rate_odds,
        RATE_ODDS,
        told(odds(50.0), NOW),
        {"macro.fed_cut_probability_pct": 42.0, "macro.fed_cut_probability_change_pp": -8.0},
    ),
    (
        macro.rate_odds,
        RATE_ODDS,
        told(odds(None), NOW),
        {"macro.fed_cut_probability_pct": 42.0},
    ),
    (
        macro.mood,
        MOOD,
        told(Mood(now=25.0, before=40.0), NOW),
        {"sentiment.fear_greed": 25.0, "sentiment.fear_greed_previous": 40.0},
    ),
    (macro.mood, MOOD, told(Mood(now=25.0), NOW), {"sentiment.fear_greed": 25.0}),
    (
        macro.stablecoins,
        STABLECOINS,
        told(Stablecoins(total_usd=303e9, week_ago_usd=300e9), NOW),
        {"onchain.stablecoin_supply_change_7d_pct": 1.0},
    ),
    (macro.stablecoins, STABLECOINS, told(Stablecoins(total_usd=303e9), NOW), {}),
    (
        macro.hash_rate,
        HASH_RATE,
        closes("2026-10-08T00:00", d01=1000.0, d07=1.0, d08=950.0),
        {"onchain.hash_rate_change_pct": -5.0},
    ),
    (macro.hash_rate, HASH_RATE, closes("2026-10-08T00:00", d02=1000.0, d08=950.0), {}),
    (
        macro.active_addresses,
        ACTIVE_ADDRESSES,
        closes("2026-10-08T00:00", d07=1000.0, d08=950.0),
        {"onchain.active_addresses_change_pct": -5.0},
    ),
    (
        macro.active_addresses,
        ACTIVE_ADDRESSES,
        closes("2026-10-08T00:00", d06=1000.0, d08=950.0),
        {},
    ),
)


@pytest.mark.parametrize(("part", "row", "answer", "readings"), PARTS)
def test_what_is_told_becomes_readings(
    part: Any, row: Any, answer: Any, readings: dict[str, float]
) -> None:
    """With the source that covers them; what is not known is left out, the source with it."""
    made = part(gathered({row: answer}))
    assert made.readings == pytest.approx(readings)
    assert [set(source.covers) for source in made.sources] == ([set(readings)] if readings else [])
    nothing = part(gathered({}))
    assert (nothing.readings, nothing.sources) == ({}, ())
