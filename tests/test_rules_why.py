"""`explainer rules why`, as people run it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.command_line import Cli

from explainer.cli.rules.why import painted

EPISODE = "2026-06-04-fed-etf-liquidations"
SNAPSHOT = {
    "as_of": "2026-02-04T21:00:00Z",
    "market": {"change_24h_pct": -5.2},
    "assets": {"BTC": {"price_usd": 73000}, "ETH": {"price_usd": 2100}},
    "etf": {"BTC": {"net_flow_usd": -90000000, "session_date": "2026-02-03"}},
}


def test_the_answer_comes_first_whatever_it_is(cli: Cli) -> None:
    """The exit code is 0 for a driver that fired, did not, or could not be evaluated."""
    name = cli.write("s.json", SNAPSHOT)
    for driver, answer in (
        ("etf_outflows", b"etf_outflows fired: strength 0.3, and 0.3 is enough."),
        ("regulation", b"regulation was not evaluated: strength 0 of 0.3 is known"),
        ("altcoin_rotation", b"altcoin_rotation was not evaluated"),
    ):
        done = cli("rules", "why", driver, name)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(answer)
        assert b"What would flip it" in done.stdout


def test_an_episode_goes_by_its_id(cli: Cli, repository: Path) -> None:
    """Wherever the command is run; its file and standard input say the same."""
    path = repository / "fixtures" / "episodes" / f"{EPISODE}.yaml"
    by_id = cli("rules", "why", "macro_policy", EPISODE)
    by_path = cli("rules", "why", "macro_policy", str(path))
    by_input = cli("rules", "why", "macro_policy", "-", stdin=path.read_bytes())
    assert by_id.returncode == 0
    assert by_id.stdout == by_path.stdout == by_input.stdout
    assert b"macro.fed_stance from hawkish to neutral" in by_id.stdout


def test_a_file_wins_over_an_episode(cli: Cli) -> None:
    """Somebody who has a file of that name means it."""
    cli.write(EPISODE, SNAPSHOT)
    done = cli("rules", "why", "etf_outflows", EPISODE, "--format", "json")
    assert json.loads(done.stdout)["strength"] == 0.3


def test_all_drivers_take_a_line_each(cli: Cli) -> None:
    """And as JSON they are a list of traces, in the order of the findings."""
    listed = cli("rules", "why", "all", EPISODE).stdout.decode()
    traces = json.loads(cli("rules", "why", "all", EPISODE, "--format", "json").stdout)
    named = [line.split()[0] for line in listed.splitlines()[1:] if not line.startswith(" ")]
    assert named == [trace["id"] for trace in traces]
    assert traces[0]["status"] == "fired"


def test_json_is_one_trace(cli: Cli) -> None:
    """What a tool reads has the evidence with its reading, and the flips with their sizes."""
    name = cli.write("s.json", SNAPSHOT)
    trace: dict[str, Any] = json.loads(
        cli("rules", "why", "etf_outflows", name, "--format", "json").stdout
    )
    evidence = {one["id"]: one for family in trace["families"] for one in family["evidence"]}
    assert trace["status"] == "fired"
    assert evidence["session"]["reading"]["pointer"] == "/etf/BTC/net_flow_usd"
    assert evidence["session"]["between"] == [
        {"at": -50e6, "strength": 0.0},
        {"at": -110e6, "strength": 0.3},
    ]
    assert evidence["session_too"]["guard"][0]["holds"] is True
    (flip,) = [one for one in trace["flips"]["changes"] if one["metric"] == "etf.BTC.net_flow_usd"]
    assert (flip["before"], flip["after"]) == (-90e6, -79.9e6)


def test_focus_and_premise_reach_the_trace(cli: Cli) -> None:
    """The same options as those of `explain`."""
    name = cli.write("s.json", SNAPSHOT)
    asked = ("rules", "why", "etf_outflows", name, "--format", "json")
    assert json.loads(cli(*asked, "--focus", "ETH").stdout)["about"] == "others"

    unknown = {key: value for key, value in SNAPSHOT.items() if key != "market"}
    unknown["etf"] = {"BTC": {"net_flow_usd": -190000000}}
    name = cli.write("u.json", unknown)
    plain = json.loads(cli(*asked[:3], name, "--format", "json").stdout)
    premised = json.loads(cli(*asked[:3], name, "--format", "json", "--premise", "fall").stdout)
    assert (plain["explains"], plain["unexplained"]) == (False, "unknown_direction")
    assert (premised["explains"], premised["unexplained"]) == (True, None)


def test_an_overlay_is_traced_with_its_own_threshold(cli: Cli, repository: Path) -> None:
    """`--rules` lays a folder over the built-in pack, and the reason of a threshold is told."""
    folder = cli.folder / "house" / "drivers"
    folder.mkdir(parents=True)
    for suffix in (".yaml", ".cases.yaml"):
        text = (repository / "rules" / "drivers" / f"regulation{suffix}").read_text()
        if suffix == ".yaml":
            text = text.replace(
                "\nversion: ",
                '\nfires_at: {strength: 0.8, reason: "only what is beyond doubt"}\nversion: ',
                1,
            )
        (folder / f"regulation{suffix}").write_text(text)
    snapshot = {**SNAPSHOT, "events": [{"kind": "regulation", "title": "A lawsuit"}]}
    name = cli.write("s.json", snapshot)
    done = cli("rules", "why", "regulation", name, "--rules", "house")
    assert done.returncode == 0, done.stderr.decode()
    assert b"It fires at 0.8, its own threshold: only what is beyond doubt." in done.stdout


WRONG = [
    (("etf_outflow", EPISODE), "unknown driver 'etf_outflow' (did you mean etf_outflows?)"),
    (("etf_outflows", EPISODE[:-2]), f"did you mean {EPISODE}?"),
    (("etf_outflows", "no.yaml"), "there is no such file, and no episode of that id"),
    (("etf_outflows", EPISODE, "--focus", "XYZ"), "unknown focus 'XYZ'"),
    (("etf_outflows", EPISODE, "--rules", "no"), "unknown rules folder 'no'"),
    (("etf_outflows", EPISODE, "--premise", "rise"), "invalid choice: 'rise'"),
    (("etf_outflows",), "required: SNAPSHOT"),
    (("etf_outflows", "\udcff"), "there is no such file"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=lambda each: str(each)[:30])
def test_wrong_use_is_told_with_a_way_out(cli: Cli, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2, nothing on standard output."""
    done = cli("rules", "why", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()


def test_a_snapshot_with_slips_is_drawn(cli: Cli) -> None:
    """Every problem under its line, as `explain` shows them."""
    name = cli.write("s.yaml", "as_of: 2026-02-04T21:00:00Z\nmarket: {chnge_24h_pct: -4}\n")
    done = cli("rules", "why", "etf_outflows", name)
    assert done.returncode == 2
    assert b"did you mean `change_24h_pct`?" in done.stderr


def test_only_a_terminal_gets_color(cli: Cli) -> None:
    """A pipe gets plain text, and so does a terminal whose owner set NO_COLOR."""
    plain = cli("rules", "why", "macro_policy", EPISODE).stdout.decode()
    assert "\x1b" not in plain
    assert on_terminal(cli) == painted(plain)
    assert on_terminal(cli, NO_COLOR="1") == plain
    assert on_terminal(cli, NO_COLOR="") == painted(plain)


def on_terminal(cli: Cli, **environment: str) -> str:
    """Return what the command writes to a terminal."""
    leader, follower = pty.openpty()
    variables = {name: v for name, v in cli.environment.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        cli.command("rules", "why", "macro_policy", EPISODE),
        stdout=follower,
        cwd=cli.folder,
        env=variables | environment,
    ) as process:
        os.close(follower)
        written = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other side has closed
                break
            if not part:
                break
            written += part
    os.close(leader)
    assert process.returncode == 0
    return written.decode().replace("\r\n", "\n")


def test_color_marks_what_holds_and_what_does_not() -> None:
    """The answer is bold; marks at the head of evidence alone take a color."""
    text = "a fired: 1\n\n├─ family f: strength 1\n│  ├─ + one: x is 1\n│  └─ ? two - not known\n"
    assert painted(text) == (
        "\x1b[1ma fired: 1\x1b[0m\n\n├─ family f: strength 1\n"
        "│  ├─ \x1b[32m+\x1b[0m one: x is 1\n│  └─ \x1b[33m?\x1b[0m two - not known\n"
    )
