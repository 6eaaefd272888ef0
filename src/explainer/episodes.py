"""Real moments of the market: a snapshot with what was published about it at the time."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from explainer.diagnostics import draw
from explainer.errors import InstallationError
from explainer.limits import Limits
from explainer.resources import episodes_dir
from explainer.snapshot import Snapshot
from explainer.snapshot_file import WRAPPER, Unreadable, read_snapshot
from explainer.source import read_yaml


class Attribution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A driver that the publications named, and whether as a main one."""

    id: str
    primary: bool


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was published: addresses, the drivers they named, and those they denied."""

    urls: tuple[str, ...]
    drivers: tuple[Attribution, ...]
    denied: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()


class Episode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One real moment: one file `fixtures/episodes/<date>-<what-happened>.yaml`.

    `direction` is the one the publications told; `notes` say what is particular about the figures.
    """

    id: str
    title: str
    direction: Literal["down", "up", "flat", "mixed"]
    snapshot: Snapshot
    published: Published
    summary: str | None = None
    notes: str | None = None


def load_episodes(folder: Path | None = None, limits: Limits | None = None) -> tuple[Episode, ...]:
    """Return the episodes of the folder in the order of their ids; the bundled ones without it.

    InstallationError, with every problem drawn, if one of them cannot be read.
    """
    found: list[Episode] = []
    troubles: list[str] = []
    for path in sorted((folder or episodes_dir()).glob("*.yaml")):
        episode = _read(path, limits or Limits())
        if isinstance(episode, str):
            troubles.append(episode)
        else:
            found.append(episode)
    if troubles:
        raise InstallationError("\n".join(troubles))
    return tuple(found)


def _read(path: Path, limits: Limits) -> Episode | str:
    """One episode, or its problems as text."""
    content = path.read_bytes()
    snapshot = read_snapshot(content, str(path), limits)
    if isinstance(snapshot, Unreadable):
        return snapshot.drawn()
    source = read_yaml(content, str(path))
    if not isinstance(source.data, dict) or WRAPPER not in source.data:
        return "\n".join([f"{path}: no `{WRAPPER}`", *(draw(d, "") for d in source.diagnostics)])
    try:
        episode = msgspec.convert({**source.data, WRAPPER: snapshot}, Episode)
    except msgspec.ValidationError as error:
        return f"{path}: {error}"
    if episode.id != path.stem:
        return f"{path}: id {episode.id!r} differs from the name of the file"
    return episode
