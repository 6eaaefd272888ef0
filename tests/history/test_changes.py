"""What no source gives is worked out from the past, within the time that the metric means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from explainer.engine.readings import read
from explainer.history import open_store, with_changes
from explainer.snapshot import Snapshot

Made = Callable[..., Snapshot]
NOW = datetime(2026, 2, 4, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OPEN = frozenset({"Open Source"})
CAP, DOMINANCE = "market.total_cap_usd", "market.btc_dominance_pct"
VOLUME, INTEREST = "market.volume_24h_usd", "derivatives.open_interest_usd"
DEPTH = "liquidity.depth_1pct_usd"


def _changed(
    file: Path, past: list[Snapshot], now: Snapshot, sources: frozenset[str] = OPEN
) -> Snapshot:
    with open_store(file) as store:
        for snapshot in past:
            store.append(snapshot, sources)
        return with_changes(now, store)


def _values(snapshot: Snapshot) -> dict[str, Any]:
    return dict(read(snapshot, {}).values)


@pytest.mark.parametrize(
    ("metric", "of", "ago", "before", "now", "change"),
    [
        ("market.btc_dominance_change_24h_pp", DOMINANCE, DAY + 59 * MINUTE, 57.0, 58.5, 1.5),
        ("market.volume_change_24h_pct", VOLUME, DAY - 59 * MINUTE, 8e10, 1e11, 25.0),
        ("market.change_7d_pct", CAP, 7 * DAY - 6 * HOUR, 3e12, 2.7e12, -10.0),
        ("market.change_30d_pct", CAP, 30 * DAY + 12 * HOUR, 3e12, 2.4e12, -20.0),
        ("derivatives.open_interest_change_7d_pct", INTEREST, 7 * DAY, 2e10, 1.5e10, -25.0),
    ],
)
def test_a_change_is_that_from_the_reading_of_its_time(
    file: Path,
    made: Made,
    metric: str,
    of: str,
    ago: timedelta,
    before: float,
    now: float,
    change: float,
) -> None:
    """The change is told with the history as its source, from the day that it needs."""
    changed = _changed(file, [made(NOW - ago, {of: before})], made(NOW, {of: now}))
    assert _values(changed)[metric] == pytest.approx(change)
    source = changed.sources[-1]
    assert source.name == f"own history since {(NOW - ago).date()}"
    assert source.covers == (metric,)


@pytest.mark.parametrize(
    ("of", "ago"),
    [
        (DOMINANCE, DAY + 61 * MINUTE),
        (DOMINANCE, DAY - 61 * MINUTE),
        (VOLUME, 2 * DAY),
        (CAP, 7 * DAY + 6 * HOUR + MINUTE),
        (CAP, 30 * DAY - 12 * HOUR - MINUTE),
        (INTEREST, DAY),
    ],
)
def test_a_reading_of_another_time_gives_no_change(
    file: Path, made: Made, of: str, ago: timedelta
) -> None:
    """Nothing is stretched or shortened to the time that is meant."""
    now = made(NOW, {of: 50.0})
    assert _changed(file, [made(NOW - ago, {of: 40.0})], now) is now


def test_readings_of_other_sources_are_not_compared(file: Path, made: Made) -> None:
    """A sum over other venues differs without anything having changed."""
    now = made(NOW, {INTEREST: 1e10})
    past = [made(NOW - 7 * DAY, {INTEREST: 2e10}, "Other")]
    assert _changed(file, past, now, frozenset({"Other"})) is now


def test_what_a_source_gave_stays(file: Path, made: Made) -> None:
    """Its own word on a change is nearer to it than two readings of ours."""
    now = made(NOW, {CAP: 2.7e12, "market.change_7d_pct": -9.5})
    changed = _changed(file, [made(NOW - 7 * DAY, {CAP: 3e12})], now)
    assert changed is now


def test_depth_is_held_against_what_is_usual(file: Path, made: Made) -> None:
    """The median of 30 days, today not among them: one odd day moves nothing."""
    past = [made(NOW - day * DAY, {DEPTH: 1e8}) for day in range(1, 31)]
    past[3] = made(NOW - 4 * DAY, {DEPTH: 9e9})
    changed = _changed(file, past, made(NOW, {DEPTH: 6e7}))
    assert _values(changed)["liquidity.depth_change_pct"] == pytest.approx(-40.0)
    assert changed.sources[-1].name == "own history since 2026-01-05"


def test_depth_of_a_few_days_is_not_what_is_usual(file: Path, made: Made) -> None:
    """Of 30 days at least 20 have to be known."""
    past = [made(NOW - day * DAY, {DEPTH: 1e8}) for day in range(1, 20)]
    now = made(NOW, {DEPTH: 6e7})
    assert _changed(file, past, now) is now


def test_what_the_market_lost_counts_from_the_highest_day_of_a_week(file: Path, made: Made) -> None:
    """The day is told with the loss; a higher one of an earlier week was another fall's."""
    caps = {9: 4e12, 6: 2.9e12, 4: 3.1e12, 2: 2.8e12}
    past = [made(NOW - day * DAY, {CAP: cap}) for day, cap in caps.items()]
    changed = _changed(file, past, made(NOW, {CAP: 2.6e12, "market.change_24h_pct": -5.0}))
    assert changed.market is not None
    assert changed.market.cap_lost_usd == pytest.approx(5e11)
    assert changed.market.cap_lost_since == date(2026, 1, 31)


@pytest.mark.parametrize(("cap", "change"), [(3.2e12, -1.0), (2.6e12, 1.0)])
def test_a_market_that_lost_nothing_has_no_loss(
    file: Path, made: Made, cap: float, change: float
) -> None:
    """None where it stands above its week, and none where it is not falling."""
    now = made(NOW, {CAP: cap, "market.change_24h_pct": change})
    assert _changed(file, [made(NOW - 4 * DAY, {CAP: 3.1e12})], now) is now


def test_a_change_is_as_old_as_the_reading_it_is_of(file: Path, made: Made) -> None:
    """A stale reading gives a stale change."""
    now = made(NOW, {INTEREST: 1.5e10})
    old = replace(now, sources=(replace(now.sources[0], observed_at=NOW - 3 * HOUR),))
    changed = _changed(file, [made(NOW - 7 * DAY, {INTEREST: 2e10})], old)
    assert changed.sources[-1].observed_at == NOW - 3 * HOUR


def test_a_change_that_cannot_be_is_none(file: Path, made: Made) -> None:
    """A reading a thousand times another one is an error of a unit, and no change."""
    now = made(NOW, {INTEREST: 2e12})
    assert _changed(file, [made(NOW - 7 * DAY, {INTEREST: 2e9})], now) is now
