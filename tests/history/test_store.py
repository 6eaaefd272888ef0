"""Readings are kept once, by day and origin, as long as they are young; nothing else is touched."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from explainer.history import Kept, open_store
from explainer.history.store import WHOLE_DAYS
from explainer.snapshot import Snapshot

Made = Callable[..., Snapshot]
NOON = datetime(2026, 2, 4, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VIX, PRICE, FLOW = "macro.vix", "assets.BTC.price_usd", "etf.BTC.net_flow_usd"
OPEN = frozenset({"Open Source"})


def test_a_reading_comes_back_as_it_was_kept(file: Path, made: Made) -> None:
    """Moment in UTC, day, value and origin survive closing the file."""
    with open_store(file) as store:
        assert store.append(made(NOON, {PRICE: 73_000.5}), OPEN)
    with open_store(file) as store:
        assert store.last(PRICE, NOON) == Kept(
            as_of=NOON, day=NOON.date(), metric=PRICE, value=73_000.5, origin="Open Source"
        )


def test_the_same_moment_is_kept_once(file: Path, made: Made) -> None:
    """What was kept of a moment first stands, and appending again is no error."""
    with open_store(file) as store:
        assert store.append(made(NOON, {PRICE: 73_000.0}), OPEN)
        assert not store.append(made(NOON, {PRICE: 1.0}), OPEN)
        assert [kept.value for kept in store.series(PRICE, NOON - DAY, NOON)] == [73_000.0]


def test_only_what_may_be_stored_is_kept(file: Path, made: Made) -> None:
    """One source among several that does not allow it keeps a reading out, and so does none."""
    closed = made(NOON, {PRICE: 73_000.0}, "Closed Source")
    with open_store(file) as store:
        store.append(closed, OPEN)
        assert store.last(PRICE, NOON) is None
        store.append(made(NOON + HOUR, {VIX: 20.0}), OPEN)
        assert store.last(VIX, NOON + HOUR) is not None


def test_a_reading_of_two_sources_needs_the_leave_of_both(file: Path, made: Made) -> None:
    """A sum over two venues is as closed as the one that is more so."""
    both = made(NOON, {PRICE: 73_000.0, VIX: 20.0})
    closed = made(NOON, {VIX: 20.0}, "Closed Source")
    mixed = Snapshot(
        as_of=NOON, assets=both.assets, macro=both.macro, sources=both.sources + closed.sources
    )
    with open_store(file) as store:
        store.append(mixed, OPEN)
        assert store.last(VIX, NOON) is None
        assert store.last(PRICE, NOON) is not None


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -5.0])
def test_what_no_reading_can_be_is_not_kept(file: Path, made: Made, value: float) -> None:
    """Not a number, infinite or impossible: such a value would spoil every comparison."""
    sound = made(NOON, {VIX: 20.0, "macro.dxy": 100.0})
    assert sound.macro is not None
    spoiled = replace(sound, macro=replace(sound.macro, vix=value))
    with open_store(file) as store:
        store.append(spoiled, OPEN)
        assert store.last(VIX, NOON) is None
        assert store.last("macro.dxy", NOON) is not None


def test_a_metric_is_a_value_and_never_a_statement(file: Path, made: Made) -> None:
    """Names from outside are bound, so one that is made of SQL finds and changes nothing."""
    hostile = "x' OR 1=1; DROP TABLE readings; --"
    with open_store(file) as store:
        store.append(made(NOON, {VIX: 20.0}, hostile), {hostile})
        assert store.last(hostile, NOON) is None
        kept = store.last(VIX, NOON)
        assert kept is not None
        assert kept.origin == hostile


def test_a_session_is_one_day_however_long_it_is_the_newest(file: Path, made: Made) -> None:
    """Friday's flow, read again on the weekend, counts for Friday alone, as it was read last."""
    friday = datetime(2026, 2, 6, 22, tzinfo=UTC)
    with open_store(file) as store:
        for days, flow in ((0, -1e8), (1, -1e8), (2, -1.2e8)):
            readings = {"etf.BTC.session_date": "2026-02-06", FLOW: flow}
            store.append(made(friday + days * DAY, readings), OPEN)
        kept = store.daily(FLOW, date(2026, 1, 1), date(2026, 3, 1), "Open Source")
        assert [(each.day, each.value) for each in kept] == [(date(2026, 2, 6), -1.2e8)]


@pytest.mark.parametrize(
    ("metric", "day"),
    [
        ("macro.sp500_change_pct", date(2026, 2, 3)),
        (VIX, date(2026, 2, 3)),
        ("macro.fed_cut_probability_pct", NOON.date()),
        (PRICE, NOON.date()),
    ],
)
def test_a_reading_counts_for_its_session_or_its_day(
    file: Path, made: Made, metric: str, day: date
) -> None:
    """What changes with a session alone is its session's; what changes at any time is the day's."""
    with open_store(file) as store:
        store.append(made(NOON, {"macro.session_date": "2026-02-03", metric: 15.0}), OPEN)
        kept = store.last(metric, NOON)
        assert kept is not None
        assert kept.day == day


def test_how_often_figures_are_fetched_weighs_nothing(file: Path, made: Made) -> None:
    """A day counts with its last reading, whether it has one or many."""
    with open_store(file) as store:
        for hour in range(10):
            store.append(made(NOON + hour * HOUR, {VIX: 20.0 + hour}), OPEN)
        store.append(made(NOON + DAY, {VIX: 40.0}), OPEN)
        kept = store.daily(VIX, NOON.date(), NOON.date() + 2 * DAY, "Open Source")
        assert [each.value for each in kept] == [29.0, 40.0]


@pytest.mark.parametrize(
    ("minutes", "found"), [(0, True), (59, True), (-60, True), (61, False), (-61, False)]
)
def test_only_a_reading_close_in_time_stands_for_a_moment(
    file: Path, made: Made, minutes: int, found: bool
) -> None:
    """Within the tolerance a reading counts, a minute beyond it does not."""
    with open_store(file) as store:
        store.append(made(NOON + timedelta(minutes=minutes), {VIX: 20.0}), OPEN)
        assert (store.near(VIX, NOON, HOUR, "Open Source") is not None) is found


def test_the_closest_of_several_is_taken_and_of_its_own_origin(file: Path, made: Made) -> None:
    """Another source's reading is none, however close."""
    with open_store(file) as store:
        store.append(made(NOON - 40 * timedelta(minutes=1), {VIX: 1e1}), OPEN)
        store.append(made(NOON + 30 * timedelta(minutes=1), {VIX: 2e1}), OPEN)
        store.append(made(NOON, {VIX: 3e1}, "Other"), {"Other"})
        kept = store.near(VIX, NOON, HOUR, "Open Source")
        assert kept is not None
        assert kept.value == 20.0


def test_a_clock_that_goes_back_is_kept_at_its_own_time(file: Path, made: Made) -> None:
    """Order of arrival means nothing; what is dated after *now* is not seen."""
    with open_store(file) as store:
        store.append(made(NOON, {VIX: 20.0}), OPEN)
        store.append(made(NOON - HOUR, {VIX: 30.0}), OPEN)
        assert [kept.value for kept in store.series(VIX, NOON - DAY, NOON)] == [30.0, 20.0]
        kept = store.last(VIX, NOON - HOUR)
        assert kept is not None
        assert kept.value == 30.0


def test_a_clock_that_ran_ahead_throws_nothing_away(file: Path, made: Made) -> None:
    """One moment of the far future makes no other one old."""
    with open_store(file) as store:
        store.append(made(NOON, {VIX: 20.0}), OPEN)
        store.append(made(NOON + DAY, {VIX: 21.0}), OPEN)
        store.append(made(datetime(2190, 1, 1, tzinfo=UTC), {VIX: 22.0}), OPEN)
        store.prune(30)
        assert len(store.series(VIX, NOON, NOON + DAY)) == 2


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hours=st.lists(st.integers(0, 24 * 40), min_size=1, max_size=25, unique=True),
    days=st.integers(10, 30),
)
def test_pruning_keeps_what_is_young(
    tmp_path_factory: pytest.TempPathFactory, made: Made, hours: list[int], days: int
) -> None:
    """All of the last days stay; the last reading of each day within the age; nothing older."""
    moments = sorted(NOON + hour * HOUR for hour in hours)
    with open_store(tmp_path_factory.mktemp("pruned") / "history.duckdb") as store:
        for moment in moments:
            store.append(made(moment, {VIX: 20.0}), OPEN)
        store.prune(days)
        left = [kept.as_of for kept in store.series(VIX, NOON, moments[-1])]
    by_day = {moment.date(): moment for moment in moments}
    newest = sorted(by_day)[-2:][0]
    whole = newest - WHOLE_DAYS * DAY
    oldest = newest - days * DAY
    wanted = moments
    if len(by_day) > 1:
        wanted = [
            moment
            for moment in moments
            if moment.date() >= whole
            or (moment.date() >= oldest and by_day[moment.date()] == moment)
        ]
    assert left == wanted


@pytest.mark.parametrize("side", ["highest", "lowest"])
def test_how_unusual_a_reading_is_by_plain_counting(file: Path, made: Made, side: str) -> None:
    """Share, count and date are those that counting the days gives."""
    rng = random.Random(7)
    values = [round(rng.uniform(10, 60), 1) for _ in range(60)]
    with open_store(file) as store:
        for place, value in enumerate(values):
            store.append(made(NOON + place * DAY, {VIX: value}), OPEN)
        now = NOON + 60 * DAY
        for value in (5.0, 15.0, 33.3, 55.0, 70.0):
            far = [
                p for p, v in enumerate(values) if (v >= value if side == "highest" else v <= value)
            ]
            found = store.unusual(VIX, value, "highest" if side == "highest" else "lowest", now)
            assert found is not None
            assert (found.days, found.as_far, found.share) == (60, len(far), len(far) / 60)
            assert found.first == NOON.date()
            assert found.since == ((NOON + far[-1] * DAY).date() if far else None)
            assert found.calm == (59 - far[-1] if far else 60)


def test_nothing_is_said_of_a_metric_without_a_past(file: Path, made: Made) -> None:
    """No day, no share."""
    with open_store(file) as store:
        assert store.unusual(VIX, 20.0, "highest", NOON) is None
        store.append(made(NOON, {VIX: 20.0}), OPEN)
        assert store.unusual(VIX, 20.0, "highest", NOON) is None
