"""The schemas of rule files accept what is good, and reject what a schema can see to be bad."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.command_line import Cli
from tests.pack.folders import bad_rule
from tests.workbench.kinds import kind_of

from explainer.pack import CODES, load_pack
from explainer.source import read_yaml
from explainer.workbench.schemas import KINDS, meanings, schema_files, schema_of

TESTS = Path(__file__).parents[1]
RULES = TESTS.parent / "rules"
BASE = TESTS / "pack" / "base"
OWN = load_pack().metrics
SCHEMAS = {name: schema_of(name, OWN) for name in KINDS}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
RULE_FILES = sorted(RULES.rglob("*.yaml"))
DUMMIES = {BASE / "lexicon" / "en.yaml", *BASE.glob("drivers/*.cases.yaml")}
"""Files of the small test pack that only have to be there; nothing reads what they hold."""
GOOD = [*((RULES, path) for path in RULE_FILES)] + [
    (BASE, path) for path in sorted(BASE.rglob("*.yaml")) if path not in DUMMIES
]
BAD = sorted((TESTS / "bad_rules").glob("*.bad.yaml"))

OTHER_FILES = "a schema sees one file, and this takes another"
ORDER = "a schema cannot compare what stands in a file with what else does"
WORDING = "which words a text may hold is for the style sheet to say"
SUMS = "a schema computes nothing"
READINGS = "a schema of cases leaves readings to that of snapshots"
WARNS = "lint warns, and the rule loads"
UNSEEN = {
    "R101": "a schema does not know the name of the file",
    "R104": OTHER_FILES,
    "R105": OTHER_FILES,
    "R106": OTHER_FILES,
    "R107": OTHER_FILES,
    "R109-code-taken": OTHER_FILES,
    "R111": ORDER,
    "R113": ORDER,
    "R118-slot-beside": "which readings stand beside one is in the catalogue",
    "R118-unknown-slot": "which readings stand beside one is in the catalogue",
    "R122": "which readings are known together follows from derived metrics",
    "R123": OTHER_FILES,
    "R124": OTHER_FILES,
    "R130": OTHER_FILES,
    "R133": SUMS,
    "R102-guard": "a pack may derive the metric",
    "R135-equals-on-number": "what a derived metric is follows from its operands",
    "R137": "each of the readings has a range of its own",
    "R139": OTHER_FILES,
    "R141-may-be-empty": SUMS,
    "R141-too-many": SUMS,
    "R143": WORDING,
    "R144": WORDING,
    "R145": WORDING,
    "R146": WORDING,
    "R149": OTHER_FILES,
    "R150": ORDER,
    "R151": ORDER,
    "R152": ORDER,
    "R153": ORDER,
    **dict.fromkeys((code for code in CODES if code.startswith(("R2", "R35"))), WARNS),
    **dict.fromkeys(("R301", "R302", "R305"), OTHER_FILES),
    "R303": READINGS,
    "R304": READINGS,
    "R307": READINGS,
    "R308": ORDER,
    "R310": "an author is told with what to write instead",
}
"""Codes, or single broken rules, that a schema cannot see, each with the reason."""
TABLES = {
    "A driver": ("Driver",),
    "Evidence": ("EvidenceRule",),
    "A signal": ("SignalRule",),
    "Cases": ("RuleCase",),
    "Style": ("StyleSheet", "Causal", "Advice"),
    "pack.yaml and moves.yaml": (
        "MovesFile",
        "DirectionRule",
        "SeverityRule",
        "ScopeRule",
        "FocusRule",
    ),
}
"""The structs whose keys the tables of the rule format explain, by heading."""
WITHOUT_MEANINGS = ("lexicon", "verification", "headlines")
"""Kinds whose parts are explained as a whole, by the docstrings of their structs."""


def problems(kind: str, data: Any) -> list[str]:
    """Return what is wrong with the data of one kind of file."""
    return [error.message for error in VALIDATORS[kind].iter_errors(data)]


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_one(name: str) -> None:
    """Each is valid draft 2020-12 and bears a name of its own."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"urn:explainer:schema:{name}"
    assert SCHEMAS[name]["title"] == KINDS[name].paths


@pytest.mark.parametrize(
    ("root", "path"), GOOD, ids=lambda path: str(path.relative_to(TESTS.parent))
)
def test_every_good_file_is_accepted(root: Path, path: Path) -> None:
    """Nothing is wrong with the built-in rules and those of the small pack."""
    data = read_yaml(path.read_bytes(), path.name).data
    assert problems(kind_of(path.relative_to(root).as_posix()), data) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name.removesuffix(".bad.yaml"))
def test_a_broken_rule_is_rejected_where_a_schema_can_see_it(path: Path) -> None:
    """What is accepted all the same stands in the table above with the reason, and nothing else."""
    name = path.name.removesuffix(".bad.yaml")
    relative, text = next(iter(bad_rule(path).items()))
    source = read_yaml(text, relative)
    assert source.ok != name.startswith("Y")  # what is no YAML holds nothing to look at
    if source.ok:
        unseen = name in UNSEEN or name.partition("-")[0] in UNSEEN
        assert (problems(kind_of(relative), source.data) == []) == unseen


def test_the_table_of_what_a_schema_cannot_see_names_real_rules() -> None:
    """Each entry is a code, or a broken rule that is there."""
    names = {path.name.removesuffix(".bad.yaml") for path in BAD}
    assert set(UNSEEN) - names <= set(CODES)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("driver", {"id": "etf_outflows", "enabled": False}),
        ("signal", {"id": "etf_flows", "enabled": False}),
        ("pack", {"drivers": ["regulation", "etf_outflows"]}),
        ("moves", {"direction": {"flat_within": 1}}),
        ("lexicon", {"at_least": "no less than "}),
        ("style", {"drama": ["bloodbath"]}),
        ("metrics", {}),
    ],
)
def test_what_an_overlay_may_hold_is_accepted(kind: str, data: dict[str, Any]) -> None:
    """A rule is switched off in two lines, and a part of a file is laid over the whole of it."""
    assert problems(kind, data) == []


@pytest.mark.parametrize(
    "data",
    [
        {"enabled": False},
        {"id": "etf_outflows", "enabled": True},
        {"id": "etf_outflows", "enabled": False, "title": "Spot ETF outflows"},
    ],
)
def test_a_rule_that_is_not_only_switched_off_is_held_to_be_whole(data: dict[str, Any]) -> None:
    """Two lines switch a rule off; with anything else beside them the rule must be complete."""
    assert problems("driver", data)


def test_the_schemas_that_are_kept_are_those_of_the_structs(repository: Path) -> None:
    """`openapi/schemas/` holds each of them and no other; `make openapi` rewrites them."""
    kept = {
        path.name: path.read_text(encoding="utf-8")
        for path in (repository / "openapi" / "schemas").iterdir()
    }
    assert kept == schema_files(OWN)


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.relative_to(RULES)))
def test_every_rule_file_names_its_schema(path: Path, repository: Path) -> None:
    """The first line leads an editor to the schema of the file's kind."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    kind = kind_of(path.relative_to(RULES).as_posix())
    assert named.resolve() == repository / "openapi" / "schemas" / f"{kind}.schema.json"
    assert named.is_file()


@pytest.mark.parametrize("name", [name for name in KINDS if name not in WITHOUT_MEANINGS])
def test_every_key_says_what_it_means(name: str) -> None:
    """An editor shows a line about each key of a rule file."""
    schema = SCHEMAS[name]
    for part in (schema, *schema["$defs"].values()):
        for key, held in part.get("properties", {}).items():
            assert held.get("description"), key


def test_the_documentation_and_the_schemas_say_the_same(repository: Path) -> None:
    """A row of the tables of the rule format has the words that an editor shows."""
    page = (repository / "docs" / "rule-format.md").read_text(encoding="utf-8")
    compared = 0
    for section in re.split(r"^#+ ", page, flags=re.M):
        known = [meanings()[struct] for struct in TABLES.get(section.partition("\n")[0], ())]
        for key, meaning in re.findall(r"^\| `(\w+)` \| .* \| ((?:\\\||[^|])*) \|$", section, re.M):
            told = [struct[key] for struct in known if key in struct]
            if told:
                compared += 1
                assert meaning.replace("\\|", "|") in told, key
    assert compared > len(meanings()["Driver"]) + len(meanings()["EvidenceRule"])


def test_the_command_writes_what_differs_and_checks(cli: Cli) -> None:
    """The first run writes every schema, the second none; `--check` names one that was changed."""
    first = cli("rules", "schema", "--out", "schemas")
    assert first.returncode == 0
    assert first.stdout.decode().count("wrote schemas/") == len(KINDS)
    again = cli("rules", "schema", "--out", "schemas")
    assert again.stdout.decode() == f"{len(KINDS)} schemas in schemas are up to date\n"
    cli.write("schemas/driver.schema.json", "{}")
    check = cli("rules", "schema", "--out", "schemas", "--check")
    assert check.returncode == 1
    assert check.stdout.startswith(b"schemas/driver.schema.json is not up to date")
    assert (cli.folder / "schemas" / "driver.schema.json").read_text() == "{}"
    (cli.folder / "schemas" / "driver.schema.json").write_bytes(b"\xff")
    assert cli("rules", "schema", "--out", "schemas", "--check").returncode == 1


def test_an_overlays_own_metrics_are_offered(cli: Cli) -> None:
    """With a rules folder named, editors complete the metrics that it derives."""
    (cli.folder / "mine").mkdir()
    derived = "{op: abs, of: [market.change_24h_pct], unit: pct, label: size of the move}"
    cli.write("mine/metrics.yaml", f"derived:\n  derived.move_size_pct: {derived}\n")
    assert cli("rules", "schema", "mine").returncode == 0
    schema = json.loads((cli.folder / "mine" / "schemas" / "driver.schema.json").read_text())
    assert "derived.move_size_pct" in schema["$defs"]["metric"]["anyOf"][0]["enum"]
