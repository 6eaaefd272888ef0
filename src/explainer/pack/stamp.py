"""What tells from outside that a rule folder changed: names, sizes and times of its files."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from explainer.pack.files import RULE_FOLDERS, part_of

COUNTED = ("rule", "stray")
"""What reading a folder would use or refuse; cases change no answer."""


class Mark(NamedTuple):
    """One file of a stamp, or a folder; *error* is the number of the one that kept it from us."""

    path: str
    size: int
    modified_ns: int
    changed_ns: int
    error: int | None


Stamp = frozenset[Mark]
"""Of equal stamps, it is as good as certain that the files are equal."""


class Place(NamedTuple):
    """A folder that rule files lie in: the rule folder itself (`""`) or one inside it.

    *path* is where the links lead; device and inode tell a folder from one that took its place.
    """

    folder: str
    path: Path
    device: int
    inode: int


def stamp(root: Path) -> Stamp:
    """The stamp of every file that counts; nothing is raised.

    Cases, hidden files and what is no rule by its name do not count: they change no answer.
    """
    return frozenset(_marks(root))


def places(root: Path) -> tuple[Place, ...]:
    """The folders under *root* that are there, itself included, none if it is not."""
    return tuple(place for folder in ("", *RULE_FOLDERS) for place in _place(root, folder))


def _marks(root: Path) -> Iterator[Mark]:
    for folder in ("", *RULE_FOLDERS):
        try:
            with os.scandir(root / folder) as entries:  # a folder may hold very much else
                names = [each.name for each in entries if part_of(folder, each.name) in COUNTED]
        except OSError as error:
            yield _failed(folder, error)
        else:
            for name in names:
                yield _mark(root, f"{folder}/{name}" if folder else name)


def _mark(root: Path, relative: str) -> Mark:
    try:
        found = (root / relative).stat()
    except OSError as error:
        return _failed(relative, error)
    return Mark(relative, found.st_size, found.st_mtime_ns, found.st_ctime_ns, None)


def _failed(path: str, error: OSError) -> Mark:
    return Mark(path, 0, 0, 0, error.errno)


def _place(root: Path, folder: str) -> Iterator[Place]:
    try:
        path = (root / folder).resolve()
        found = path.stat()
    except (OSError, RuntimeError):  # it is not there, or its links lead in a circle
        return
    if stat.S_ISDIR(found.st_mode):
        yield Place(folder, path, found.st_dev, found.st_ino)
