"""`explainer scorecard`: how the rules agree with published attributions."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.progress import progress
from explainer.errors import OptionError
from explainer.explainer import Explainer
from explainer.limits import Limits
from explainer.pack.read_cases import load_cases
from explainer.settings import read_settings
from explainer.workbench.backtest import backtest
from explainer.workbench.firings import Backtest
from explainer.workbench.known_gaps import known_gaps
from explainer.workbench.scorecard import FORMS, Scorecard, publish, score
from explainer.workbench.writing import write_whole


def run(asked: argparse.Namespace) -> int:
    """Print the scorecard, or write its files; 1 if a case or a line could not be read.

    OptionError if there is no case, or no day in the history.
    """
    settings = read_settings(os.environ)
    if not asked.cases.is_dir():
        raise OptionError("case folder", str(asked.cases), "name a folder of case files")
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
    rules = load_cases(overlay=settings.rules)
    explainer = Explainer(rules.pack, settings.limits)
    history = _history(asked.history, explainer, settings.limits) if asked.history else None
    files = sum(1 for _ in asked.cases.glob("*.yaml"))
    with progress("cases", files, " cases") as told:
        card = score(
            asked.cases,
            explainer,
            history=history,
            known_gaps=known_gaps(rules.cases),
            progress=told,
        )
    if asked.out is None:
        sys.stdout.buffer.write(FORMS[asked.format](card).encode())
    else:
        _write(publish(card), asked.out)
    return FINDINGS if _unread(card) else FINE


def _history(file: Path, explainer: Explainer, limits: Limits) -> Backtest:
    with progress("history", _size(file), "B") as told:
        return backtest(file, explainer, limits, told)


def _size(file: Path) -> int | None:
    """The bytes of a file; None where nobody knows, as of a pipe."""
    try:
        return file.stat().st_size or None
    except (OSError, ValueError):
        return None  # whoever reads the file tells why it cannot be read


def _write(files: Mapping[str, str], folder: Path) -> None:
    for name, content in files.items():
        write_whole(folder / name, content.encode())
        print(folder / name)


def _unread(card: Scorecard) -> bool:
    history = card.history
    return bool(card.unreadable) or (history is not None and history.unreadable_lines > 0)
