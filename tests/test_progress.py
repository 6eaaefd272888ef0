"""The bar of long runs."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from typing import TextIO

import pytest

from explainer.cli import progress

LINES, COLUMNS = 24, 80
END = "all has been shown"
"""Written last, as a terminal hands on what it got when it pleases."""


class Terminal:
    """A terminal of a common size, that nobody sits at."""

    def __init__(self) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.stream = os.fdopen(theirs, "w", encoding="utf-8")

    def shown(self) -> str:
        """Return what has been written to it."""
        self.stream.write(END)
        self.stream.flush()
        shown = b""
        while not shown.endswith(END.encode()):
            shown += os.read(self._ours, 4096)
        return shown.decode().removesuffix(END)

    def close(self) -> None:
        """Put it away."""
        self.stream.close()
        os.close(self._ours)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """Return a terminal."""
    made = Terminal()
    yield made
    made.close()


def run(error: TextIO | None, total: int | None, after_seconds: float) -> None:
    """Work through ten steps of ten, with this as standard error, and a bar after so long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", error)
        patch.setattr(progress, "SHOWN_AFTER_SECONDS", after_seconds)
        with progress.progress("history", total, "B") as told:
            for _ in range(10):
                told(10)


@pytest.mark.parametrize("total", [100, None])
def test_a_long_run_shows_how_far_it_is(terminal: Terminal, total: int | None) -> None:
    """A bar says what is under way, and is wiped when all is done."""
    run(terminal.stream, total, 0)
    shown = terminal.shown()
    assert "history: " in shown
    assert shown.endswith("\r")
    assert "\n" not in shown


def test_a_short_run_shows_nothing(terminal: Terminal) -> None:
    """A run that is over before the bar would come leaves the terminal alone."""
    run(terminal.stream, 100, 3600)
    assert terminal.shown() == ""


def test_no_terminal_shows_nothing() -> None:
    """Where standard error is a file, or is closed, there is no bar."""
    log = io.StringIO()
    run(log, 100, 0)
    run(None, 100, 0)
    assert log.getvalue() == ""
