"""`explainer compare`: two files in, what changed between them out."""

from __future__ import annotations

import argparse
import os
import sys

from explainer.cli.exits import FINE, WRONG_USE
from explainer.cli.files import both_given, print_failures, snapshot_in
from explainer.comparison import render
from explainer.explainer import Explainer
from explainer.pack import load_pack
from explainer.settings import read_settings
from explainer.snapshot_file import Unreadable


def run(asked: argparse.Namespace) -> int:
    """Compare the two files and return the exit code; OptionError for one input named twice."""
    both_given(asked.before, asked.after)
    settings = read_settings(os.environ)
    explainer = Explainer(load_pack(overlay=settings.rules), settings.limits)
    before, after = (snapshot_in(name, settings.limits) for name in (asked.before, asked.after))
    if isinstance(before, Unreadable) or isinstance(after, Unreadable):
        print_failures(before, after)
        return WRONG_USE
    comparison = explainer.compare(before, after, focus=asked.focus)
    answer = render(comparison, asked.format).rstrip("\n").encode() + b"\n"
    sys.stdout.buffer.write(answer)
    return FINE
