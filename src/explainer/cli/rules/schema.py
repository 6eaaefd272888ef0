"""`explainer rules schema`: JSON Schemas of rule files, for editors."""

from __future__ import annotations

import argparse
from pathlib import Path

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.packs import usable
from explainer.errors import OptionError
from explainer.pack import load_pack
from explainer.resources import rules_dir
from explainer.workbench.schemas import SCHEMAS, schema_files
from explainer.workbench.writing import write_whole


def run(asked: argparse.Namespace) -> int:
    """Write the schemas that differ; with `--check`, name them and return 1.

    OptionError where nothing says into which folder; PackError if the rules do not load.
    """
    pack = load_pack() if asked.path is None else usable(asked.path)
    out = asked.out or _usual_folder(asked.path)
    files = schema_files(pack.metrics)
    stale = [name for name, text in files.items() if _read(out / name) != text]
    for name in stale:
        if asked.check:
            print(f"{out / name} is not up to date; `explainer rules schema` writes it")
        else:
            out.mkdir(parents=True, exist_ok=True)
            write_whole(out / name, files[name].encode())
            print(f"wrote {out / name}")
    if not stale:
        print(f"{len(files)} schemas in {out} are up to date")
    return FINDINGS if stale and asked.check else FINE


def _usual_folder(path: Path | None) -> Path:
    if path is not None:
        return path / SCHEMAS
    folder = rules_dir().parent / "openapi"
    if not folder.is_dir():
        raise OptionError("folder for schemas", "none", "name one with --out")
    return folder / SCHEMAS


def _read(path: Path) -> str | None:
    return path.read_bytes().decode() if path.is_file() else None
