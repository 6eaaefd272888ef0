"""A file that cannot be used is named with what to do, stays as it is, and stops no answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from explainer.errors import HistoryBusy, HistoryError, HistoryFailed, HistoryUnreadable
from explainer.history import Memory, open_store
from explainer.snapshot import Snapshot

Made = Callable[..., Snapshot]
NOON = datetime(2026, 2, 4, 12, tzinfo=UTC)
VIX = "macro.vix"
OPEN = frozenset({"Open Source"})
HOLD = """
import sys, pathlib
from explainer.history import open_store
with open_store(pathlib.Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is told in other words")
def test_one_process_at_a_time_and_serving_goes_on(file: Path, made: Made) -> None:
    """The second one is told so, serves without the past, and keeps again when the file is free."""
    memory = Memory(file, 30, OPEN)
    snapshot = made(NOON, {VIX: 20.0})
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(HistoryBusy, match="another process has it open"), open_store(file):
            pass
        assert memory.remember(snapshot) is snapshot
        assert _reason(memory) == "busy"
        other.stdin.close()
    assert memory.remember(snapshot) == snapshot
    assert _reason(memory) is None
    with open_store(file) as store:
        assert store.last(VIX, NOON) is not None


def _reason(memory: Memory) -> str | None:
    return None if memory.problem is None else memory.problem.reason


@pytest.mark.parametrize("body", [b"", b"as_of,vix\n" * 500, b"\0" * 20_000])
def test_a_file_that_is_no_history_is_named_and_left_alone(
    file: Path, made: Made, body: bytes
) -> None:
    """Nothing is deleted or written over: it may be what somebody needs."""
    file.write_bytes(body)
    with pytest.raises(HistoryUnreadable, match="move it away"), open_store(file):
        pass
    snapshot = made(NOON, {VIX: 20.0})
    assert Memory(file, 30, OPEN).remember(snapshot) is snapshot
    assert file.read_bytes() == body


@pytest.mark.parametrize("keep", [5_000, 9_000, 30_000])
def test_a_file_cut_short_is_named_and_left_alone(file: Path, made: Made, keep: int) -> None:
    """As after a disk that was full, or a copy that was broken off."""
    with open_store(file) as store:
        for hour in range(30):
            store.append(made(NOON + timedelta(hours=hour), {VIX: 20.0 + hour}), OPEN)
    body = file.read_bytes()[:keep]
    file.write_bytes(body)
    snapshot = made(NOON, {VIX: 20.0})
    memory = Memory(file, 30, OPEN)
    assert memory.remember(snapshot) is snapshot
    assert memory.problem is not None
    assert file.read_bytes() == body


def test_another_database_is_not_written_into(file: Path) -> None:
    """A path that was mistyped must not put our tables among somebody's own."""
    with duckdb.connect(file) as connection:
        connection.execute("CREATE TABLE theirs (a INTEGER)")
    with pytest.raises(HistoryUnreadable, match="no history of ours"), open_store(file):
        pass


def test_a_history_of_a_newer_version_is_not_touched(file: Path) -> None:
    """It is read by the release that wrote it."""
    with open_store(file):
        pass
    with duckdb.connect(file) as connection:
        connection.execute("INSERT INTO versions VALUES (99)")
    with pytest.raises(HistoryUnreadable, match="version 99"), open_store(file):
        pass


@pytest.mark.parametrize("where", ["missing/history.duckdb", "."])
def test_a_place_that_takes_no_file_is_named(tmp_path: Path, where: str) -> None:
    """A folder that is not there, or that is the file."""
    with pytest.raises(HistoryFailed), open_store(tmp_path / where):
        pass


FILL = """
import pathlib, resource, sys
from datetime import UTC, datetime, timedelta
from explainer.history import Memory
from explainer.intake import convert_snapshot
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
memory = Memory(pathlib.Path(sys.argv[1]), 30, {"A"})
for hour in range(400):
    at = datetime(2026, 2, 4, tzinfo=UTC) + timedelta(hours=hour)
    snapshot = convert_snapshot({
        "as_of": at.isoformat(),
        "derivatives": {
            "liquidations_by_asset_usd": {f"C{n}": hour * 1e6 + n**3 for n in range(99)}
        },
        "sources": [{"name": "A", "covers": ["*"]}],
    })
    assert memory.remember(snapshot) == snapshot
    if memory.problem is not None:
        print(memory.problem.reason)
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit to the size of files there")
def test_a_full_disk_stops_keeping_and_nothing_else(file: Path) -> None:
    """What was kept before is still there when there is room again."""
    with open_store(file):
        pass
    room = file.stat().st_size + 60_000
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(file), str(room)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1:] == ["failed"], done.stdout
    with open_store(file) as store:
        assert store.last("derivatives.liquidations_by_asset_usd.C1", NOON) is not None


def test_a_failure_within_an_append_leaves_nothing_of_it(file: Path, made: Made) -> None:
    """A moment is kept whole or not at all, so that it can be tried again."""
    with open_store(file) as store:
        store.append(made(NOON, {VIX: 20.0}), OPEN)
    with duckdb.connect(file) as connection:
        connection.execute("ALTER TABLE readings RENAME TO elsewhere")
    later = NOON + timedelta(hours=1)
    with pytest.raises(HistoryError), open_store(file) as store:
        store.append(made(later, {VIX: 21.0}), OPEN)
    with duckdb.connect(file) as connection:
        connection.execute("ALTER TABLE elsewhere RENAME TO readings")
    with open_store(file) as store:
        assert store.append(made(later, {VIX: 21.0}), OPEN)
