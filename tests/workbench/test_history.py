"""Reading a history line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.errors import OptionError
from explainer.workbench.history import Line, read_lines, unwatched

MOST = 10


def lines(folder: Path, content: bytes) -> list[tuple[int, bytes | None]]:
    """Return number and content of each line that is read of this file."""
    file = folder / "days.jsonl"
    file.write_bytes(content)
    return [(line.number, line.content) for line in read_lines(file, MOST, unwatched)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", []),
        (b"\n \n\r\n", []),
        (b"a\n\nb", [(1, b"a"), (3, b"b")]),
        (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
        (b"0123456789\nb\n", [(1, b"0123456789"), (2, b"b")]),
        (b"0123456789\r\nb\n", [(1, b"0123456789"), (2, b"b")]),
        (b"0123456789ab\nb\n", [(1, None), (2, b"b")]),
        (b"0123456789" * 999 + b"\nb\n", [(1, None), (2, b"b")]),
        (b"a\n" + b"0123456789" * 999, [(1, b"a"), (2, None)]),
    ],
)
def test_lines_keep_their_numbers(
    tmp_path: Path, content: bytes, expected: list[tuple[int, bytes | None]]
) -> None:
    """Blank lines are passed over; a line that is too long does not hide the next one."""
    assert lines(tmp_path, content) == expected


def test_progress_adds_up_to_the_size_of_the_file(tmp_path: Path) -> None:
    """Every byte is told, blank lines and lines that are too long included."""
    content = b"a\n\n" + b"x" * 3_000_000 + b"\nb"
    file = tmp_path / "days.jsonl"
    file.write_bytes(content)
    told: list[int] = []
    assert len(list(read_lines(file, MOST, told.append))) == 3
    assert sum(told) == len(content)


def test_a_long_history_is_not_read_at_once(tmp_path: Path) -> None:
    """The first line is there before the last one has been looked at."""
    file = tmp_path / "days.jsonl"
    file.write_bytes(b"first\n" + b"x\n" * 1_000_000)
    told: list[int] = []
    read = read_lines(file, MOST, told.append)
    assert next(read) == Line(number=1, content=b"first")
    assert sum(told) == 0


@pytest.mark.parametrize("name", ["absent.jsonl", ".", "nul\0.jsonl"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """A file that is not there, a folder, and a name that no file can have are wrong use."""
    with pytest.raises(OptionError, match="history file"):
        list(read_lines(tmp_path / name, MOST, unwatched))
