"""`explainer rules test`, run as authors and CI servers run it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.command_line import Cli

CASES = """\
driver: etf_outflows
usual: {market: {change_24h_pct: -4}}
cases:
  - name: a record outflow
    given: {etf: {BTC: {net_flow_usd: -577.7M}}}
    status: fired
  - name: an outflow that was not given
    status: not_evaluated
  - name: money that moved between funds
    given: {etf: {BTC: {net_flow_usd: 0, largest_outflow_usd: 400M}}}
    status: not_fired
    known_gap: what one fund loses counts alone
"""
FAILING = CASES.replace("status: fired", "status: not_fired")
"""The first case as it does not hold."""


def house(cli: Cli, cases: str = CASES) -> str:
    """Write an overlay that holds these cases and return its name."""
    folder = cli.folder / "my-rules" / "drivers"
    folder.mkdir(parents=True)
    (folder / "etf_outflows.cases.yaml").write_text(cases, encoding="utf-8")
    return "my-rules"


def test_the_built_in_cases_pass(cli: Cli) -> None:
    """Without a path every case of every built-in driver is run."""
    done = cli("rules", "test")
    assert done.returncode == 0, done.stdout.decode()
    lines = done.stdout.decode().splitlines()
    assert re.fullmatch(r"\d{3,} passed, 0 failed, \d+ known gaps", lines[-1])
    assert lines[0].split()[0] == "altcoin_rotation"


def test_a_whole_pack_is_tested_by_itself(cli: Cli, repository: Path) -> None:
    """`rules test rules` in the repository runs the cases of that folder."""
    done = cli("rules", "test", str(repository / "rules"), "--run", "^etf_outflows: an ordinary")
    assert (done.returncode, done.stdout) == (
        0,
        b"etf_outflows  1 passed\n\n1 passed, 0 failed, 0 known gaps\n",
    )


def test_an_overlay_has_its_own_cases_run(cli: Cli) -> None:
    """By its path and by EXPLAINER_RULES, over the built-in pack."""
    name = house(cli)
    named = cli("rules", "test", name)
    assert named.returncode == 0, named.stdout.decode()
    assert named.stdout.startswith(b"etf_outflows  2 passed, 1 known gap\n")
    assert cli("rules", "test", EXPLAINER_RULES=name).stdout == named.stdout


def test_a_failure_shows_both_sides_and_its_place(cli: Cli) -> None:
    """The exit code is 1, and what differs stands side by side."""
    done = cli("rules", "test", house(cli, FAILING))
    told = done.stdout.decode()
    assert done.returncode == 1
    assert "FAILED etf_outflows: a record outflow\n" in told
    assert "  my-rules/drivers/etf_outflows.cases.yaml:4:11\n" in told
    assert "          expected   actual\n  status  not_fired  fired\n" in told
    assert "    session: etf.BTC.net_flow_usd -577.7M (0.52)\n" in told


def test_a_broken_case_is_drawn_and_the_others_run(cli: Cli) -> None:
    """Problems are drawn as `lint` draws them, all at once."""
    done = cli("rules", "test", house(cli, FAILING.replace("not_evaluated", "unknown")))
    told = done.stdout.decode()
    assert done.returncode == 1
    assert told.startswith("my-rules/drivers/etf_outflows.cases.yaml:8:13: error R013 ")
    assert told.endswith("0 passed, 1 failed, 1 known gap, 1 error in case files\n")
    lint = cli("rules", "lint", "my-rules")
    assert lint.returncode == 1
    assert lint.stdout.decode().splitlines()[0] == told.splitlines()[0]


def test_rules_that_do_not_load_are_drawn(cli: Cli) -> None:
    """Cases cannot be run against rules that are none."""
    name = house(cli)
    (cli.folder / name / "drivers" / "etf_outflows.yaml").write_text("id: [\n")
    done = cli("rules", "test", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"my-rules/drivers/etf_outflows.yaml:" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--run", "("), b"'(' is no regular expression"),
        (("--run", "whale"), b"names look like 'etf_outflows: a record outflow'"),
        (("--junit", "."), b"this is a folder"),
        (("--junit", "none/cases.xml"), b"there is no folder none"),
        (("--junit", "/dev/null"), b"this is a device"),
        (("--junit", " "), b"the name of the file is blank"),
        (("--format", "xml"), b"invalid choice"),
    ],
)
def test_wrong_use_is_refused(cli: Cli, arguments: tuple[str, ...], told: bytes) -> None:
    """The exit code is 2; what to do stands on standard error, and nothing is written."""
    done = cli("rules", "test", house(cli), *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr
    assert [path.name for path in cli.folder.iterdir()] == ["my-rules"]


def test_a_folder_without_cases_is_refused(cli: Cli) -> None:
    """Nothing was tested, which is not the same as nothing failed."""
    (cli.folder / "my-rules" / "drivers").mkdir(parents=True)
    done = cli("rules", "test", "my-rules")
    assert done.returncode == 2
    assert b"there are no cases" in done.stderr


def test_json_holds_all_of_the_run(cli: Cli) -> None:
    """Counts, places and both sides of each mismatch, for programs."""
    done = cli("rules", "test", house(cli, FAILING), "--format", "json")
    run = json.loads(done.stdout)
    assert done.returncode == 1
    assert run["totals"] == {"passed": 1, "failed": 1, "known_gaps": 1, "broken": 0}
    first = run["drivers"][0]["cases"][0]
    assert (first["outcome"], first["line"], first["column"]) == ("failed", 4, 11)
    assert first["mismatches"] == [{"what": "status", "expected": "not_fired", "actual": "fired"}]


def test_junit_is_written_whole_beside_the_answer(cli: Cli) -> None:
    """An older file is replaced, and through a link the file behind it; nothing else stays."""
    name = house(cli, FAILING)
    (cli.folder / "real.xml").write_text("old")
    (cli.folder / "cases.xml").symlink_to("real.xml")
    done = cli("rules", "test", name, "--junit", "cases.xml")
    assert done.returncode == 1
    assert done.stdout == cli("rules", "test", name).stdout
    assert (cli.folder / "cases.xml").is_symlink()
    assert (cli.folder / "real.xml").read_bytes().startswith(b"<?xml")
    assert {path.name for path in cli.folder.iterdir()} == {"my-rules", "real.xml", "cases.xml"}


def test_runs_at_once_share_nothing(cli: Cli, repository: Path) -> None:
    """Four runs over one folder, into one JUnit file, give the same bytes as one alone."""
    arguments = ("rules", "test", str(repository / "rules"), "--junit", "cases.xml")
    alone = cli(*arguments)
    written = (cli.folder / "cases.xml").read_bytes()
    running = [
        subprocess.Popen(
            cli.command(*arguments),
            cwd=cli.folder,
            env=cli.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    ended = [(*process.communicate(timeout=60), process.returncode) for process in running]
    assert ended == [(alone.stdout, b"", 0)] * 4
    assert (cli.folder / "cases.xml").read_bytes() == written
    assert [path.name for path in cli.folder.iterdir()] == ["cases.xml"]


def test_the_cases_of_the_documentation_do_what_it_says(cli: Cli, repository: Path) -> None:
    """The example of the rule format passes, and fails as it is shown to fail."""
    page = (repository / "docs" / "rule-format.md").read_text(encoding="utf-8")
    section = page.partition("\n## Cases\n")[2].partition("\n## ")[0]
    (cases,) = re.findall(r"```yaml\n(.*?)```", section, re.S)
    (shown,) = re.findall(r"```\n(FAILED.*?)```", section, re.S)
    name = house(cli, cases)
    driver = repository / "rules" / "drivers" / "etf_outflows.yaml"
    shutil.copy(driver, cli.folder / name / "drivers")
    assert cli("rules", "test", name).stdout.endswith(b"\n3 passed, 0 failed, 1 known gap\n")
    assert b"0 errors, 0 warnings" in cli("rules", "lint", name).stdout
    broken = cases.replace("[0.5, 0.7]", "[0.6, 0.7]").replace("net outflows", "net inflows")
    (cli.folder / name / "drivers" / "etf_outflows.cases.yaml").write_text(broken, encoding="utf-8")
    told = cli("rules", "test", name).stdout.decode()
    assert told.partition("FAILED")[1:] == tuple(shown.partition("FAILED")[1:])
