"""`explainer verify`: a text and a snapshot in, what is wrong with the text out."""

from __future__ import annotations

import argparse
import os
import sys

import msgspec

from explainer.cli.exits import FINDINGS, FINE, WRONG_USE
from explainer.cli.files import both_given, print_failures, shown_name, snapshot_in, text_in
from explainer.explainer import Explainer
from explainer.pack import load_pack
from explainer.settings import read_settings
from explainer.snapshot_file import Unreadable
from explainer.verification import draw


def run(asked: argparse.Namespace) -> int:
    """Print the findings: 0 if the text is clean, 1 if not; OptionError for one input twice."""
    both_given(asked.text, asked.snapshot)
    settings = read_settings(os.environ)
    explainer = Explainer(load_pack(overlay=settings.rules), settings.limits)
    text = text_in(asked.text, settings.limits)
    snapshot = snapshot_in(asked.snapshot, settings.limits)
    if isinstance(text, Unreadable) or isinstance(snapshot, Unreadable):
        print_failures(text, snapshot)
        return WRONG_USE
    found = explainer.verify(text, snapshot, focus=asked.focus, premise=asked.premise is not None)
    if asked.format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    else:
        print(draw(found, text, shown_name(asked.text)))
    return FINDINGS if found.verdict == "problems" else FINE
