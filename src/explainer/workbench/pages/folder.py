"""The folder that pages are written into: what differs there, and what nothing writes any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from explainer.errors import OptionError
from explainer.workbench.pages.markdown import WRITTEN
from explainer.workbench.writing import write_whole

ENDINGS = frozenset({".md", ".svg"})


class Differences(msgspec.Struct, frozen=True, kw_only=True):
    """How a folder differs from its pages, by path in it.

    *missing* are not there, *changed* are there with another text, *stale* were written from
    something that is gone.
    """

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.stale)


def differences(pages: Mapping[str, str], folder: Path) -> Differences:
    """Hold the pages against the folder, which need not be there.

    OptionError if a file in their place was not written by us, or the folder is none.
    """
    if folder.exists() and not folder.is_dir():
        raise OptionError("folder of pages", str(folder), "this is a file; name a folder")
    missing: list[str] = []
    changed: list[str] = []
    for name, text in pages.items():
        path = folder / name
        if not path.exists():
            missing.append(name)
        elif not path.is_file() or not _is_ours(path):
            hint = "this command did not write it; move it away, or name another folder with --out"
            raise OptionError("page", str(path), hint)
        elif path.read_bytes() != text.encode():
            changed.append(name)
    return Differences(
        missing=tuple(missing), changed=tuple(changed), stale=tuple(_stale(pages, folder))
    )


def write(pages: Mapping[str, str], differing: Differences, folder: Path) -> None:
    """Write what is missing or changed, each file as a whole or not at all; nothing is removed."""
    for name in (*differing.missing, *differing.changed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, pages[name].encode())


def _stale(pages: Mapping[str, str], folder: Path) -> Iterator[str]:
    """Files of ours beside the pages that are none of them."""
    for parent in sorted({PurePosixPath(name).parent for name in pages}):
        for path in sorted((folder / parent).glob("*")):
            name = (parent / path.name).as_posix()
            if name not in pages and path.suffix in ENDINGS and path.is_file() and _is_ours(path):
                yield name


def _is_ours(path: Path) -> bool:
    return WRITTEN.encode() in path.read_bytes()
