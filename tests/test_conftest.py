"""The suite's own promises: skips are counted aloud, golden files compared byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = """
from pathlib import Path

def test_with_data(shared):
    assert shared.is_dir()

def test_with_golden(golden):
    golden(Path("golden/out.txt"), "now\\n")
"""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Return a small project with our conftest and no ../shared."""
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("conftest.py"), tests)
    (tests / "test_small.py").write_text(SUITE, encoding="utf-8")
    return tests.parent


def run(project: Path, *options: str) -> str:
    """Return what pytest prints there; without plugins, which it has no use for."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        cwd=project,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_tests_without_their_data_are_counted_aloud(suite: Path) -> None:
    """A run that left something out says how much, in a section of its own."""
    text = run(suite)
    assert "NOT TESTED" in text
    assert "1 tests skipped: ../shared is not beside this checkout" in text


def test_a_run_with_all_its_data_has_nothing_to_say(suite: Path) -> None:
    """Where ../shared is there the section is absent."""
    (suite.parent / "shared" / "cases").mkdir(parents=True)
    assert "NOT TESTED" not in run(suite)


def test_a_golden_file_must_exist_and_agree(suite: Path) -> None:
    """An absent file fails, a different one fails, an equal one passes."""
    assert "does not exist; `make golden` writes it" in run(suite)
    (suite / "golden").mkdir()
    (suite / "golden" / "out.txt").write_text("before\n", encoding="utf-8")
    assert "differs; `make golden` rewrites it" in run(suite)
    (suite / "golden" / "out.txt").write_text("now\n", encoding="utf-8")
    assert "1 passed, 1 skipped" in run(suite)


def test_updating_golden_files_runs_only_the_tests_that_have_them(suite: Path) -> None:
    """`make golden` writes what differs, names it, and leaves the other tests out."""
    text = run(suite, "--update-golden")
    assert (suite / "golden" / "out.txt").read_text(encoding="utf-8") == "now\n"
    assert "golden file rewritten: golden/out.txt" in text
    assert "1 passed, 1 deselected" in text
    assert "rewritten" not in run(suite, "--update-golden")
