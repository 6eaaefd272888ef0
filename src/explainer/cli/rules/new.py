"""`explainer rules new`: a driver that loads and passes, for its author to make true."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from explainer.cli.exits import FINE, WRONG_USE
from explainer.cli.rules.packs import is_whole
from explainer.errors import OptionError
from explainer.narrative import compile_words
from explainer.pack import RulePack, load_pack
from explainer.settings import read_settings
from explainer.source import read_yaml
from explainer.workbench.first_draft import Wanted, check_id, new_driver
from explainer.workbench.ordering import with_driver
from explainer.workbench.schemas import SCHEMAS, schema_files
from explainer.workbench.writing import write_whole

USUAL_FOLDER = Path("my-rules")
PACK_FILE = "pack.yaml"
NEXT = """
It loads and passes its cases; what is yours to write stands after each "Replace:". Next:
  explainer rules lint {folder}
  explainer rules test {folder} --run {driver}
  explainer rules why {driver} SNAPSHOT --rules {folder}"""


def run(asked: argparse.Namespace) -> int:
    """Write the files and say what comes next; 2, naming the file, where one is there already.

    OptionError for what cannot be a driver, PackError for a folder whose rules do not load.
    """
    check_id(asked.driver)
    folder = asked.folder or read_settings(os.environ).rules or USUAL_FOLDER
    if folder.exists() and not folder.is_dir():
        raise OptionError("rules folder", str(folder), "it is a file; name a folder")
    whole = is_whole(folder)
    pack = _pack(folder, whole)
    schemas = _schemas(folder, whole)
    wanted = Wanted(
        id=asked.driver,
        role=asked.role,
        schemas=Path(os.path.relpath(schemas, folder / "drivers")).as_posix(),
        title=asked.title,
        metric=asked.metric,
        event=asked.event,
    )
    files = new_driver(wanted, pack.fires_at, compile_words(pack))
    taken = next((folder / relative for relative in files if (folder / relative).exists()), None)
    if taken is not None:
        return _refused(f"{taken} is there already")
    if any(driver.id == asked.driver for driver in pack.drivers):
        return _refused(f"the pack has a driver `{asked.driver}`; choose another id")
    _write(folder, files)
    if whole:
        _add_to_order(folder / PACK_FILE, asked.driver)
    _write_schemas(schemas, pack)
    print(NEXT.format(folder=shlex.quote(str(folder)), driver=asked.driver))
    return FINE


def _pack(folder: Path, whole: bool) -> RulePack:
    """The pack that the driver joins."""
    if whole:
        return load_pack(folder)
    return load_pack(overlay=folder if folder.exists() else None)


def _refused(reason: str) -> int:
    print(f"explainer: {reason}; nothing is written", file=sys.stderr)
    return WRONG_USE


def _schemas(folder: Path, whole: bool) -> Path:
    """Where the rules of the folder find their schemas: a checkout has them beside its rules."""
    beside = folder.parent / "openapi" / SCHEMAS
    return beside if whole and beside.is_dir() else folder / SCHEMAS


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        print(f"wrote {path}")


def _add_to_order(path: Path, driver: str) -> None:
    text = with_driver(read_yaml(path.read_bytes(), path.name), driver)
    write_whole(path, text.encode())
    print(f"added {driver} to the order in {path}")


def _write_schemas(schemas: Path, pack: RulePack) -> None:
    """Those that are not there yet; `explainer rules schema` brings others up to date."""
    files = schema_files(pack.metrics)
    missing = [name for name in files if not (schemas / name).exists()]
    for name in missing:
        schemas.mkdir(parents=True, exist_ok=True)
        write_whole(schemas / name, files[name].encode())
    if missing:
        print(f"wrote {schemas} ({len(missing)} schemas, for editors)")
