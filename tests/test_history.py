"""What must hold on every one of 1,949 real days. Needs ../shared."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median

import msgspec
import pytest

from explainer import Explainer, Snapshot, load_pack
from explainer.assessment import Assessment

DAYS = 1949
FLAT_WITHIN = 0.5
ALWAYS_UP = 1.5
ALWAYS_DOWN = -3
MIXED_GAP = 1.5
QUIET_BITCOIN = 1.0
QUIET_ALTCOIN = 1.5
LARGE_FALL = -5.0
MOST_OF_QUIET = 0.25
LEAST_EXPLAINED = 0.9


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day as it was, and what came of it; changes are percent over 24 hours."""

    date: str
    bitcoin: float
    altcoins: tuple[float, float]
    assessment: Assessment

    @property
    def quiet(self) -> bool:
        """Whether neither bitcoin nor the median altcoin moved much."""
        calm = max(map(abs, self.altcoins)) <= QUIET_ALTCOIN
        return calm and abs(self.bitcoin) <= QUIET_BITCOIN

    @property
    def explains(self) -> list[str]:
        """The drivers that explain a fall on this day."""
        return [driver.id for driver in self.assessment.drivers if driver.explains]


def changes(snapshot: Snapshot) -> tuple[float, tuple[float, float]]:
    """Return bitcoin's change, and the least and greatest reading of "the median altcoin".

    The series gives one of its own, and its altcoins have another; a property that is asserted
    holds for both.
    """
    moves = {
        symbol: asset.change_24h_pct
        for symbol, asset in snapshot.assets.items()
        if asset.change_24h_pct is not None
    }
    bitcoin = moves.pop("BTC")
    medians = [median(moves.values())] if moves else []
    if snapshot.market is not None and snapshot.market.altcoin_change_24h_pct is not None:
        medians.append(snapshot.market.altcoin_change_24h_pct)
    return bitcoin, (min(medians), max(medians))


def clear_direction(bitcoin: float, least: float, greatest: float) -> str | None:
    """Return what the bands say for either median altcoin; None where they leave it open."""
    if bitcoin >= ALWAYS_UP and least >= ALWAYS_UP:
        return "up"
    if bitcoin <= ALWAYS_DOWN and greatest <= ALWAYS_DOWN:
        return "down"
    if bitcoin < 0 < least and least - bitcoin > MIXED_GAP:
        return "mixed"
    if greatest < 0 < bitcoin and bitcoin - greatest > MIXED_GAP:
        return "mixed"
    if max(abs(bitcoin), abs(least), abs(greatest)) <= FLAT_WITHIN:
        return "flat"
    return None


@pytest.fixture(scope="module")
def days(shared: Path) -> list[Day]:
    """Return every day of the history, assessed with the built-in rules."""
    explainer = Explainer(load_pack())
    assessed = []
    for line in (shared / "history" / "daily-2019-2024.jsonl").read_bytes().splitlines():
        snapshot = explainer.read(line)
        bitcoin, altcoins = changes(snapshot)
        assessed.append(
            Day(
                date=snapshot.as_of.date().isoformat(),
                bitcoin=bitcoin,
                altcoins=altcoins,
                assessment=explainer.assess(snapshot),
            )
        )
    return assessed


def test_every_day_is_assessed(days: list[Day]) -> None:
    """No real day is refused or breaks the engine."""
    assert len(days) == DAYS


def test_directions_follow_the_bands(days: list[Day]) -> None:
    """Clear days are read as what they are: up, down, flat, or mixed."""
    wrong = []
    for day in days:
        expected = clear_direction(day.bitcoin, *day.altcoins)
        ours = day.assessment.move.direction
        if expected is not None and ours != expected:
            wrong.append((day.date, day.bitcoin, day.altcoins, expected, ours))
    assert wrong == []


def test_every_direction_is_known(days: list[Day]) -> None:
    """A day with 24-hour changes has a direction."""
    assert [day.date for day in days if day.assessment.move.direction == "unknown"] == []


def test_nothing_explains_a_rise_or_a_flat_day(days: list[Day]) -> None:
    """Only falls and mixed days are explained."""
    explained = [
        (day.date, day.explains)
        for day in days
        if day.assessment.move.direction in ("up", "flat") and day.explains
    ]
    assert explained == []


def test_only_fired_drivers_explain(days: list[Day]) -> None:
    """A driver that did not fire explains nothing, on any day."""
    odd = [
        (day.date, driver.id)
        for day in days
        for driver in day.assessment.drivers
        if driver.explains and driver.status != "fired"
    ]
    assert odd == []


def test_no_driver_fires_on_many_quiet_days(days: list[Day]) -> None:
    """On days when nothing happened each driver stays silent, but for one day in four."""
    quiet = [day for day in days if day.quiet]
    fired = Counter(
        driver.id for day in quiet for driver in day.assessment.drivers if driver.status == "fired"
    )
    often = {name: count / len(quiet) for name, count in fired.items()}
    assert len(quiet) > DAYS / 10
    assert {name: part for name, part in often.items() if part > MOST_OF_QUIET} == {}


def test_large_falls_are_explained(days: list[Day]) -> None:
    """Of the days with bitcoin down 5% or more, nine in ten have a driver that explains them."""
    falls = [day for day in days if day.bitcoin <= LARGE_FALL]
    unexplained = [day.date for day in falls if not day.explains]
    assert len(falls) > DAYS / 40
    assert len(unexplained) <= (1 - LEAST_EXPLAINED) * len(falls), unexplained
