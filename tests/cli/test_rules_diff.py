"""`explainer rules diff`, run as people run it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.command_line import Cli

DAY = {
    "as_of": "2024-05-01T21:00:00Z",
    "assets": {"BTC": {"change_24h_pct": -3.2}},
    "etf": {"BTC": {"net_flow_usd": -150_000_000}},
}
OFF = "id: etf_outflows\nenabled: false\n"


@pytest.fixture
def off(cli: Cli) -> str:
    """Return an overlay that switches a driver off."""
    (cli.folder / "off" / "drivers").mkdir(parents=True)
    return Path(cli.write("off/drivers/etf_outflows.yaml", OFF)).parts[0]


def test_equal_packs_exit_with_0(cli: Cli) -> None:
    """Over the episodes that come with the package; nothing on standard error."""
    done = cli("rules", "diff", "built-in", "built-in")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1].endswith(b": no answer changes")


def test_answers_that_change_exit_with_1(cli: Cli, off: str) -> None:
    """In either direction; the built-in pack is that of the package, whatever is set."""
    done = cli("rules", "diff", "built-in", off, EXPLAINER_RULES=off)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"drivers left: " in done.stdout
    assert b"drivers entered: " in cli("rules", "diff", off, "built-in").stdout


def test_a_whole_pack_may_be_compared(cli: Cli, repository: Path) -> None:
    """A folder that stands alone is not laid over the built-in pack."""
    done = cli("rules", "diff", "built-in", str(repository / "rules"))
    assert done.returncode == 0


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_folder_of_cases_may_hold_any_snapshot(cli: Cli, off: str, form: str) -> None:
    """Cases, snapshots, YAML and JSON; what cannot be read is named, and the exit code is 1."""
    (cli.folder / "cases").mkdir()
    cli.write("cases/plain.json", DAY)
    cli.write("cases/case.yaml", json.dumps({"id": "case", "snapshot": DAY}))
    cli.write("cases/bad.yml", "as_of: yesterday\n")
    cli.write("cases/notes.txt", "nothing of ours")
    done = cli("rules", "diff", "built-in", off, "cases", "--format", form)
    assert done.returncode == 1
    if form == "json":
        document = json.loads(done.stdout)
        assert document["snapshots"] == 2
        assert document["counts"]["left"] == 2
        assert [case["id"] for case in document["unreadable"]] == ["bad"]
    else:
        assert b"bad.yml:1:8: error S001" in done.stdout
        assert b"2 answers change; 1 not asked" in done.stdout
    same = cli("rules", "diff", "built-in", "built-in", "cases", "--format", form)
    assert same.returncode == 1


def test_a_history_is_read_line_by_line(cli: Cli, off: str) -> None:
    """Days are named by date and line; empty lines count as lines and hold no day."""
    name = cli.write("days.jsonl", json.dumps(DAY) + "\n\n{}\n" + json.dumps(DAY) + "\n")
    done = cli("rules", "diff", "built-in", off, "--history", name, "--format", "json")
    document = json.loads(done.stdout)
    left = [e["change"]["id"] for e in document["examples"] if e["kind"] == "left"]
    assert left == ["2024-05-01 (line 1)", "2024-05-01 (line 4)"]
    assert [line["id"] for line in document["unreadable"]] == ["line 3"]


def test_examples_and_length_are_options(cli: Cli, off: str) -> None:
    """No example is shown where none is wanted; texts are those of the length."""
    (cli.folder / "cases").mkdir()
    cli.write("cases/plain.json", DAY)
    asked = ("rules", "diff", "built-in", off, "cases", "--format", "json")
    none = json.loads(cli(*asked, "--examples", "0", "--length", "headline").stdout)
    assert (none["examples"], none["length"]) == ([], "headline")
    texts = [e["change"]["text"] for e in json.loads(cli(*asked).stdout)["examples"]]
    assert all("\n" in text["before"] for text in texts)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("built-in", "no"), b"unknown rules folder 'no'"),
        (("./built-in", "built-in"), b"unknown rules folder"),
        (("built-in", " "), b"the name of the folder is blank"),
        (("built-in",), b"usage: explainer rules diff"),
        (("built-in", "built-in", "no"), b"unknown case folder 'no'"),
        (("built-in", "built-in", "empty"), b"name a folder that holds files ending in .yaml"),
        (("built-in", "built-in", "--history", "no"), b"unknown history file 'no'"),
        (("built-in", "built-in", "--history", "void"), b"a snapshot in each line"),
        (("built-in", "built-in", "empty", "--history", "void"), b"not both"),
        (("built-in", "built-in", "--length", "brif"), b"did you mean brief?"),
        (("built-in", "built-in", "--examples", "-1"), b"'-1' is no count"),
        (("built-in", "built-in", "--format", "sarif"), b"invalid choice"),
    ],
)
def test_wrong_use_exits_with_2(cli: Cli, arguments: tuple[str, ...], told: bytes) -> None:
    """It is told with a way out, and nothing is printed that could pass for an answer."""
    (cli.folder / "empty").mkdir()
    cli.write("void", "\n\n")
    done = cli("rules", "diff", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr


def test_packs_that_do_not_load_are_drawn(cli: Cli) -> None:
    """What is wrong with both is told at once, under its lines."""
    for name in ("one", "two"):
        (cli.folder / name / "drivers").mkdir(parents=True)
        cli.write(f"{name}/drivers/mine.yaml", "id: mine\nid: mine\n")
    done = cli("rules", "diff", "one", "two")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"one/drivers/mine.yaml:2:1: error Y002" in done.stderr
    assert b"two/drivers/mine.yaml:2:1: error Y002" in done.stderr


def test_hostile_names_stay_names(cli: Cli) -> None:
    """Folders and files may be called anything the system allows."""
    folder = cli.folder / os.fsdecode(b"ru\xffles\n# x") / "drivers"
    folder.mkdir(parents=True)
    (folder / "etf_outflows.yaml").write_text(OFF)
    cases = cli.folder / "cases"
    cases.mkdir()
    (cases / os.fsdecode(b"a\xff\n\x1b.json")).write_text(json.dumps(DAY))
    name = folder.parent.name
    for form in ("text", "markdown"):
        done = cli("rules", "diff", "built-in", name, "cases", "--format", form)
        assert done.returncode == 1
        assert b"\x1b" not in done.stdout
    done = cli("rules", "diff", "built-in", name, "cases", "--format", "json")
    document = json.loads(done.stdout)
    assert document["after"]["where"] == "ru\ufffdles\n# x"
    assert document["examples"][0]["change"]["id"] == "a\ufffd\n\x1b"
