"""Noticing that rule files change, in real folders and with the system's own events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from tests.api.reloaded import eventually

from explainer.api.watching import Watcher
from explainer.pack.stamp import Place, places


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a folder with one rule and its cases."""
    drivers = tmp_path / "rules" / "drivers"
    drivers.mkdir(parents=True)
    (drivers / "a.yaml").write_text("id: a\n")
    (drivers / "a.cases.yaml").write_text("cases: []\n")
    return drivers.parent


@contextmanager
def watching(
    found: Callable[[], tuple[Place, ...]], look: Callable[[bool], None]
) -> Iterator[None]:
    """Watch the places; stop at the end, which must leave no thread."""
    watcher = Watcher(found, look)
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()


def test_a_rule_file_that_is_touched_is_told(rules: Path) -> None:
    """Written in place, renamed over, new or removed: each is an event about a rule."""
    told: list[bool] = []
    file = rules / "drivers" / "a.yaml"
    fresh = rules / "drivers" / ".a.new"

    def write() -> None:
        file.write_text("id: b\n")

    def rename() -> None:
        fresh.write_text("id: c\n")
        fresh.replace(file)

    with watching(lambda: places(rules), told.append):
        eventually(lambda: told)
        for change in (write, rename, file.unlink, write):
            told.clear()
            change()
            eventually(lambda: True in told)


def test_what_is_no_rule_is_not_told_as_one(rules: Path) -> None:
    """Cases, hidden files and backups bring a look at most; the rule after them is told."""
    told: list[tuple[bool, bool]] = []
    written = False

    def look(touched: bool) -> None:
        told.append((touched, written))

    with watching(lambda: places(rules), look):
        eventually(lambda: told)
        for name in ("a.cases.yaml", ".hidden.yaml", "a.yaml~", "4913", "notes.txt"):
            (rules / "drivers" / name).write_text("x\n")
        looks = len(told)
        eventually(lambda: len(told) > looks)
        written = True
        (rules / "drivers" / "a.yaml").write_text("id: b\n")
        eventually(lambda: (True, True) in told)
    assert (True, False) not in told


def test_folders_that_come_later_are_watched(rules: Path) -> None:
    """A folder of signals that is made while the server runs is one more place for events."""
    told: list[bool] = []
    with watching(lambda: places(rules), told.append):
        eventually(lambda: told)
        (rules / "signals").mkdir()
        looks = len(told)
        eventually(lambda: len(told) > looks + 1)
        told.clear()
        (rules / "signals" / "b.yaml").write_text("id: b\n")
        eventually(lambda: True in told)


def test_without_events_it_looks_now_and_then(tmp_path: Path) -> None:
    """A place that the system cannot watch is told once, and looked at all the same."""
    beyond = Place("", tmp_path / ("x" * 300), 0, 0)
    looks: list[bool] = []
    with capture_logs() as logged, watching(lambda: (beyond,), looks.append):
        eventually(lambda: len(looks) > 2)
    assert [each["event"] for each in logged] == ["watch.polling"]


def test_without_folders_it_waits_for_them(tmp_path: Path) -> None:
    """Rules that were taken away may come back."""
    told: list[bool] = []
    root = tmp_path / "rules"
    with watching(lambda: places(root), told.append):
        eventually(lambda: told)
        root.mkdir()
        looks = len(told)
        eventually(lambda: len(told) > looks + 1)
        (root / "pack.yaml").write_text("name: x\n")
        eventually(lambda: True in told)


def test_a_defect_does_not_end_the_watch(rules: Path) -> None:
    """A look that fails is logged with its traceback, and there is another one."""
    looks: list[bool] = []

    def look(touched: bool) -> None:
        looks.append(touched)
        if len(looks) == 1:
            raise ZeroDivisionError

    with capture_logs() as logged, watching(lambda: places(rules), look):
        eventually(lambda: len(looks) > 1)
    (failed,) = logged
    assert (failed["event"], failed["log_level"]) == ("watch.failed", "error")
    assert isinstance(failed["exc_info"], ZeroDivisionError)
