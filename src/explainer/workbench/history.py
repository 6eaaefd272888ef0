"""A history: a file with one snapshot as JSON in each line, a line a day. Read line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from explainer.errors import OptionError

Progress = Callable[[int], object]
"""Told, as work goes on, how much more of it is done."""

SKIPPED_AT_ONCE = 1_000_000
"""Bytes of a line that is too long, read to get past it."""


def unwatched(more: int) -> None:
    """Progress that nobody follows."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line that is not blank, by its number from 1; *content* is None where it is too long."""

    number: int
    content: bytes | None


def read_lines(history: Path, most_bytes: int, progress: Progress) -> Iterator[Line]:
    """The lines of a history of any length, one after the other, at most *most_bytes* each.

    *progress* is told the bytes of every line. OptionError if the file cannot be read.
    """
    try:
        with history.open("rb") as file:
            yield from _lines(file, most_bytes, progress)
    except (OSError, ValueError) as error:  # ValueError: a name with a null byte
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OptionError("history file", str(history), reason) from None


def _lines(file: BinaryIO, most_bytes: int, progress: Progress) -> Iterator[Line]:
    room = most_bytes + len(b"\r\n")
    number = 0
    while content := file.readline(room):
        number += 1
        size = len(content)
        whole = content.endswith(b"\n") or size < room
        if not whole:
            size += _skip(file)
        if not whole or content.strip():
            yield Line(number=number, content=content.strip() if whole else None)
        progress(size)


def _skip(file: BinaryIO) -> int:
    """Read to the end of the line; how many bytes that took."""
    skipped = 0
    while rest := file.readline(SKIPPED_AT_ONCE):
        skipped += len(rest)
        if rest.endswith(b"\n"):
            break
    return skipped
