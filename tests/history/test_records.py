"""A reading such as there was none in a long time is named, with the window it was held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from explainer.history import open_store, with_records
from explainer.snapshot import Record, Snapshot

Made = Callable[..., Snapshot]
NOW = datetime(2026, 2, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FLOW = "etf.BTC.net_flow_usd"
OPEN = frozenset({"Open Source"})


def _records(file: Path, made: Made, flows: dict[int, float], today: float) -> tuple[Record, ...]:
    with open_store(file) as store:
        for ago, flow in flows.items():
            store.append(made(NOW - ago * DAY, {FLOW: flow}), OPEN)
        return with_records(made(NOW, {FLOW: today}), store).records


def test_the_largest_outflow_since_a_day_is_a_record(file: Path, made: Made) -> None:
    """It names the last day with one as large, and how many days there are to compare with."""
    flows = dict.fromkeys(range(1, 61), 100000000.0) | {45: -9e8}
    assert _records(file, made, flows, -5e8) == (
        Record(
            metric=FLOW,
            side="lowest",
            days=60,
            first=date(2025, 12, 6),
            since=date(2025, 12, 21),
        ),
    )


def test_the_largest_of_all_has_no_day_that_it_is_since(file: Path, made: Made) -> None:
    """Where no kept day was as far, none is named."""
    (record,) = _records(file, made, dict.fromkeys(range(1, 61), 1e8), -5e8)
    assert (record.since, record.days) == (None, 60)


@pytest.mark.parametrize(
    ("days", "as_far"), [(29, None), (60, 30)], ids=["too_few_days", "as_far_a_month_ago"]
)
def test_what_happens_every_month_is_no_record(
    file: Path, made: Made, days: int, as_far: int | None
) -> None:
    """Fewer than 30 kept days without a reading as far are no long time."""
    flows = dict.fromkeys(range(1, days + 1), 1e8)
    if as_far is not None:
        flows[as_far] = -6e8
    assert _records(file, made, flows, -5e8) == ()


def test_days_on_which_nothing_was_kept_do_not_count(file: Path, made: Made) -> None:
    """A gap of two months is no two months without such an outflow."""
    flows = dict.fromkeys(range(80, 120), 1e8) | dict.fromkeys(range(1, 20), 1e8) | {79: -6e8}
    assert _records(file, made, flows, -5e8) == ()
