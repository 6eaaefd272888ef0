"""`explainer rules docs`: pages about the rules, written from the rule files."""

from __future__ import annotations

import argparse
from pathlib import Path

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.packs import folders, usable
from explainer.workbench.pages.folder import Differences, differences, write
from explainer.workbench.pages.sources import material_of
from explainer.workbench.reference import reference

DOCS = Path("docs")


def run(asked: argparse.Namespace) -> int:
    """Write the pages, or with `--check` name those that differ and return 1 if there are any."""
    whole, overlay = folders(asked.path)
    out = _default_folder(overlay) if asked.out is None else asked.out
    pages = reference(material_of(usable(asked.path), whole, overlay, out))
    found = differences(pages, out)
    if asked.check:
        _tell(found, out, missing="missing", changed="differs")
    else:
        write(pages, found, out)
        _tell(found, out, missing="written", changed="written")
    print(_summed(len(pages), found, checked=asked.check))
    return FINDINGS if asked.check and found else FINE


def _default_folder(overlay: Path | None) -> Path:
    """`docs`, of an overlay inside it: its few drivers must not displace those of a whole pack."""
    return DOCS if overlay is None else overlay / DOCS


def _tell(found: Differences, out: Path, *, missing: str, changed: str) -> None:
    for name in found.missing:
        print(f"{missing}  {out / name}")
    for name in found.changed:
        print(f"{changed}  {out / name}")
    for name in found.stale:
        print(f"stale    {out / name}: nothing writes this any more; remove it")


def _summed(pages: int, found: Differences, *, checked: bool) -> str:
    """How many files there are, and how many of them differed."""
    differing = len(found.missing) + len(found.changed)
    verb = "differ" if checked else "written"
    return f"{pages} pages and pictures: {differing} {verb}, {len(found.stale)} stale"
