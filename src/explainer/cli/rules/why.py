"""`explainer rules why`: the evidence of a driver, and what would flip it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence

import msgspec

from explainer.cli.exits import FINE, WRONG_USE
from explainer.cli.files import episode_or_snapshot_in, print_failures
from explainer.cli.rules.packs import usable
from explainer.explainer import Explainer
from explainer.settings import read_settings
from explainer.snapshot_file import Unreadable
from explainer.trace import DriverTrace
from explainer.workbench.why import HEADING, drawn, summary

ALL = "all"
_MARK = re.compile(r"^(?P<stem>[ │├└─]*─ )(?P<mark>[-+?])(?= )", re.M)
COLORS = {"+": "32", "-": "31", "?": "33"}
"""Of the marks, as terminals number them: green, red, yellow."""
_ANSWER = re.compile(r"\A.+")


def run(asked: argparse.Namespace) -> int:
    """Show the trace; the exit code is 0 whether the driver fired or not.

    OptionError for a driver that the rules do not have and for a focus that the snapshot lacks.
    """
    limits = read_settings(os.environ).limits
    explainer = Explainer(usable(asked.rules), limits)
    snapshot = episode_or_snapshot_in(asked.snapshot, limits)
    if isinstance(snapshot, Unreadable):
        print_failures(snapshot)
        return WRONG_USE
    traces = explainer.trace(
        snapshot,
        driver=None if asked.driver == ALL else asked.driver,
        focus=asked.focus,
        premise=asked.premise is not None,
    )
    if asked.format == "json":
        told = msgspec.json.encode(traces if asked.driver == ALL else traces[0]) + b"\n"
    else:
        told = _text(traces, every=asked.driver == ALL).encode()
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()
    return FINE


def _text(traces: Sequence[DriverTrace], *, every: bool) -> str:
    if every:
        return "\n".join([HEADING, *map(summary, traces)]) + "\n"
    text = drawn(traces[0])
    return painted(text) if _takes_color(os.environ) else text


def _takes_color(environment: Mapping[str, str]) -> bool:
    """Whether somebody looks at a terminal, and did not ask for plain text (no-color.org)."""
    return sys.stdout.isatty() and not environment.get("NO_COLOR")


def painted(text: str) -> str:
    """The text with its answer in bold and its marks in color."""
    marked = _MARK.sub(lambda found: f"{found['stem']}{_paint(found['mark'])}", text)
    return _ANSWER.sub(lambda found: f"\x1b[1m{found[0]}\x1b[0m", marked, count=1)


def _paint(mark: str) -> str:
    return f"\x1b[{COLORS[mark]}m{mark}\x1b[0m"
