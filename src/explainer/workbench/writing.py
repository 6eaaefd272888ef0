"""Files that the workbench writes: whole or not at all, and in folders that are there."""

from __future__ import annotations

import os
from pathlib import Path

from explainer.errors import OptionError


def check_target(path: Path) -> None:
    """OptionError for a path that no file can be written to: a folder, or one in no folder."""
    if path.is_dir():
        raise OptionError("file", str(path), "this is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise OptionError("file", str(path), "this is a device; name a file")
    if not path.parent.is_dir():
        raise OptionError("file", str(path), f"there is no folder {path.parent}; make it first")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it meets the old one or the new one, whole.

    OptionError as of `check_target`; OSError if the folder takes no file.
    """
    check_target(path)
    target = path.resolve()  # a link stays one
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
