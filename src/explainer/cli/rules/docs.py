"""`explainer rules docs`: pages about the rules, written from the rule files."""

from __future__ import annotations

import argparse
from pathlib import Path

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.packs import RuleFolders, folders, usable
from explainer.errors import OptionError
from explainer.workbench.pages.folder import Differences, differences, write
from explainer.workbench.pages.sources import material_of
from explainer.workbench.reference import reference

DEFAULT_FOLDER = Path("docs")


def run(asked: argparse.Namespace) -> int:
    """Write the pages, or with `--check` name those that differ and return 1 if there are any."""
    rules = folders(asked.path)
    out = _folder_of_pages(asked.out, rules)
    pages = reference(material_of(usable(asked.path), rules.whole, rules.overlay, out))
    found = differences(pages, out)
    if asked.check:
        _tell(found, out, missing="missing", changed="differs")
    else:
        write(pages, found, out)
        _tell(found, out, missing="written", changed="written")
    print(_summed(len(pages), found, checked=asked.check))
    return FINDINGS if asked.check and found else FINE


def _folder_of_pages(out: Path | None, rules: RuleFolders) -> Path:
    """The folder to write into; OptionError for an overlay without one.

    The pages of a few drivers would take the place of those of a whole pack.
    """
    if out is not None:
        return out
    if rules.overlay is not None:
        hint = "the pages of an overlay need a folder of their own: add --out DIR"
        raise OptionError("folder of pages", str(DEFAULT_FOLDER), hint)
    return DEFAULT_FOLDER


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
