"""`explainer scorecard` as people run it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.command_line import Cli

FALL = (
    b'{"as_of":"2024-05-02T23:59:00Z","assets":{"BTC":{"change_24h_pct":-9}},'
    b'"derivatives":{"liquidations_24h_usd":2500000000}}\n'
)


@pytest.fixture
def episodes(repository: Path) -> str:
    """Return the folder of the bundled episodes."""
    return str(repository / "fixtures" / "episodes")


@pytest.mark.parametrize(
    ("form", "beginning"), [("text", "rule pack"), ("markdown", "# Scorecard\n"), ("json", "{\n")]
)
def test_a_scorecard_has_three_formats(cli: Cli, episodes: str, form: str, beginning: str) -> None:
    """Each is printed whole, history included, and ends in one line break."""
    history = cli.write("days.jsonl", FALL * 3)
    done = cli("scorecard", episodes, "--history", history, "--format", form)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    text = done.stdout.decode()
    assert text.startswith(beginning)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "liquidation" in text


def test_json_is_short_for_a_format(cli: Cli, episodes: str) -> None:
    """`--json` prints what `--format json` does."""
    short = cli("scorecard", episodes, "--json").stdout
    assert short == cli("scorecard", episodes, "--format", "json").stdout
    assert json.loads(short)["history"] is None


def test_a_scorecard_is_written_into_a_folder(cli: Cli, episodes: str) -> None:
    """Both files are written, the folder is made, and their names alone are printed."""
    history = cli.write("days.jsonl", FALL)
    done = cli("scorecard", episodes, "--history", history, "--out", "new/docs")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().split() == ["new/docs/scorecard.md", "new/docs/scorecard.json"]
    written = cli.folder / "new" / "docs"
    assert (written / "scorecard.md").read_text("utf-8").startswith("# Scorecard\n")
    assert json.loads((written / "scorecard.json").read_bytes())["history"]["days"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--history", "absent.jsonl"),
        ("--history", "."),
        ("--history", "empty.jsonl"),
        ("--history", "picture.png"),
        ("--out", "empty.jsonl"),
        ("--out", ""),
        ("--format", "html"),
        ("--format", "json", "--out", "docs"),
    ],
)
def test_what_cannot_be_used_is_refused(
    cli: Cli, episodes: str, arguments: tuple[str, ...]
) -> None:
    """A history that is none, a folder that is a file, and formats that do not exist: exit 2."""
    cli.write("empty.jsonl", b"")
    cli.write("picture.png", bytes(range(256)) * 40)
    done = cli("scorecard", episodes, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"explainer" in done.stderr


def test_lines_that_cannot_be_read_are_findings(cli: Cli, episodes: str) -> None:
    """The days that can be read are told, the others named by line, and the exit code says so."""
    history = cli.write("days.jsonl", FALL + b"\n{}\n" + b"\xff\xfe\n")
    done = cli("scorecard", episodes, "--history", history)
    assert done.returncode == 1
    text = done.stdout.decode()
    assert "1 days from 2024-05-02" in text
    assert "  line 3: /as_of" in text
    assert "  line 4: " in text


def test_a_line_beyond_the_limit_is_named(cli: Cli, episodes: str) -> None:
    """The limit of a body is that of a line."""
    history = cli.write("days.jsonl", FALL + FALL.replace(b"{", b"{" + b" " * 900, 1))
    done = cli("scorecard", episodes, "--history", history, EXPLAINER_MAX_BODY_BYTES="500")
    assert done.returncode == 1
    assert b"line 2: the line has more than 500 bytes" in done.stdout


def test_names_that_are_no_text_do_not_break_the_json(cli: Cli) -> None:
    """A case file may have any name that a file can have."""
    folder = cli.folder / "cases"
    folder.mkdir()
    (folder / os.fsdecode(b"\xff\x1b[31m.yaml")).write_bytes(b"direction: down\n")
    done = cli("scorecard", "cases", "--json")
    assert done.returncode == 1
    (unreadable,) = json.loads(done.stdout)["unreadable"]
    assert unreadable["id"] == r"\udcff\x1b[31m"
