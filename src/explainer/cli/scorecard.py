"""`explainer scorecard`: how the rules agree with published attributions."""

from __future__ import annotations

import argparse
import os
import sys

import msgspec

from explainer.cli.exits import FINDINGS, FINE
from explainer.errors import OptionError
from explainer.explainer import Explainer
from explainer.pack import load_pack
from explainer.settings import read_settings
from explainer.workbench.scorecard import draw, score


def run(asked: argparse.Namespace) -> int:
    """Print the scorecard; 1 if a case file could not be read, OptionError if there is none."""
    settings = read_settings(os.environ)
    if not asked.cases.is_dir():
        raise OptionError("case folder", str(asked.cases), "name a folder of case files")
    card = score(asked.cases, Explainer(load_pack(overlay=settings.rules), settings.limits))
    if asked.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(card), indent=2).decode() + "\n")
    else:
        print(draw(card))
    return FINDINGS if card.unreadable else FINE
