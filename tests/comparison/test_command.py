"""`explainer compare`, run as people run it: another process, in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainer import Explainer
from explainer.comparison import render
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.snapshot_file import read_snapshot

EPISODES = Path(__file__).resolve().parents[2] / "fixtures/episodes"
BEFORE = EPISODES / "2025-10-11-tariff-100-record-liquidation.yaml"
AFTER = EPISODES / "2025-10-18-trade-tension-etf-week.yaml"


def run(*arguments: str, folder: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end; it may leave no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "explainer", "compare", *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env={name: text for name, text in os.environ.items() if not name.startswith("EXPLAINER_")},
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def snapshot(path: Path) -> Snapshot:
    """Return the snapshot of an episode."""
    found = read_snapshot(path.read_bytes(), path.name, Limits())
    assert isinstance(found, Snapshot)
    return found


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_two_files_are_compared(tmp_path: Path, explainer: Explainer, form: str) -> None:
    """In every format, with what the Python function returns; text is the default."""
    chosen = [] if form == "text" else ["--format", form]
    done = run(str(BEFORE), str(AFTER), *chosen, folder=tmp_path)
    compared = explainer.compare(snapshot(BEFORE), snapshot(AFTER))
    assert done.stdout.decode() == render(compared, form).rstrip("\n") + "\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_one_of_the_two_may_be_standard_input(tmp_path: Path) -> None:
    """A dash stands for it; the focus is passed on."""
    done = run(str(BEFORE), "-", "--focus", "BTC", folder=tmp_path, stdin=AFTER.read_bytes())
    assert done.returncode == 0
    assert b"Bitcoin was down" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((str(AFTER), str(BEFORE)), b"swap them"),
        (("-", "-"), b"standard input can be one of the two"),
        ((str(BEFORE), "gone.json"), b"gone.json: error S001 cannot be read"),
        ((str(BEFORE), "bad.json"), b"did you mean"),
        ((str(BEFORE), str(AFTER), "--focus", "DOGE2"), b"in `before`"),
        ((str(BEFORE),), b"usage: explainer compare"),
        ((str(BEFORE), str(AFTER), "--format", "pdf"), b"usage: explainer compare"),
    ],
)
def test_wrong_use_and_unreadable_files_exit_with_2(
    tmp_path: Path, arguments: tuple[str, ...], told: bytes
) -> None:
    """The reason is on standard error, and nothing on standard output."""
    bad = {"as_of": "2025-10-19T08:00:00Z", "marcet": {}}
    (tmp_path / "bad.json").write_text(json.dumps(bad), encoding="utf-8")
    done = run(*arguments, folder=tmp_path)
    assert told in done.stderr
    assert (done.returncode, done.stdout) == (2, b"")
