"""`explainer rules new`, as its users run it: what is written where, and what never is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
from tests.command_line import Cli

from explainer.assessment import Role
from explainer.cli.rules.arguments import ROLES
from explainer.source import read_yaml
from explainer.workbench.ordering import with_driver
from explainer.workbench.schemas import KINDS

DRIVER = "exchange_token_contagion"


def test_a_driver_is_born_with_cases_and_notes(cli: Cli) -> None:
    """Three files in a folder that is made, the schemas beside them, and what to do next."""
    done = cli("rules", "new", DRIVER, "--metric", "assets.BNB.change_24h_pct")
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == (
        f"wrote my-rules/drivers/{DRIVER}.yaml\n"
        f"wrote my-rules/drivers/{DRIVER}.cases.yaml\n"
        f"wrote my-rules/docs/{DRIVER}.md\n"
        f"wrote my-rules/schemas ({len(KINDS)} schemas, for editors)\n"
        "\n"
        "It loads and passes its cases; "
        'what is yours to write stands after each "Replace:". Next:\n'
        "  explainer rules lint my-rules\n"
        f"  explainer rules test my-rules --run {DRIVER}\n"
        f"  explainer rules why {DRIVER} SNAPSHOT --rules my-rules\n"
    )
    lint = cli("rules", "lint", "my-rules")
    assert (lint.returncode, lint.stdout.decode().endswith("0 errors, 0 warnings\n")) == (0, True)


def test_its_files_lead_an_editor_to_their_schemas(cli: Cli) -> None:
    """The first line names a schema that is there, seen from the file."""
    assert cli("rules", "new", DRIVER, "--in", "a b/mine").returncode == 0
    for name, kind in ((f"{DRIVER}.yaml", "driver"), (f"{DRIVER}.cases.yaml", "cases")):
        path = cli.folder / "a b" / "mine" / "drivers" / name
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.resolve() == cli.folder / "a b" / "mine" / "schemas" / f"{kind}.schema.json"
        assert schema.is_file()


def test_the_folder_of_the_environment_is_used(cli: Cli) -> None:
    """Where EXPLAINER_RULES names a folder, the driver goes there."""
    (cli.folder / "desk").mkdir()
    done = cli("rules", "new", DRIVER, EXPLAINER_RULES="desk")
    assert done.returncode == 0, done.stderr
    assert (cli.folder / "desk" / "drivers" / f"{DRIVER}.yaml").is_file()


@pytest.mark.parametrize(
    "there", [f"drivers/{DRIVER}.yaml", f"drivers/{DRIVER}.cases.yaml", f"docs/{DRIVER}.md"]
)
def test_nothing_is_overwritten(cli: Cli, there: str) -> None:
    """One file that is there is named, and none of the others is written."""
    path = cli.folder / "my-rules" / there
    path.parent.mkdir(parents=True)
    path.write_text(f"id: {DRIVER}\nenabled: true\n" if there.endswith("n.yaml") else "mine\n")
    before = path.read_bytes()
    cli.write("my-rules/metrics.yaml", "derived: {}\n")
    done = cli("rules", "new", DRIVER)
    assert done.returncode == 2
    assert path.read_bytes() == before
    if not there.endswith("n.yaml"):
        assert done.stderr.decode() == (
            f"explainer: my-rules/{there} is there already; nothing is written\n"
        )
    files = [one for one in (cli.folder / "my-rules").rglob("*") if one.is_file()]
    assert len(files) == 2


def test_a_second_driver_of_the_same_name_is_refused(cli: Cli) -> None:
    """The file of the first is named."""
    assert cli("rules", "new", DRIVER).returncode == 0
    done = cli("rules", "new", DRIVER)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        f"explainer: my-rules/drivers/{DRIVER}.yaml is there already; nothing is written\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("etf_outflows",), "the pack has a driver `etf_outflows`; choose another id"),
        (("Exchange-Token",), "write `exchange_token`"),
        ((DRIVER, "--metric", "etf.BTC.net_flow"), "did you mean etf.BTC.net_flow_usd?"),
        ((DRIVER, "--role", "cause"), "invalid choice"),
        ((DRIVER, "--metric", "macro.vix", "--event", "outage"), "not allowed with"),
        ((DRIVER, "--in", "file"), "it is a file; name a folder"),
    ],
)
def test_what_cannot_be_written_is_told(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    """Exit 2 with what to do, and no file."""
    cli.write("file", "")
    done = cli("rules", "new", *arguments)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert [path.name for path in cli.folder.iterdir()] == ["file"]


def test_a_folder_whose_rules_are_broken_is_told(cli: Cli) -> None:
    """Nothing is added to rules that do not load; what is wrong is shown under its line."""
    (cli.folder / "my-rules").mkdir()
    cli.write("my-rules/metrics.yaml", "derivd: {}\n")
    done = cli("rules", "new", DRIVER)
    assert done.returncode == 2
    assert b"my-rules/metrics.yaml:1:1: error R010 unknown key `derivd`" in done.stderr


def test_every_role_may_be_asked_for() -> None:
    """The command offers the roles that there are."""
    assert get_args(Role) == ROLES


def test_in_a_checkout_the_driver_takes_its_place_in_the_order(cli: Cli, repository: Path) -> None:
    """Its id stands last in pack.yaml, no other line changes, and the checkout's schemas serve."""
    shutil.copytree(repository / "rules", cli.folder / "rules")
    shutil.copytree(repository / "openapi" / "schemas", cli.folder / "openapi" / "schemas")
    before = (cli.folder / "rules" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    done = cli("rules", "new", DRIVER, "--in", "rules")
    assert done.returncode == 0, done.stderr
    after = (cli.folder / "rules" / "pack.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [f"  - {DRIVER}"]
    assert len(after) == len(before) + 1
    assert cli("rules", "lint", "rules").stdout.endswith(b"0 errors, 0 warnings\n")
    rule = (cli.folder / "rules" / "drivers" / f"{DRIVER}.yaml").read_text(encoding="utf-8")
    assert "$schema=../../openapi/schemas/driver.schema.json\n" in rule
    assert not (cli.folder / "rules" / "schemas").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("drivers:\n  - a\n  - b\nname: x\n", "drivers:\n  - a\n  - b\n  - new\nname: x\n"),
        ("drivers:\n- a # first", "drivers:\n- a # first\n- new\n"),
        ("drivers:\r\n  - a\r\nname: x\r\n", "drivers:\r\n  - a\r\n  - new\r\nname: x\r\n"),
        ("drivers: [a, b]  # order\n", "drivers: [a, b, new]  # order\n"),
        ("drivers:\n  [a,\n   b]\n", "drivers:\n  [a,\n   b, new]\n"),
    ],
)
def test_the_order_is_added_to_as_it_is_written(before: str, after: str) -> None:
    """One item a line or all in one, whatever the line ends with."""
    assert with_driver(read_yaml(before, "pack.yaml"), "new") == after


@pytest.mark.parametrize("text", ["drivers: []\n", "name: x\n", "[]\n", "drivers: a\n"])
def test_without_an_order_nothing_is_guessed(text: str) -> None:
    """A file that has no order is refused."""
    with pytest.raises(ValueError, match="no order"):
        with_driver(read_yaml(text, "pack.yaml"), "new")
