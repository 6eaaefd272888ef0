"""`explainer rules lint` and `explainer rules list`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from explainer.cli.drawing import counted, draw_all
from explainer.cli.exits import FINDINGS, FINE
from explainer.errors import OptionError, PackError
from explainer.pack import PackReport, check_pack
from explainer.settings import read_settings

WHOLE_PACK = "pack.yaml"
"""A folder with this file and a lexicon stands alone; any other is an overlay."""


def lint(asked: argparse.Namespace) -> int:
    """Show every problem of the rules; 1 if there is any error."""
    report = _checked(asked.path)
    if report.diagnostics:
        print(draw_all(report.diagnostics, report.texts))
    elif report.pack is not None:
        pack = report.pack
        print(
            f"{pack.name} {pack.version}: {len(pack.drivers)} drivers, "
            f"{len(pack.signals)} signals, {counted(())}"
        )
    return FINE if report.pack is not None and not report.errors else FINDINGS


def list_rules(asked: argparse.Namespace) -> int:
    """Print every driver and signal, one a line; PackError if the rules do not load."""
    report = _checked(asked.path)
    pack = report.pack
    if pack is None:
        raise PackError(report.diagnostics, report.texts)
    ids = [*(driver.id for driver in pack.drivers), *(signal.id for signal in pack.signals)]
    width = max(map(len, ids))
    for driver in pack.drivers:
        print(f"driver  {driver.id:{width}}  {driver.role:9}  {driver.status:12}  {driver.title}")
    for signal in pack.signals:
        print(f"signal  {signal.id:{width}}  {'':9}  {'':12}  {signal.title}")
    sys.stdout.flush()
    return FINE


def _checked(path: Path | None) -> PackReport:
    """Read the pack or overlay at `path`, else the built-in pack as the environment sets it."""
    if path is None:
        return check_pack(overlay=read_settings(os.environ).rules)
    if not path.is_dir():
        raise OptionError("rules folder", str(path), "name an existing folder")
    whole = (path / WHOLE_PACK).is_file() and (path / "lexicon").is_dir()
    return check_pack(path) if whole else check_pack(overlay=path)
