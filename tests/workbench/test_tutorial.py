"""The tutorial is followed to the letter: every file is written, every command run, in order."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.command_line import Cli, Served

from explainer import Explainer, load_pack
from explainer.workbench.rule_cases import read_rule_cases, run_case

DRIVER = "exchange_token_contagion"
BLOCK = re.compile(r"^```(console|sh|yaml)\n(.*?)^```$", re.M | re.S)
FILE_NAME = re.compile(r"`([\w./-]+\.yaml)`")
SERVE = "explainer serve"
HASH = re.compile(r"\b[0-9a-f]{12}\b")
"""Of a rule pack: every edit of a rule changes it, and no reader needs it."""


class Follower:
    """Somebody who does what the page says, in a checkout of their own, and nothing else."""

    def __init__(self, cli: Cli, repository: Path) -> None:
        self.cli = cli
        self.run: list[str] = []
        for name in ("rules", "fixtures/episodes"):
            shutil.copytree(repository / name, cli.folder / name)
        bin_folder = cli.folder / ".venv" / "bin"
        bin_folder.mkdir(parents=True)
        command = bin_folder / "explainer"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m explainer "$@"\n')
        command.chmod(0o755)
        path = f"{bin_folder}{os.pathsep}{cli.environment['PATH']}"
        self.environment = cli.environment | {"PATH": path}

    def follow(self, page: str) -> str:
        """Return the page with what the commands really print."""
        told, done = [], 0
        for block in BLOCK.finditer(page):
            told.append(page[done : block.start()])
            kind, content = block.groups()
            if kind == "yaml":
                self._write(page[: block.start()], content)
            elif kind == "sh":
                self._run_all(content)
            else:
                content = self._show_all(content)
            told.append(f"```{kind}\n{content}```")
            done = block.end()
        return "".join([*told, page[done:]])

    def _write(self, before: str, content: str) -> None:
        """Write the file that the paragraph before names; without a name it is but an example."""
        names = FILE_NAME.findall(before.rstrip().rpartition("\n\n")[2])
        if names:
            path = self.cli.folder / names[-1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def _run_all(self, content: str) -> None:
        for command in content.splitlines():
            if SERVE in command:
                self._serve(command)
            else:
                done = self._done(command)
                assert done.returncode == 0, done.stdout

    def _show_all(self, content: str) -> str:
        shown = []
        for part in re.split(r"^(?=\$ )", content, flags=re.M):
            if not part:
                continue
            command = part.partition("\n")[0].removeprefix("$ ")
            shown.append(f"$ {command}\n{HASH.sub('…', self._done(command).stdout)}")
        return "".join(shown)

    def _done(self, command: str) -> subprocess.CompletedProcess[str]:
        self.run.append(command)
        done = subprocess.run(
            ["sh", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.cli.folder,
            env=self.environment,
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout
        assert "Traceback" not in done.stdout
        return done

    def _serve(self, command: str) -> None:
        """Serve as the page says, but on a free port, and look whether the driver is there."""
        self.run.append(command)
        variable, _, value = command.partition(" ")[0].partition("=")
        served = Served(self.cli, "--port", "0", **{variable: value})
        listed = httpx.get(f"{served.address}/v1/drivers", trust_env=False)
        assert served.end(signal.SIGINT) == 0
        assert f'"{DRIVER}"' in listed.text


@pytest.fixture
def follower(cli: Cli, repository: Path) -> Follower:
    """Return somebody with a fresh checkout."""
    return Follower(cli, repository)


def test_every_command_prints_what_the_page_says(
    follower: Follower, repository: Path, golden: Callable[[Path, str], str]
) -> None:
    """Followed to the end, the page leaves a driver that loads, passes its cases and is served."""
    page = repository / "docs" / "writing-rules.md"
    golden(page, follower.follow(page.read_text(encoding="utf-8")))
    assert any(SERVE in command for command in follower.run)
    rules = follower.cli.folder / "my-rules"
    explainer = Explainer(load_pack(overlay=rules))
    cases = read_rule_cases(rules / "drivers" / f"{DRIVER}.cases.yaml")
    found = {case.name: run_case(cases, case, explainer) for case in cases.cases}
    assert {name: told for name, told in found.items() if told.mismatches} == {}
    assert {case.status for case in cases.cases} == {"fired", "not_fired", "not_evaluated"}


def gaps(history: Path) -> Iterator[tuple[str, float, float]]:
    """Yield each day with the change of BNB and that change less bitcoin's."""
    for line in history.read_bytes().splitlines():
        day = json.loads(line)
        token, bitcoin = (day["assets"][symbol]["change_24h_pct"] for symbol in ("BNB", "BTC"))
        yield day["as_of"][:10], token, token - bitcoin


def test_the_figures_of_the_record_are_those_of_the_history(shared: Path, repository: Path) -> None:
    """Days and shares in the table, and the gaps on the days that are named, are counted again."""
    page = (repository / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    days = list(gaps(shared / "history" / "daily-2019-2024.jsonl"))
    assert f"Of the {len(days):,} days from September 2019 to December 2024" in page
    assert (days[0][0], days[-1][0]) == ("2019-09-01", "2024-12-31")
    rows = re.findall(r"^\| (\d) points \| (\d+) \| ([\d.]+)% \|$", page, re.M)
    assert len(rows) == 3
    for points, number, share in rows:
        behind = sum(token <= -3 and gap <= -int(points) for _, token, gap in days)
        assert (str(behind), f"{100 * behind / len(days):.1f}") == (number, share)
    gap_on = {day: f"{-gap:.1f}" for day, _, gap in days}
    assert (gap_on["2022-11-09"], gap_on["2023-06-05"]) == ("4.2", "4.1")
    assert "4.2 points behind" in page
    assert "sued Binance, 4.1." in page
