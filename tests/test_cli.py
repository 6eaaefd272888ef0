"""The command line, run as people run it: another process, in another folder."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from tests.command_line import Cli, Served

from explainer.errors import Problem
from explainer.explainer import Explainer
from explainer.limits import Limits
from explainer.pack import load_pack
from explainer.snapshot_file import Unreadable, read_snapshot

EPISODE = "fixtures/episodes/2024-08-05-yen-carry-unwind.yaml"
SNAPSHOT = {
    "as_of": "2026-02-04T21:00:00Z",
    "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
    "etf": {"BTC": {"net_flow_usd": -540000000}},
}


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    """Return the facade that answers are compared with."""
    return Explainer(load_pack())


def test_version_names_the_program(cli: Cli) -> None:
    """`explainer --version` is one line."""
    done = cli("--version")
    assert done.returncode == 0
    assert re.fullmatch(rb"explainer \d+\.\d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("xplain",),
        ("explain",),
        ("explain", "x.json", "--format", "pdf"),
        ("explain", "x.json", "--premise", "rise"),
        ("explain", "x.json", "--form", "json"),
        ("rules",),
        ("serve", "--port", "x"),
        ("serve", "--port", "65536"),
        ("serve", "--port", "-1"),
        ("serve", "--host", ""),
        ("explain", "x.json", "--rules", ""),
        ("rules", "lint", " "),
        ("scorecard",),
    ],
)
def test_wrong_use_is_told_and_exits_with_2(cli: Cli, arguments: tuple[str, ...]) -> None:
    """What is not a command is met with the usage."""
    done = cli(*arguments)
    assert done.returncode == 2
    assert b"usage: explainer" in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize(
    "command", [(), ("explain",), ("serve",), ("rules",), ("rules", "lint"), ("scorecard",)]
)
def test_every_command_has_help(cli: Cli, command: tuple[str, ...]) -> None:
    """`--help` explains and exits with 0."""
    done = cli(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(b"usage: explainer")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "slack", "telegram"])
def test_a_snapshot_is_explained_in_every_format(cli: Cli, explainer: Explainer, form: str) -> None:
    """The command prints what the Python function returns, and one line break at the end."""
    name = cli.write("snapshot.json", SNAPSHOT)
    done = cli("explain", name, "--format", form)
    assert done.returncode == 0, done.stderr
    expected = explainer.render(explainer.explain(SNAPSHOT), form)
    assert done.stdout.decode() == expected.rstrip("\n") + "\n"


def test_yaml_json_and_standard_input_are_one_snapshot(cli: Cli) -> None:
    """The way a snapshot is written changes nothing, nor does a case or an episode around it."""
    plain = "as_of: 2026-02-04T21:00:00Z\nassets: {BTC: {change_24h_pct: -6.1}}\n"
    data = {"as_of": "2026-02-04T21:00:00Z", "assets": {"BTC": {"change_24h_pct": -6.1}}}
    files = [
        cli.write("a.yaml", plain),
        cli.write("b.json", data),
        cli.write("c.yml", "id: c\nsnapshot:\n" + "".join(f"  {x}\n" for x in plain.splitlines())),
        cli.write("d.json", {"id": "d", "snapshot": data}),
        cli.write("e", data),
        cli.write("f", plain),
    ]
    answers = {cli("explain", name, "--format", "json").stdout for name in files}
    answers.add(cli("explain", "-", "--format", "json", stdin=plain.encode()).stdout)
    answers.add(cli("explain", "-", "--format", "json", stdin=json.dumps(data).encode()).stdout)
    assert len(answers) == 1
    assert json.loads(answers.pop())["move"]["direction"] == "down"


def test_an_episode_is_explained(cli: Cli, repository: Path) -> None:
    """Files of the repository are read from anywhere."""
    done = cli("explain", str(repository / EPISODE))
    assert done.returncode == 0
    assert done.stdout.strip()


def test_focus_and_premise_reach_the_answer(cli: Cli) -> None:
    """Options are passed on."""
    name = cli.write("s.json", {"as_of": "2026-02-04T21:00:00Z", "etf": SNAPSHOT["etf"]})
    plain = json.loads(cli("explain", name, "--format", "json").stdout)
    fallen = json.loads(cli("explain", name, "--format", "json", "--premise", "fall").stdout)
    assert not any(driver["explains"] for driver in plain["drivers"])
    assert any(driver["explains"] for driver in fallen["drivers"])
    name = cli.write("t.json", SNAPSHOT)
    focused = json.loads(cli("explain", name, "--format", "json", "--focus", "BTC").stdout)
    assert focused["move"]["focus"] == "BTC"


def test_an_unknown_focus_is_told_with_a_hint(cli: Cli) -> None:
    """A symbol that the snapshot does not hold is wrong input."""
    done = cli("explain", cli.write("s.json", SNAPSHOT), "--focus", "BTCC")
    assert done.returncode == 2
    assert b"s.json: error S001 unknown focus 'BTCC'" in done.stderr
    assert b"hint: did you mean BTC?" in done.stderr


def test_an_unknown_length_is_told_with_a_hint(cli: Cli) -> None:
    """A length that does not exist is wrong use, before any file is read."""
    done = cli("explain", cli.write("s.json", SNAPSHOT), "--length", "brif")
    assert done.returncode == 2
    assert done.stderr == b"explainer: unknown length 'brif' (did you mean brief?)\n"


def test_jsonl_gives_one_line_for_each_file_in_order(cli: Cli) -> None:
    """A file without an answer has a line of its own, and the others are answered."""
    good = cli.write("good.json", SNAPSHOT)
    bad = cli.write("bad.json", {"market": {}, "markt": {}})
    done = cli("explain", good, bad, "missing.json", good, "--format", "jsonl")
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 4
    assert lines[0] == lines[3]
    assert lines[0]["headline"]
    assert lines[1]["file"] == "bad.json"
    assert {each["pointer"] for each in lines[1]["errors"]} == {"/as_of", "/markt"}
    assert lines[2] == {
        "file": "missing.json",
        "errors": [
            {"pointer": "", "detail": "cannot be read: No such file or directory", "hint": None}
        ],
    }
    assert done.stderr == b""


def test_jsonl_without_a_failure_exits_with_0(cli: Cli) -> None:
    """The exit code tells whether every file has its answer."""
    assert cli("explain", cli.write("s.json", SNAPSHOT), "--format", "jsonl").returncode == 0


def test_several_texts_stand_under_the_names_of_their_files(cli: Cli) -> None:
    """One cannot take one file's answer for another's; a bad file is told on standard error."""
    names = [cli.write("a.json", SNAPSHOT), cli.write("b.json", SNAPSHOT)]
    done = cli("explain", names[0], "missing.json", names[1])
    assert done.returncode == 2
    headings = [line for line in done.stdout.decode().splitlines() if line.startswith("==>")]
    assert headings == ["==> a.json <==", "==> b.json <=="]
    assert b"missing.json: error S001 cannot be read: No such file" in done.stderr


def test_names_of_files_can_neither_break_a_line_nor_steer_a_terminal(cli: Cli) -> None:
    """What cannot be printed is written out; a name that is no UTF-8 is, too."""
    name = cli.write("a\n\x1b[31mb.json", SNAPSHOT)
    other = cli.write("s.json", SNAPSHOT)
    assert b"==> a\\n\\x1b[31mb.json <==\n" in cli("explain", name, other).stdout
    done = cli("explain", os.fsdecode(b"none\xff.json"), "--format", "jsonl")
    assert done.returncode == 1
    assert json.loads(done.stdout)["file"] == "none\\udcff.json"


def test_problems_of_yaml_stand_under_their_line(cli: Cli) -> None:
    """A snapshot written by hand is corrected by line and column."""
    text = "as_of: 2026-02-04T21:00:00Z\nmarket:\n  chnge_24h_pct: -5\n  rsi_14: forty\n"
    done = cli("explain", cli.write("s.yaml", text))
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == (
        "s.yaml:3:3: error S001 unknown field `chnge_24h_pct`\n"
        "   3 |   chnge_24h_pct: -5\n"
        "         ^^^^^^^^^^^^^\n"
        "       hint: did you mean `change_24h_pct`?\n"
        's.yaml:4:11: error S001 expected a number, got text "forty"\n'
        "   4 |   rsi_14: forty\n"
        "                 ^^^^^\n"
    )


def test_problems_of_json_stand_under_their_line(cli: Cli) -> None:
    """JSON is read by people too; inside a case the place is that of the whole file."""
    text = (
        '{"id": "x",\n "snapshot": {"as_of": "2026-02-04T21:00:00Z",\n  "market": {"rsi_14": "x"}}}'
    )
    done = cli("explain", cli.write("s.json", text))
    assert done.returncode == 2
    assert done.stderr.decode().startswith("s.json:3:24: error S001 expected a number")
    broken = cli("explain", cli.write("b.json", '{"as_of": \n  oops}'))
    assert broken.returncode == 2
    assert broken.stderr.decode().startswith("b.json:2:3: error S001 ")


HOSTILE = {
    "empty.json": b"",
    "empty.yaml": b"",
    "binary.json": bytes(range(256)),
    "binary.yaml": bytes(range(256)),
    "latin.yaml": "as_of: ol\u00e9".encode("latin-1"),
    "deep.json": b"[" * 100_000,
    "deep.yaml": b"[" * 100_000,
    "deepwrapped.json": b'{"snapshot": ' + b"[" * 100_000,
    "list.json": b"[1, 2]",
    "null.yaml": b"~",
    "wrapped.json": b'{"snapshot": 3}',
    "twice.yaml": b"as_of: 2026-02-04T21:00:00Z\nas_of: 2026-02-04T21:00:00Z\n",
    "bomb.yaml": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tag.yaml": b"as_of: !!python/object/apply:os.system ['true']\n",
    "huge.json": b" " * 4_000_001,
    "digits.json": b'{"as_of": ' + b"9" * 100_000 + b"}",
    "control.yaml": b"as_of: \x1b[31mred\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_content_leaves_a_traceback(cli: Cli, name: str) -> None:
    """Whatever a file holds, it is refused in words, with exit 2, and soon."""
    began = time.monotonic()
    done = cli("explain", cli.write(name, HOSTILE[name]))
    assert done.returncode == 2
    assert done.stderr.decode().startswith(name)
    assert b"\x1b" not in done.stderr
    assert time.monotonic() - began < 20


def test_what_is_no_file_is_refused(cli: Cli) -> None:
    """Folders, missing files and impossible names are wrong input."""
    (cli.folder / "folder").mkdir()
    for name in ("folder", "missing.yaml", "x" * 5_000, ""):
        done = cli("explain", name)
        assert done.returncode == 2
        assert b"cannot be read" in done.stderr


def test_a_file_that_may_not_be_read_is_refused(cli: Cli) -> None:
    """Permissions are told as what they are; whoever may read everything gets the answer."""
    name = cli.write("secret.json", SNAPSHOT)
    (cli.folder / name).chmod(0)
    done = cli("explain", name)
    expected = 0 if os.access(cli.folder / name, os.R_OK) else 2
    assert done.returncode == expected


def test_an_overlay_of_rules_changes_the_answer(cli: Cli) -> None:
    """`--rules` and EXPLAINER_RULES lay a folder over the built-in pack."""
    drivers = cli.folder / "house" / "drivers"
    drivers.mkdir(parents=True)
    (drivers / "etf_outflows.yaml").write_text("id: etf_outflows\nenabled: false\n")
    name = cli.write("s.json", SNAPSHOT)
    asked = ("explain", name, "--format", "json")
    by_option = cli(*asked, "--rules", "house")
    by_environment = cli(*asked, EXPLAINER_RULES="house")
    assert by_option.stdout == by_environment.stdout
    ids = {driver["id"] for driver in json.loads(by_option.stdout)["drivers"]}
    assert "etf_outflows" not in ids
    assert "liquidation_cascade" in ids


def test_rules_that_do_not_load_are_drawn(cli: Cli) -> None:
    """A broken overlay is shown under its line, on whatever command, with exit 2."""
    drivers = cli.folder / "house" / "drivers"
    drivers.mkdir(parents=True)
    (drivers / "mine.yaml").write_text("id: mine\nid: mine\n")
    done = cli("explain", cli.write("s.json", SNAPSHOT), "--rules", "house")
    assert done.returncode == 2
    assert b"house/drivers/mine.yaml:2:1: error" in done.stderr
    lint = cli("rules", "lint", "house")
    assert lint.returncode == 1
    assert b"house/drivers/mine.yaml:2:1: error" in lint.stdout


def test_lint_refuses_what_no_answer_could_be_written_with(cli: Cli) -> None:
    """A lexicon that every explanation would stumble over does not pass the check."""
    lexicon = cli.folder / "house" / "lexicon"
    lexicon.mkdir(parents=True)
    (lexicon / "en.yaml").write_text("no_such_words: [one]\n")
    lint = cli("rules", "lint", "house")
    assert lint.returncode == 1
    assert b"lexicon/en.yaml:1:1: error N001 unknown key `no_such_words`" in lint.stdout
    assert b"1 error, 0 warnings" in lint.stdout
    done = cli("explain", cli.write("s.json", SNAPSHOT), "--rules", "house")
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_missing_folder_of_rules_is_refused(cli: Cli) -> None:
    """A path that is no folder is wrong use, whichever command gets it."""
    name = cli.write("s.json", SNAPSHOT)
    for arguments in (
        ("explain", name, "--rules", "no"),
        ("rules", "lint", "no"),
        ("rules", "list", name),
        ("scorecard", "no"),
    ):
        done = cli(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith(b"explainer: ")


def test_the_built_in_rules_are_clean(cli: Cli) -> None:
    """`rules lint` without a path checks what comes with the package."""
    done = cli("rules", "lint")
    assert done.returncode == 0, done.stdout
    assert b"0 errors" in done.stdout


def test_a_whole_pack_is_checked_alone(cli: Cli, repository: Path) -> None:
    """`rules lint rules` in the repository checks that folder."""
    done = cli("rules", "lint", str(repository / "rules"))
    assert done.returncode == 0, done.stdout


def test_a_folder_without_rules_is_refused(cli: Cli) -> None:
    """A slip in the path does not pass for rules without errors."""
    (cli.folder / "empty").mkdir()
    done = cli("rules", "lint", "empty")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"it holds no rules" in done.stderr


def test_an_overlay_may_change_the_order_and_the_words(cli: Cli) -> None:
    """`pack.yaml` beside a lexicon makes no whole pack: the rest is the built-in one's."""
    (cli.folder / "house" / "lexicon").mkdir(parents=True)
    (cli.folder / "house" / "pack.yaml").write_text("name: house\n")
    (cli.folder / "house" / "lexicon" / "en.yaml").write_text("")
    done = cli("rules", "lint", "house")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith(b"house ")


def test_a_flood_of_problems_is_cut(cli: Cli) -> None:
    """A file with thousands of slips is told of soon, and not in full."""
    (cli.folder / "house" / "drivers").mkdir(parents=True)
    (cli.folder / "house" / "drivers" / "mine.yaml").write_text("k: 1\n" * 20_000)
    done = cli("rules", "lint", "house")
    assert done.returncode == 1
    assert done.stdout.count(b": error ") + done.stdout.count(b": warning ") == 200
    assert done.stdout.endswith(
        b"and 19,815 more\ncrypto-falls 1.0.0: 21 drivers, 27 signals, 20014 errors, 1 warning\n"
    )


@pytest.mark.parametrize("code", ["R102", "r102"])
def test_lint_explains_a_code(cli: Cli, code: str) -> None:
    """The page of the code, with its broken rule and what the author of it is told."""
    done = cli("rules", "lint", "--explain", code)
    assert done.returncode == 0
    assert done.stdout.startswith(b"# R102: a metric that does not exist\n")
    assert b"## How to mend it" in done.stdout
    assert b"did you mean `" in done.stdout


@pytest.mark.parametrize(
    ("code", "way_out"), [("R1002", b"did you mean R"), ("??", b"docs/lint-codes.md lists them")]
)
def test_lint_explains_no_code_that_does_not_exist(cli: Cli, code: str, way_out: bytes) -> None:
    """Wrong use, with the nearest code or where they are listed."""
    done = cli("rules", "lint", "--explain", code)
    assert done.returncode == 2
    assert way_out in done.stderr


def test_rules_list_names_every_driver_and_signal(cli: Cli, explainer: Explainer) -> None:
    """One line for each, with its id in the second column."""
    done = cli("rules", "list")
    assert done.returncode == 0
    listed = [tuple(line.split()[:2]) for line in done.stdout.decode().splitlines()]
    assert listed == [
        *(("driver", driver.id) for driver in explainer.pack.drivers),
        *(("signal", signal.id) for signal in explainer.pack.signals),
    ]


def test_a_scorecard_is_drawn_or_printed_as_json(cli: Cli, repository: Path) -> None:
    """Episodes carry what was published, so they can be scored."""
    folder = str(repository / "fixtures/episodes")
    drawn = cli("scorecard", folder)
    assert drawn.returncode == 0, drawn.stderr
    assert b"recall" in drawn.stdout
    as_json = json.loads(cli("scorecard", folder, "--json").stdout)
    assert 0 < as_json["recall"] <= 1


def test_a_scorecard_of_nothing_is_refused(cli: Cli) -> None:
    """A folder without cases is wrong use."""
    (cli.folder / "none").mkdir()
    assert cli("scorecard", "none").returncode == 2


def test_bad_settings_are_told_all_at_once(cli: Cli) -> None:
    """A server does not start on settings it cannot use, and names each of them."""
    done = cli("serve", EXPLAINER_PORT="x", EXPLAINER_LOG_LEVEL="loud", EXPLAINER_PROT="1")
    assert done.returncode == 2
    for name in (b"EXPLAINER_PORT", b"EXPLAINER_LOG_LEVEL", b"EXPLAINER_PROT"):
        assert name in done.stderr
    assert done.stdout == b""


def test_output_that_nobody_reads_is_no_failure(cli: Cli) -> None:
    """`explainer explain ... | head -1` ends in silence."""
    name = cli.write("s.json", SNAPSHOT)
    process = subprocess.Popen(
        cli.command("explain", *[name] * 200, "--format", "jsonl"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cli.folder,
        env=cli.environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0
    process.stderr.close()


def test_output_that_cannot_be_written_is_told(cli: Cli) -> None:
    """A full disk is no reason for a traceback."""
    full = Path("/dev/full")
    if not full.exists():
        full = Path(os.devnull)
    name = cli.write("s.json", SNAPSHOT)
    for arguments in (("explain", name), ("rules", "list")):
        with full.open("wb") as target:
            done = subprocess.run(
                cli.command(*arguments),
                stdout=target,
                stderr=subprocess.PIPE,
                cwd=cli.folder,
                env=cli.environment,
                check=False,
                timeout=60,
            )
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr
        assert done.returncode == (0 if str(full) == os.devnull else 2)


def test_ctrl_c_ends_in_silence(cli: Cli) -> None:
    """Waiting for standard input is ended without a word, with the code that shells expect."""
    process = subprocess.Popen(
        cli.command("explain", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cli.folder,
        env=cli.environment,
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_the_command_line_does_not_import_the_web_stack(cli: Cli) -> None:
    """A cold `explainer explain` stays quick: no server, no HTTP client."""
    name = cli.write("s.json", SNAPSHOT)
    code = (
        "import sys; from explainer.cli import main; "
        f"main(['explain', {name!r}, '--format', 'json']); "
        "sys.exit(bool({'litestar', 'uvicorn', 'httpx', 'structlog'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=cli.folder,
        env=cli.environment,
        check=False,
        timeout=60,
        stdout=subprocess.DEVNULL,
    )
    assert done.returncode == 0


def test_serve_prints_its_address_and_logs_one_event_a_request(cli: Cli) -> None:
    """Port 0 finds a free one; every line of the log is JSON; Ctrl-C ends it with 0."""
    served = Served(cli, "--port", "0")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", served.address)
    httpx.get(
        f"{served.address}/v1/drivers/etf_outflows",
        headers={"X-Request-ID": "mine"},
        trust_env=False,
    )
    httpx.get(f"{served.address}/nothing", trust_env=False)
    assert served.end(signal.SIGINT) == 0
    events = served.events()
    assert [each["event"] for each in events] == [
        "pack.loaded",
        "server.started",
        "request.done",
        "request.done",
        "server.stopped",
    ]
    first, second = events[2:4]
    assert first["request_id"] == "mine"
    assert first["route"] == "/v1/drivers/{driver_id}"
    assert (first["method"], first["status"]) == ("GET", 200)
    assert first["bytes"] > 0
    assert first["duration_ms"] > 0
    assert (second["route"], second["status"]) == (None, 404)


def test_serve_says_when_the_port_is_taken(cli: Cli) -> None:
    """Two servers on one port: the second tells why it does not start."""
    served = Served(cli, "--port", "0")
    port = served.address.rpartition(":")[2]
    second = cli("serve", EXPLAINER_PORT=port)
    assert served.end(signal.SIGTERM) == 0
    assert served.events()[-1]["event"] == "server.stopped"
    assert second.returncode == 2
    assert b"in use" in second.stderr


def test_a_large_json_file_is_not_searched_for_places() -> None:
    """Showing the line of a slip in a large file would take longer than it helps."""
    assets = ", ".join(f'"A{number}": {{"price_usd": 1}}' for number in range(20_000))
    content = f'{{"as_of": "2026-02-04T21:00:00Z", "assets": {{{assets}}}, "markt": 1}}'.encode()
    found = read_snapshot(content, "large.json", Limits())
    assert isinstance(found, Unreadable)
    assert [each.pointer for each in found.problems] == ["/markt"]
    assert found.diagnostics[0].span is None
    assert "/markt" in found.drawn()


def test_errors_in_a_line_of_jsonl_are_those_of_the_api() -> None:
    """`errors` holds pointer, detail and hint, as a problem document does."""
    assert Problem.__struct_fields__ == ("pointer", "detail", "hint")
