"""The structs of a snapshot, made in Python."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from explainer.readings import Derivatives, Market
from explainer.snapshot import (
    CalendarEntry,
    Event,
    Snapshot,
    Source,
    read_when,
    to_utc,
    utc_text,
)

NOON = datetime(2026, 2, 4, 12, tzinfo=UTC)
KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def test_same_moment_is_the_same_snapshot() -> None:
    """Another offset is another way of writing, not another moment."""
    there = datetime(2026, 2, 4, 17, 45, tzinfo=KATHMANDU)
    assert Snapshot(as_of=there) == Snapshot(as_of=NOON)
    assert Snapshot(as_of=there).as_of.tzinfo is UTC
    assert Source(name="x", observed_at=there) == Source(name="x", observed_at=NOON)
    assert Event(kind="other", title="t", date="2026-02-04T17:45:00+05:45").date == (
        "2026-02-04T12:00:00Z"
    )
    assert CalendarEntry(kind="cpi", date="2026-02-04T12:00:00Z").date == "2026-02-04T12:00:00Z"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 2, 4, 12),  # noqa: DTZ001 - that is the point
        datetime(2008, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2200, 1, 1, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_moment_must_be_one_that_a_snapshot_can_be_of(moment: datetime) -> None:
    """No offset, no crypto market, no such time in UTC: refused."""
    with pytest.raises(ValueError, match="Expected"):
        Snapshot(as_of=moment)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-02-04", date(2026, 2, 4)),
        ("2026-02-04T12:00:00Z", NOON),
        ("2026-02-04T12:00:00.5+00:00", NOON + timedelta(seconds=0.5)),
        ("2026-02-04T17:45:00+05:45", NOON),
    ],
)
def test_dates_and_times_are_told_apart(text: str, when: date | datetime) -> None:
    """A date stays a date, a time becomes UTC."""
    assert read_when(text) == when
    assert type(read_when(text)) is type(when)


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "2026-W06-3", "20260204", "2026-02-04T12:00:00", "soon", "2026"]
)
def test_neither_date_nor_time_is_refused(text: str) -> None:
    """Weeks, bare digits, impossible days and times without offset are no dates."""
    with pytest.raises(ValueError, match=r"Invalid|Expected"):
        read_when(text)
    with pytest.raises(ValueError, match=r"Invalid|Expected"):
        Event(kind="other", title="t", date=text)


def test_utc_text_keeps_fractions() -> None:
    """Times are written as RFC 3339 with Z."""
    assert utc_text(NOON + timedelta(milliseconds=250)) == "2026-02-04T12:00:00.250000Z"
    assert to_utc(NOON) is NOON


def test_null_in_a_map_is_missing() -> None:
    """A reading sent as null is not there, whichever way readings are held."""
    held = Derivatives(liquidations_by_asset_usd={"BTC": None, "ETH": 5.0})
    assert held.liquidations_by_asset_usd == {"ETH": 5.0}
    assert Snapshot(as_of=NOON, custom={"a": None}) == Snapshot(as_of=NOON)


def test_not_supplied_is_not_the_same_as_empty() -> None:
    """Nobody said anything about events, or somebody said there were none."""
    assert Snapshot(as_of=NOON).events is None
    assert Snapshot(as_of=NOON, events=()) != Snapshot(as_of=NOON)
    assert Market().change_24h_pct is None
