"""What `explainer rules lint` says in each format, and what its exit code tells."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.command_line import Cli
from tests.conftest import Golden

from explainer.cli.lint_formats import FORMS, Found
from explainer.cli.lint_formats.found import summary
from explainer.cli.rules.arguments import LINT_FORMATS
from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.pack import Checked

GOLDEN = Path(__file__).parents[1] / "golden" / "lint"

HOSTILE = "a\nb\r\x1b[31m\"':,%::\x85\u2028\ufeff\udcff`|<é語"

MISTAKEN = """\
id: miner_selling
version: 1
title: Miner selling
status: stable
role: trigger
code: FLOW-MINE-01
owner: chain desk
noun: sales by miners
headline: miners sell
evidence:
  outflow:
    metric: onchain.miner_outflw_btc
    family: miners
    bands: [{at: 1, strength: 0}, {at: 2, strength: 0.5}]
    say: "miners moved {value}."
what_it_means: Miners sell the coins that they are paid in.
why_it_hurts: What they sell adds to supply.
references: [none]
false_positives: [none]
"""

CHECKED = Checked(name="house", version="1.2.0", drivers=2, signals=1)

ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {
        "uri": {
            "type": "string",
            "pattern": r"^([A-Za-z0-9._~/!$&'()*+;=@-]|%[0-9A-F]{2}|file://)+$",
        },
        "uriBaseId": {"const": "%SRCROOT%"},
    },
    "additionalProperties": False,
}
PLACE = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": {
        name: {"type": "integer", "minimum": 1}
        for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}, "markdown": {"type": "string"}},
    "additionalProperties": False,
}
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "pattern": "sarif-2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results", "columnKind"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "semanticVersion", "rules"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "semanticVersion": {
                                        "type": "string",
                                        "pattern": r"^\d+\.\d+\.\d+",
                                    },
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": [
                                                "id",
                                                "shortDescription",
                                                "fullDescription",
                                                "help",
                                            ],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string", "minLength": 1},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": [
                                "ruleId",
                                "ruleIndex",
                                "level",
                                "message",
                                "locations",
                                "partialFingerprints",
                            ],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {
                                    "type": "array",
                                    "minItems": 1,
                                    "maxItems": 1,
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "additionalProperties": False,
                                                "properties": {
                                                    "artifactLocation": ARTIFACT,
                                                    "region": PLACE,
                                                },
                                            }
                                        },
                                    },
                                },
                                "partialFingerprints": {
                                    "type": "object",
                                    "required": ["primaryLocationLineHash"],
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The part of SARIF 2.1.0 that we write, with what it and GitHub's code scanning require of it."""


def problem(
    path: str = "drivers/a.yaml",
    message: str = "unknown metric `x`",
    *,
    line: int | None = 2,
    code: str = "R102",
    severity: Severity = Severity.ERROR,
    hint: str | None = None,
) -> Diagnostic:
    """Return a diagnostic."""
    span = None if line is None else Span(line=line, column=3, end_column=7)
    return Diagnostic(
        code=code, severity=severity, path=path, message=message, span=span, hint=hint
    )


def found(*diagnostics: Diagnostic, text: str = "") -> Found:
    """Return what was found, with one text behind every path."""
    texts = {each.path: text for each in diagnostics}
    return Found(checked=CHECKED, diagnostics=diagnostics, texts=texts)


def sarif(of: Found) -> dict[str, Any]:
    """Return the only run of the document, which is valid."""
    document = json.loads(FORMS["sarif"](of))
    jsonschema.validate(document, SARIF)
    run: dict[str, Any] = document["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def uri(path: str) -> str:
    """Return the address under which SARIF names a path."""
    location = sarif(found(problem(path)))["results"][0]["locations"][0]["physicalLocation"]
    return str(location["artifactLocation"]["uri"])


def fingerprints(of: Found) -> list[str]:
    """Return the fingerprint of each result."""
    return [each["partialFingerprints"]["primaryLocationLineHash"] for each in sarif(of)["results"]]


def house(cli: Cli, **files: str) -> str:
    """Write an overlay of drivers and signals and return its name."""
    for name, text in files.items():
        kind, _, rule = name.partition("__")
        folder = cli.folder / "house" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{rule}.yaml").write_text(text)
    return "house"


def test_the_command_knows_every_format() -> None:
    """What may be typed and what can be written are the same."""
    assert tuple(FORMS) == LINT_FORMATS


@pytest.mark.parametrize("form", FORMS)
def test_a_mistake_is_told_in_every_format(cli: Cli, golden: Golden, form: str) -> None:
    """The same problems, for people and for machines; the exit code is the same."""
    name = house(cli, drivers__miner_selling=MISTAKEN)
    done = cli("rules", "lint", name, "--format", form)
    assert done.returncode == 1
    golden(GOLDEN / f"mistaken.{form}.txt", done.stdout.decode())


@pytest.mark.parametrize("form", FORMS)
def test_nothing_to_report_is_a_valid_document(cli: Cli, form: str) -> None:
    """Clean rules give exit 0, and a document without results."""
    done = cli("rules", "lint", "--format", form)
    line = b"crypto-falls 1.0.0: 20 drivers, 27 signals, 0 errors, 0 warnings\n"
    assert done.returncode == 0
    assert (done.stdout if form == "text" else done.stderr) == line
    if form == "json":
        assert json.loads(done.stdout)["diagnostics"] == []
    if form == "github":
        assert done.stdout == b""
    if form == "sarif":
        document = json.loads(done.stdout)
        jsonschema.validate(document, SARIF)
        assert document["runs"][0]["results"] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_folder_that_is_none_is_wrong_use_in_every_format(cli: Cli, form: str) -> None:
    """Nothing is printed that could pass for a clean document."""
    done = cli("rules", "lint", "no", "--format", form)
    assert (done.returncode, done.stdout) == (2, b"")


def test_strict_fails_for_warnings(cli: Cli, repository: Path) -> None:
    """A copy without cases of its own gives warnings, which stop nobody but the strict."""
    text = (repository / "rules" / "drivers" / "miner_selling.yaml").read_text()
    mine = text.replace("miner_selling", "mine").replace("code: ", "code: MY-")
    name = house(cli, drivers__mine=mine)
    plain = cli("rules", "lint", name)
    assert b"warning R203" in plain.stdout
    assert plain.stdout.endswith(b" warnings\n")
    assert b"0 errors" in plain.stdout
    assert plain.returncode == 0
    assert cli("rules", "lint", name, "--strict").returncode == 1
    assert cli("rules", "lint", "--strict").returncode == 0


def test_the_summary_is_the_last_line_whatever_is_wrong(cli: Cli, repository: Path) -> None:
    """Rules that do not load are summed up like those that do, even without a name."""
    shutil.copytree(repository / "rules", cli.folder / "whole")
    (cli.folder / "whole" / "pack.yaml").write_text("name: [")
    lines = cli("rules", "lint", "whole").stdout.decode().splitlines()
    assert re.fullmatch(r"rules without a name: 20 drivers, 27 signals, 1 error, 0 .*", lines[-1])
    assert sum("20 drivers" in line for line in lines) == 1


def test_machines_get_every_problem(cli: Cli) -> None:
    """What people are spared, programs are not; the summary stays out of their document."""
    name = house(cli, drivers__mine="k: 1\n" * 300)
    assert (
        len(json.loads(cli("rules", "lint", name, "--format", "json").stdout)["diagnostics"]) > 200
    )
    run = json.loads(cli("rules", "lint", name, "--format", "sarif").stdout)["runs"][0]
    assert len(run["results"]) > 200
    done = cli("rules", "lint", name, "--format", "github")
    assert len(done.stdout.splitlines()) > 200
    assert all(line.startswith((b"::error ", b"::warning ")) for line in done.stdout.splitlines())
    assert done.stderr.count(b"\n") == 1


def test_a_hostile_name_of_a_file_stays_inside_its_document(cli: Cli) -> None:
    """Line breaks, quotes and bytes that are not UTF-8 in a name are written down, not obeyed."""
    folder = cli.folder / "house" / "drivers"
    folder.mkdir(parents=True)
    name = b"a\n::error::b\x1b\xff%,.yaml"
    (Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text("id: [")
    text = cli("rules", "lint", "house")
    assert b"\x1b" not in text.stdout
    paths = [
        each["path"]
        for each in json.loads(cli("rules", "lint", "house", "--format", "json").stdout)[
            "diagnostics"
        ]
    ]
    assert set(paths) == {"house/drivers/a\n::error::b\x1b\ufffd%,.yaml"}
    github = cli("rules", "lint", "house", "--format", "github").stdout
    assert all(
        line.startswith(b"::error file=house/drivers/a%0A%3A%3Aerror")
        for line in github.splitlines()
    )
    document = json.loads(cli("rules", "lint", "house", "--format", "sarif").stdout)
    jsonschema.validate(document, SARIF)


def test_sarif_names_files_by_address() -> None:
    """Relative to the repository, percent-encoded; a colon is no scheme; others are absolute."""
    assert uri("rules/drivers/a.yaml") == "rules/drivers/a.yaml"
    assert uri("my rules/ä:b.yaml") == "my%20rules/%C3%A4%3Ab.yaml"
    assert uri("a\nb\udcff.yaml") == "a%0Ab%FF.yaml"
    assert uri("/opt/rules/a.yaml") == "file:///opt/rules/a.yaml"


def test_a_problem_of_a_whole_file_has_a_place_in_sarif() -> None:
    """Code scanning shows nothing without a region, so it is the start of the file."""
    location = sarif(found(problem(line=None)))["results"][0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 2}


def test_a_fingerprint_stays_when_lines_move() -> None:
    """Lines added above, or another indent, make no new problem; another line does."""
    before = fingerprints(found(problem(line=2), text="a: 1\nb: 2\n"))
    moved = fingerprints(found(problem(line=4), text="a: 1\n# new\n# new\n  b: 2\n"))
    other = fingerprints(found(problem(line=2), text="a: 1\nb: 3\n"))
    assert before == moved != other


def test_equal_lines_have_fingerprints_of_their_own() -> None:
    """Two problems of one kind in lines that read the same are told apart by their order."""
    first, second = fingerprints(found(problem(line=1), problem(line=2), text="a: 1\na: 1\n"))
    assert first != second


@pytest.mark.parametrize("severity", Severity)
def test_severities_keep_their_names(severity: Severity) -> None:
    """An error is an error in every format, and a warning a warning."""
    of = found(problem(severity=severity))
    assert json.loads(FORMS["json"](of))["diagnostics"][0]["severity"] == severity
    assert sarif(of)["results"][0]["level"] == severity
    assert FORMS["github"](of).startswith(f"::{severity} ")


def test_a_workflow_command_escapes_what_would_end_it() -> None:
    """`%` and line breaks everywhere, `:` and `,` in properties."""
    told = FORMS["github"](found(problem("a,b:c%.yaml", "100%: x,\ny", hint="a, b: c")))
    assert told == (
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=3,endColumn=7,"
        "title=R102 a metric that does not exist::100%25: x, y%0Ahint: a, b: c"
    )


HOSTILE_TEXT = st.text(max_size=40) | st.sampled_from([HOSTILE, HOSTILE * 2])


@given(
    path=HOSTILE_TEXT.filter(bool), message=HOSTILE_TEXT.filter(bool), hint=st.none() | HOSTILE_TEXT
)
def test_no_text_breaks_a_document(path: str, message: str, hint: str | None) -> None:
    """Whatever rules and file names hold, each format stays what it is."""
    of = found(problem(path, message, hint=hint), text=f"{message}\n{message}")
    assert json.loads(FORMS["json"](of))["summary"]["errors"] == 1
    json.loads(FORMS["json"](of)).__repr__().encode()
    result = sarif(of)["results"][0]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert os.fsencode(unquote(address, errors="surrogateescape").removeprefix("file://")) == (
        os.fsencode(path)
    )
    told = FORMS["github"](of)
    assert re.fullmatch(r"::error file=[^:,\r\n]*,line=2,col=3,endColumn=7,title=[^:,]+::.+", told)
    assert "\x1b" not in FORMS["text"](of)


def test_the_summary_is_one_line_whatever_the_pack_is_called() -> None:
    """A name with line breaks does not make two lines of it."""
    of = Found(
        checked=Checked(name=HOSTILE, version="1\n2", drivers=1, signals=0),
        diagnostics=(),
        texts={},
    )
    assert len(summary(of).splitlines()) == 1
    assert FORMS["text"](of) == summary(of)
    assert json.loads(FORMS["json"](of))["summary"]["drivers"] == 1
