"""`explainer rules lint` and `explainer rules list`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from explainer.cli.drawing import counted, draw_all
from explainer.cli.exits import FINDINGS, FINE
from explainer.diagnostics import Diagnostic
from explainer.errors import OptionError, PackError
from explainer.narrative import compile_words
from explainer.narrative.lexicon import check_lexicon
from explainer.pack import PackReport, check_pack
from explainer.settings import read_settings

WHOLE_PACK = ("pack.yaml", "metrics.yaml", "moves.yaml", "lexicon")
"""A folder with all of these stands alone; any other is an overlay."""
ANY_RULES = (*WHOLE_PACK, "drivers", "signals", "*.yaml", "*.yml")
"""A folder with none of these holds no rules: to find nothing wrong with it would mislead."""


def lint(asked: argparse.Namespace) -> int:
    """Show every problem of the rules; 1 if there is any error."""
    report = _checked(asked.path)
    pack = report.pack
    of_words = _word_problems(report)
    found = (*report.diagnostics, *of_words)
    if found:
        print(draw_all(found, report.texts))
    elif pack is not None:
        print(
            f"{pack.name} {pack.version}: {len(pack.drivers)} drivers, "
            f"{len(pack.signals)} signals, {counted(())}"
        )
    return FINE if pack is not None and not of_words else FINDINGS


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


def _word_problems(report: PackReport) -> tuple[Diagnostic, ...]:
    """What is wrong with the words of a pack; narrative alone knows which ones it needs."""
    found = () if report.lexicon is None else check_lexicon(report.lexicon)
    if found or report.pack is None:
        return found
    try:
        compile_words(report.pack)
    except PackError as error:
        return error.diagnostics
    return ()


def _checked(path: Path | None) -> PackReport:
    """Read the pack or overlay at `path`, else the built-in pack as the environment sets it."""
    if path is None:
        return check_pack(overlay=read_settings(os.environ).rules)
    if not path.is_dir():
        raise OptionError("rules folder", str(path), "name an existing folder")
    if not any(next(path.glob(pattern), None) for pattern in ANY_RULES):
        raise OptionError("rules folder", str(path), "it holds no rules; name one that does")
    whole = all((path / name).exists() for name in WHOLE_PACK)
    return check_pack(path) if whole else check_pack(overlay=path)
