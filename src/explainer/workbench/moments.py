"""Snapshots that rules are asked about: bundled episodes, files of a folder, days of a history."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from explainer.episodes import load_episodes
from explainer.errors import OptionError, SnapshotError
from explainer.intake import decode_snapshot
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.snapshot_file import Unreadable, read_snapshot
from explainer.workbench.cases import UnreadableCase

ENDINGS = (".yaml", ".yml", ".json")


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot with a name: the id of its episode, its file's, or its day and line."""

    id: str
    snapshot: Snapshot


def of_episodes(limits: Limits) -> Iterator[Moment]:
    """The bundled episodes, in the order of their ids."""
    for episode in load_episodes(limits=limits):
        yield Moment(id=episode.id, snapshot=episode.snapshot)


def of_folder(folder: Path, limits: Limits) -> Iterator[Moment | UnreadableCase]:
    """The snapshots of all YAML and JSON files of a folder, in the order of their names.

    Each holds a snapshot, or a case or an episode with one. OptionError if there is none.
    """
    if not folder.is_dir():
        raise OptionError("case folder", str(folder), "name a folder of case files")
    paths = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    if not paths:
        hint = f"name a folder that holds files ending in {', '.join(ENDINGS)}"
        raise OptionError("case folder", str(folder), hint)
    return (_in_file(path, limits) for path in paths)


def of_history(history: Path, limits: Limits) -> Iterator[Moment | UnreadableCase]:
    """The snapshots of a file with one as JSON in each line, read line by line.

    OptionError if the file cannot be read, or holds no line.
    """
    empty = True
    try:
        with history.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    empty = False
                    yield _in_line(number, line, limits)
    except (OSError, ValueError) as error:  # ValueError: a name with a null byte
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OptionError("history file", str(history), reason) from None
    if empty:
        raise OptionError("history file", str(history), "name a file with a snapshot in each line")


def _in_file(path: Path, limits: Limits) -> Moment | UnreadableCase:
    name = shown_name(path.name)
    stem = name.removesuffix(path.suffix)
    try:
        content = path.read_bytes()
    except OSError as error:
        return UnreadableCase(id=stem, problems=(f"{name}: {error.strerror or error}",))
    snapshot = read_snapshot(content, name, limits)
    if isinstance(snapshot, Unreadable):
        return UnreadableCase(id=stem, problems=tuple(map(str, snapshot.diagnostics)))
    return Moment(id=stem, snapshot=snapshot)


def shown_name(name: str) -> str:
    """The name of a file with what is not UTF-8 replaced: names may hold any bytes."""
    return os.fsencode(name).decode(errors="replace")


def _in_line(number: int, line: bytes, limits: Limits) -> Moment | UnreadableCase:
    try:
        snapshot = decode_snapshot(line, limits)
    except SnapshotError as error:
        return UnreadableCase(id=f"line {number}", problems=tuple(map(str, error.problems)))
    return Moment(id=f"{snapshot.as_of.date()} (line {number})", snapshot=snapshot)
