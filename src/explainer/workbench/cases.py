"""Cases: the figures that published sources gave of a move, and the causes that they named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from explainer.assessment import Direction
from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.snapshot_file import Unreadable, read_snapshot
from explainer.source import read_yaml
from explainer.workbench.history import Progress, unwatched
from explainer.workbench.observable import has_change, observable


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One readable case: the snapshot, and the drivers its source named, in its order.

    *direction* is what the market did by the source; *primary* are its main causes, *denied* those
    it ruled out. *observable* holds the drivers that the figures can show; *has_change* says
    whether they give a change over 24 hours.
    """

    id: str
    direction: Direction
    snapshot: Snapshot
    named: tuple[str, ...]
    primary: frozenset[str]
    denied: tuple[str, ...]
    observable: frozenset[str]
    has_change: bool


class UnreadableCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case file that could not be read, and all that is wrong with it."""

    id: str
    problems: tuple[str, ...]


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    """A driver that the source named; *primary* if it was told as a main cause."""

    id: str
    primary: bool = False


class _Published(msgspec.Struct, frozen=True, kw_only=True):
    drivers: tuple[_Named, ...] = ()
    denied: tuple[str | _Named, ...] | None = None


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """The keys that are judged; a case may hold others for its readers."""

    direction: Direction
    snapshot: dict[str, Any]
    published: _Published


def read_cases(
    folder: Path, progress: Progress = unwatched
) -> tuple[tuple[Case, ...], tuple[UnreadableCase, ...]]:
    """Every `*.yaml` of the folder in the order of names: those that can be read, and the others.

    *progress* is told of every file. OptionError if the folder holds no such file.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise OptionError("cases folder", str(folder), "name a folder that holds *.yaml cases")
    read = []
    for path in paths:
        read.append(read_case(path))
        progress(1)
    return (
        tuple(one for one in read if isinstance(one, Case)),
        tuple(one for one in read if isinstance(one, UnreadableCase)),
    )


def read_case(path: Path) -> Case | UnreadableCase:
    """One case file, or what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(path, f"{path.name}: {error.strerror or error}")
    snapshot = read_snapshot(content, path.name, Limits())
    if isinstance(snapshot, Unreadable):
        return _unreadable(path, *map(str, snapshot.diagnostics))
    try:
        case = msgspec.convert(read_yaml(content, path.name).data, _File)
    except msgspec.ValidationError as error:
        return _unreadable(path, f"{path.name}: {error}")
    drivers = case.published.drivers
    return Case(
        id=_shown(path.stem),
        direction=case.direction,
        snapshot=snapshot,
        named=tuple(driver.id for driver in drivers),
        primary=frozenset(driver.id for driver in drivers if driver.primary),
        denied=tuple(
            one if isinstance(one, str) else one.id for one in case.published.denied or ()
        ),
        observable=observable(case.snapshot),
        has_change=has_change(case.snapshot),
    )


def _unreadable(path: Path, *problems: str) -> UnreadableCase:
    return UnreadableCase(id=_shown(path.stem), problems=tuple(map(_shown, problems)))


def _shown(name: str) -> str:
    """A file's name with what steers a terminal, or is no UTF-8, written out."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in name
    )
