"""A server hands each snapshot over once: it comes back with what the past adds, and is kept."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from explainer.history import Memory, open_store
from explainer.snapshot import Snapshot

Made = Callable[..., Snapshot]
NOON = datetime(2026, 2, 4, 12, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OPEN = frozenset({"Open Source"})
CAP, FLOW = "market.total_cap_usd", "etf.BTC.net_flow_usd"
ROOM = 2_000
"""Bytes that a snapshot of 45 readings may take, three times what it needs."""


def test_days_of_snapshots_give_changes_and_records(file: Path, made: Made) -> None:
    """What comes back has both, and the past is what was handed over before."""
    memory = Memory(file, 400, OPEN)
    for ago in range(40, 0, -1):
        past = made(NOON - ago * DAY, {CAP: 3e12, FLOW: 1e8})
        assert memory.remember(past).records == ()
    fuller = memory.remember(made(NOON, {CAP: 2.7e12, FLOW: -9e8}))
    assert fuller.market is not None
    assert round(fuller.market.change_7d_pct or 0, 6) == -10.0
    assert {record.metric: record.side for record in fuller.records} == {
        CAP: "lowest",
        FLOW: "lowest",
    }
    assert all(record.days == 40 for record in fuller.records)


def test_what_the_past_added_is_not_kept(file: Path, made: Made) -> None:
    """A change worked out from kept readings is not a reading of anybody's."""
    memory = Memory(file, 400, OPEN)
    memory.remember(made(NOON - 7 * DAY, {CAP: 3e12}))
    assert memory.remember(made(NOON, {CAP: 2.7e12})).market != made(NOON, {CAP: 2.7e12}).market
    with open_store(file) as store:
        assert store.last("market.change_7d_pct", NOON) is None


def test_old_days_are_forgotten_on_the_way(file: Path, made: Made) -> None:
    """Nobody has to call for it."""
    memory = Memory(file, 31, OPEN)
    for ago in (60, 20, 1, 0):
        memory.remember(made(NOON - ago * DAY, {CAP: 3e12}))
    with open_store(file) as store:
        kept = store.series(CAP, NOON - 90 * DAY, NOON)
        assert [(NOON - each.as_of).days for each in kept] == [20, 1, 0]


def test_a_day_of_snapshots_stays_small(file: Path, made: Made) -> None:
    """24 hours, a snapshot every two minutes, with figures that all move."""
    rng = random.Random(3)
    fields = ("price_usd", "sma_50_usd", "sma_200_usd", "change_24h_pct", "rsi_14")
    with open_store(file) as store:
        for turn in range(720):
            readings = {
                f"assets.{symbol}.{field}": rng.uniform(20, 80)
                for symbol in ("BTC", "ETH", "SOL", "XRP", "BNB", "ADA", "DOGE", "TRX", "LTC")
                for field in fields
            }
            store.append(made(NOON + 2 * turn * MINUTE, readings), OPEN)
    assert file.stat().st_size / 720 < ROOM


KILLED = """
import os, pathlib, sys
from datetime import UTC, datetime
from explainer.history import open_store
from explainer.intake import convert_snapshot
snapshot = convert_snapshot({
    "as_of": "2026-02-04T12:00:00Z",
    "macro": {"vix": 20.0},
    "sources": [{"name": "Open Source", "covers": ["*"]}],
})
with open_store(pathlib.Path(sys.argv[1])) as store:
    store.append(snapshot, {"Open Source"})
    os._exit(9)
"""


def test_a_process_that_is_killed_loses_nothing_that_was_kept(file: Path) -> None:
    """What an append has finished is there after the next opening."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(file)])
    assert done.returncode == 9
    with open_store(file) as store:
        assert store.last("macro.vix", NOON) is not None
