"""The answer as a whole, its refusals, and the command."""

from __future__ import annotations

import json
from itertools import islice, product
from pathlib import Path
from string import ascii_uppercase
from time import perf_counter

import pytest
from tests.verification.conftest import Verify

from explainer import Explainer
from explainer.cli import main
from explainer.errors import SnapshotError, SnapshotTooLarge
from explainer.limits import Limits
from explainer.verification import read_asked

FALL = "2025-11-04-etf-outflows-leverage"
EPISODE = Path(__file__).parents[2] / "fixtures" / "episodes" / f"{FALL}.yaml"


def test_the_same_text_gives_the_same_answer(verify: Verify) -> None:
    """And another text, or another option, another id."""
    first = verify("Bitcoin ETFs lost $577.7 million.", FALL)
    assert first == verify("Bitcoin ETFs lost $577.7 million.", FALL)
    assert first.id != verify("Bitcoin ETFs lost $577 million.", FALL).id
    assert first.id != verify("Bitcoin ETFs lost $577.7 million.", FALL, premise=True).id


def test_places_count_code_points(verify: Verify) -> None:
    """Emoji and accents before a number do not shift it."""
    text = "😀 é: bitcoin ETFs took in $577.7 million."
    (found,) = verify(text, FALL).numbers
    assert text[found.start : found.end] == found.text == "$577.7 million"
    assert found.nearest is not None
    assert found.nearest.pointer == "/etf/BTC/net_flow_usd"


@pytest.mark.parametrize("blank", ["", " ", "\n\t\n", "\u00a0"])
def test_a_text_that_says_nothing_is_refused(blank: str, verify: Verify) -> None:
    """An empty file is a mistake, and "clean" would hide it; the problem says what to send."""
    with pytest.raises(SnapshotError) as caught:
        verify(blank, FALL)
    (problem,) = caught.value.problems
    assert problem.pointer == "/text"
    assert problem.hint


def test_a_text_beyond_the_limit_is_refused(verify: Verify) -> None:
    """The problem points at the text."""
    with pytest.raises(SnapshotTooLarge) as caught:
        verify("a" * (Limits().max_text_chars + 1), FALL)
    assert caught.value.problems[0].pointer == "/text"


@pytest.mark.parametrize("piece", ['"', ')"', "'", "a\n", ".\n", "|\n", "$", '. "', "]*_"])
def test_time_grows_with_the_length_of_a_text_and_no_faster(verify: Verify, piece: str) -> None:
    """Whatever signs it is made of: a text as long as may be takes seconds, not minutes."""
    verify("a", FALL)
    begun = perf_counter()
    verify((piece * Limits().max_text_chars)[: Limits().max_text_chars], FALL)
    assert perf_counter() - begun < 20


def test_endless_titles_do_not_slow_the_numbers_down(explainer: Explainer) -> None:
    """A title is read once, and no more of it than any text prints."""
    events = [
        {
            "kind": "token_unlock",
            "title": f"An unlock of 5.9 times the usual, number {number} " + "word " * 1_900,
        }
        for number in range(300)
    ]
    snapshot = {"as_of": "2025-11-05T02:00:00Z", "events": events}
    begun = perf_counter()
    found = explainer.verify("The unlock came to 5.9 times. " * 300, snapshot)
    assert {number.status for number in found.numbers} == {"supported"}
    assert perf_counter() - begun < 20


def test_many_numbers_on_many_assets_are_refused(explainer: Explainer) -> None:
    """Every number is held against every reading of the assets that the text names."""
    symbols = ["".join(letters) for letters in islice(product(ascii_uppercase, repeat=4), 2_000)]
    snapshot = {
        "as_of": "2025-11-05T02:00:00Z",
        "assets": {symbol: {"change_24h_pct": -5.0} for symbol in symbols},
    }
    with pytest.raises(SnapshotTooLarge) as caught:
        explainer.verify(" ".join(f"{symbol} fell 5%." for symbol in symbols), snapshot)
    assert caught.value.problems[0].pointer == "/text"


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        (b"{}", ["/text", "/snapshot"]),
        (b"[]", [""]),
        (b'{"text": 1, "snapshot": {}}', ["/text"]),
        (b'{"text": "", "snapshot": {}, "txet": 1}', ["/txet"]),
        (b'{"text": "a", "snapshot": {}, "premise": "rise"}', ["/premise"]),
        (b'{"text": " ", "snapshot": {}, "premise": "rise"}', ["/text", "/premise"]),
        (b'{"text": "", "text": "", "snapshot": {}}', ["/text"]),
        (b'{"te\\u0078t": "", "text": "", "snapshot": {}}', ["/text"]),
        (b'{"text": "\\ud800", "snapshot": {}}', ["/text"]),
    ],
)
def test_a_request_that_is_none_says_where(body: bytes, pointers: list[str]) -> None:
    """Each problem has a pointer into the request."""
    with pytest.raises(SnapshotError) as caught:
        read_asked(body, Limits())
    assert [problem.pointer for problem in caught.value.problems] == pointers


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Bitcoin ETFs lost $577.7 million.\n", 0, "clean: 1 number:"),
        ("Money left.\nBitcoin ETFs lost $677.7 million.\n", 1, ":2:19: error wrong magnitude"),
    ],
)
def test_the_command_shows_faults_under_their_line(
    text: str, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Line and column, the reading, and an exit code that a script can use."""
    path = tmp_path / "draft.txt"
    path.write_text(text)
    assert main(["verify", str(path), str(EPISODE)]) == code
    assert told in capsys.readouterr().out


def test_the_command_prints_json(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same as the API answers."""
    path = tmp_path / "draft.txt"
    path.write_text("Bitcoin ETFs lost $677.7 million.")
    assert main(["verify", str(path), str(EPISODE), "--format", "json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)["counts"]["wrong"] == 1


def test_the_command_refuses_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes that are not UTF-8, and a file that is not there."""
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xff\xfe")
    assert main(["verify", str(path), str(EPISODE)]) == 2
    assert main(["verify", str(tmp_path / "none"), str(EPISODE)]) == 2
    assert "not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("blank", ["", " \n"])
def test_the_command_refuses_an_empty_text(
    blank: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that made no text hears of it."""
    path = tmp_path / "draft.txt"
    path.write_text(blank)
    assert main(["verify", str(path), str(EPISODE)]) == 2
    assert "the text is empty" in capsys.readouterr().err


def test_more_numbers_than_anybody_reads_are_refused(verify: Verify) -> None:
    """Each number costs time; a text of nothing else is no text."""
    with pytest.raises(SnapshotTooLarge):
        verify("5% " * 6_000, FALL)


@pytest.mark.parametrize(
    "part", ["1 is ", "bitcoin fell ", "5% to ", "four in five ", "“", "-", "a\n", "|", "Nov. 4 "]
)
def test_a_hostile_text_takes_time_by_its_length(part: str, verify: Verify) -> None:
    """No text of the largest size holds the server up."""
    text = part * (10_000 // len(part))
    begun = perf_counter()
    verify(text, FALL)
    assert perf_counter() - begun < 8
