"""`explainer rules diff`: which answers change between two rule packs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.rules.packs import BUILT_IN, usable_both
from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.narrative import LENGTHS
from explainer.settings import read_settings
from explainer.slips import way_out
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.moments import Moment, of_episodes, of_folder, of_history, shown_name
from explainer.workbench.pack_changes import FORMS, NamedPack, pack_changes

SOON = 1.0
"""Seconds before a bar shows; most runs are over by then."""


def run(asked: argparse.Namespace) -> int:
    """Show what changes; 1 if any answer does, or if a file or line could not be read."""
    if asked.length not in LENGTHS:
        raise OptionError("length", asked.length, way_out(asked.length, LENGTHS))
    limits = read_settings(os.environ).limits
    moments = _moments(asked.cases, asked.history, limits)
    old, new = usable_both(asked.old, asked.new)
    with tqdm(
        moments, unit=" snapshots", file=sys.stderr, disable=None, delay=SOON, leave=False
    ) as bar:
        changes = pack_changes(
            NamedPack(_shown(asked.old), old),
            NamedPack(_shown(asked.new), new),
            bar,
            length=asked.length,
            most_examples=asked.examples,
            limits=limits,
        )
    print(FORMS[asked.format](changes))
    return FINDINGS if changes.answers_changed or changes.unreadable else FINE


def _moments(
    cases: Path | None, history: Path | None, limits: Limits
) -> Iterator[Moment | UnreadableCase]:
    if cases is not None and history is not None:
        raise OptionError("cases", str(cases), "name a folder of cases or a history, not both")
    if history is not None:
        return of_history(history, limits)
    return of_episodes(limits) if cases is None else of_folder(cases, limits)


def _shown(name: str) -> str:
    return name if name == BUILT_IN else shown_name(name)
