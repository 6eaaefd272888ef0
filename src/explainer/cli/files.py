"""Snapshots in the files that commands name."""

from __future__ import annotations

import sys
from pathlib import Path

from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.resources import episodes_dir
from explainer.slips import suggest
from explainer.snapshot import Snapshot
from explainer.snapshot_file import Unreadable, read_snapshot, unreadable

STANDARD_INPUT = "-"


def shown_name(name: str) -> str:
    """The name of a file as problems show it."""
    return "<stdin>" if name == STANDARD_INPUT else name


def snapshot_in(name: str, limits: Limits) -> Snapshot | Unreadable:
    """The snapshot in a file or on standard input, or why there is none."""
    shown = shown_name(name)
    content = _content(name, shown, limits)
    return content if isinstance(content, Unreadable) else read_snapshot(content, shown, limits)


def episode_or_snapshot_in(name: str, limits: Limits) -> Snapshot | Unreadable:
    """The snapshot of a bundled episode by its bare id, else what `snapshot_in` gives.

    A file of that name wins.
    """
    if name == STANDARD_INPUT or Path(name).exists():
        return snapshot_in(name, limits)
    episodes = {path.stem: path for path in sorted(episodes_dir().glob("*.yaml"))}
    if name in episodes:
        return snapshot_in(str(episodes[name]), limits)
    near = suggest(name, episodes)
    hint = f"did you mean {near}?" if near else f"name a file, - or an episode as {min(episodes)}"
    return unreadable(name, "there is no such file, and no episode of that id", hint)


def text_in(name: str, limits: Limits) -> str | Unreadable:
    """The text in a file or on standard input, in UTF-8, or why there is none."""
    shown = shown_name(name)
    content = _content(name, shown, limits)
    if isinstance(content, Unreadable):
        return content
    if len(content) > limits.max_body_bytes:
        return unreadable(shown, f"the file has more than {limits.max_body_bytes:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return unreadable(shown, f"byte {error.start} is not UTF-8", "save the file as UTF-8")
    return text.replace("\r\n", "\n")


def both_given(first: str, second: str) -> None:
    """OptionError where standard input is named for both of two inputs: it is read once."""
    if first == second == STANDARD_INPUT:
        raise OptionError("file", STANDARD_INPUT, "standard input can be one of the two, not both")


def print_failures(*inputs: object) -> None:
    """Print of each input that could not be read why."""
    for each in inputs:
        if isinstance(each, Unreadable):
            print(each.drawn(), file=sys.stderr)


def _content(name: str, shown: str, limits: Limits) -> bytes | Unreadable:
    """The bytes of a file, at most one more than may be; or why it cannot be read."""
    most = limits.max_body_bytes + 1
    try:
        if name == STANDARD_INPUT and sys.stdin is None:
            return unreadable(shown, "cannot be read: standard input is closed")
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(most)
        with Path(name).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:  # ValueError: a name with a null byte
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return unreadable(shown, f"cannot be read: {reason}")
