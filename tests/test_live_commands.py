"""`explainer snapshot` and `explainer explain --live`, as people run them."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.reloaded import eventually
from tests.command_line import Cli
from tests.live_source import KEY, PRICES, TOTALS, LiveSource

MOMENT = "2025-04-07T11:30:00Z"


@pytest.fixture
def source() -> Iterator[LiveSource]:
    """Return the source, whose figures are as new as the system's clock says."""
    with LiveSource() as found:
        yield found


@pytest.fixture
def live(cli: Cli, source: LiveSource) -> Cli:
    """Return the command line, with the settings by which the source is asked."""
    cli.environment |= source.environment() | {"EXPLAINER_LIVE": "off"}
    return cli


def test_a_snapshot_is_written_with_a_line_for_each_source(live: Cli) -> None:
    """Standard output has the snapshot alone; what is left out stands under the progress."""
    done = live("snapshot")
    snapshot = json.loads(done.stdout)
    lines = done.stderr.decode().splitlines()

    assert done.returncode == 0
    assert snapshot["assets"]["BTC"]["price_usd"] == 77000
    assert snapshot["sources"][0]["name"] == "CoinGecko"
    for row in ("prices", "totals"):
        (line,) = (each for each in lines if each.split()[:2] == [row, "coingecko"])
        assert " ms  ok, as of 20" in line
    assert KEY not in done.stderr.decode() + done.stdout.decode()


def test_what_is_left_out_is_named_with_the_reason(live: Cli, source: LiveSource) -> None:
    """One that answers does for a snapshot; the other is missing from it, and never zero."""
    source.down = {TOTALS}
    done = live("snapshot")
    told = done.stderr.decode()

    assert done.returncode == 0
    assert "market" not in json.loads(done.stdout)
    assert "refused: " in told
    assert "  totals: coingecko: " in told.partition("Left out:\n")[2]


def test_nothing_obtained_is_code_3_and_leaves_the_file_alone(
    live: Cli, source: LiveSource
) -> None:
    """The file from before stays as it was."""
    live.write("now.json", "before")
    source.break_off()
    done = live("snapshot", "--out", "now.json")

    assert (done.returncode, done.stdout) == (3, b"")
    assert b"No snapshot" in done.stderr
    assert (live.folder / "now.json").read_text() == "before"


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_the_file_is_a_snapshot_that_explain_reads(live: Cli, form: str) -> None:
    """In both formats, with nothing on standard output and nothing else in the folder."""
    name = f"now.{form}"
    done = live("snapshot", "--format", form, "--out", name)

    assert (done.returncode, done.stdout) == (0, b"")
    assert [each.name for each in live.folder.iterdir()] == [name]
    explained = live("explain", name, "--length", "headline")
    assert explained.returncode == 0
    assert b" 7.1% " in explained.stdout


def test_recorded_answers_are_replayed_at_their_time(
    live: Cli, source: LiveSource, shared: Path
) -> None:
    """The market as it was recorded on April 7, 2025; without the time it is too old."""
    recorded = shared / "providers" / "coingecko" / "global.json"
    source.answers = {TOTALS: recorded.read_bytes}
    replayed = live("snapshot", "--now", MOMENT)
    explained = live("explain", "--live", "--now", MOMENT)

    assert json.loads(replayed.stdout)["as_of"] == MOMENT
    assert live("snapshot").returncode == 3
    assert explained.returncode == 0
    assert explained.stdout.startswith(b"Crypto market sinks 10%")
    assert b"11:30 UTC on April 7, 2025" in explained.stdout


def test_the_market_is_explained_now(live: Cli, source: LiveSource) -> None:
    """In every length, format and focus; what could not be had is told beside it."""
    done = live("explain", "--live", "--format", "json", "--focus", "ETH", "--length", "chat")
    assert (done.returncode, json.loads(done.stdout)["move"]["focus"]) == (0, "ETH")

    source.break_off()
    done = live("explain", "--live")
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"No snapshot" in done.stderr
    assert KEY not in done.stderr.decode()


def test_a_source_that_does_not_exist_is_refused(live: Cli) -> None:
    """With the one that was probably meant."""
    done = live("snapshot", EXPLAINER_PROVIDERS="coingeko")
    assert done.returncode == 2
    assert b"there is no source 'coingeko' (did you mean coingecko?)" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("snapshot", "--now", "yesterday"), b"'yesterday' is no time with an offset"),
        (("snapshot", "--now", "2025-04-07T11:30:00"), b"is no time with an offset"),
        (("snapshot", "--now", "1999-04-07T11:30:00Z"), b"is no time with an offset"),
        (("snapshot", "--now", MOMENT, "--watch"), b"not allowed with argument --now"),
        (("snapshot", "--every", "5"), b"--every goes with --watch"),
        (("snapshot", "--watch", "--every", "0"), b"from 1 to 86400"),
        (("snapshot", "--out", "no/such/folder"), b"there is no folder"),
        (("snapshot", "--out", " "), b"the name of the file is blank"),
        (("explain",), b"one of the arguments FILE --live is required"),
        (("explain", "--live", "a.json"), b"not allowed with argument"),
        (("explain", "--now", MOMENT, "a.json"), b"--now goes with --live"),
    ],
)
def test_wrong_use_is_told_before_any_source_is_asked(
    live: Cli, source: LiveSource, arguments: tuple[str, ...], told: bytes
) -> None:
    """Exit code 2, and what is wrong."""
    done = live(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr
    assert not source.asked


@pytest.mark.parametrize(("down", "code"), [(False, 0), (True, 3)])
def test_watching_goes_on_until_ctrl_c(
    live: Cli, source: LiveSource, down: bool, code: int
) -> None:
    """A line a round on standard error, a snapshot a line on standard output; its last code."""
    if down:
        source.break_off()
    process = subprocess.Popen(
        live.command("snapshot", "--watch", "--every", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=live.folder,
        env=live.environment,
    )
    assert process.stderr is not None
    lines = [process.stderr.readline().decode() for _ in range(2)]
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert process.returncode == code
    assert all(("no snapshot; " if down else " readings; ") in line for line in lines)
    assert b"Traceback" not in err
    snapshots = [json.loads(line) for line in out.splitlines()]
    assert (len(snapshots) >= 2) is not down


def test_watching_gives_a_yaml_document_a_round(live: Cli) -> None:
    """They can be told apart, and each is a snapshot."""
    process = subprocess.Popen(
        live.command("snapshot", "--watch", "--every", "1", "--format", "yaml"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=live.folder,
        env=live.environment,
    )
    assert process.stderr is not None
    for _ in range(2):
        process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)

    first, second, *_ = out.decode().split("---\n")[1:]
    assert {first.partition(":")[0], second.partition(":")[0]} == {"as_of"}
    assert live("explain", live.write("first.yaml", first)).returncode == 0


def test_a_row_whose_sources_are_not_asked_is_named(live: Cli) -> None:
    """Terms that keep figures from being served leave nothing here, and the reader is told."""
    done = live("snapshot", EXPLAINER_RESTRICTED="drop")
    assert done.returncode == 3
    assert b"  prices: none of its sources is asked\n" in done.stderr


def test_ctrl_c_before_the_first_round_is_over(live: Cli, source: LiveSource) -> None:
    """It ends at once, in silence, with the code that shells expect."""
    source.hold()
    process = subprocess.Popen(
        live.command("snapshot", "--watch"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=live.folder,
        env=live.environment,
    )
    eventually(lambda: source.asked[PRICES])
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
