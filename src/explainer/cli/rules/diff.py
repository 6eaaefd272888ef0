"""`explainer rules diff`: which answers change between two rule packs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from explainer.cli.exits import FINDINGS, FINE
from explainer.cli.progress import progress
from explainer.cli.rules.packs import BUILT_IN, usable_both
from explainer.errors import OptionError
from explainer.limits import Limits
from explainer.narrative import LENGTHS
from explainer.settings import read_settings
from explainer.slips import way_out
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.history import Progress
from explainer.workbench.moments import Moment, of_episodes, of_folder, of_history, readable_name
from explainer.workbench.pack_changes import FORMS, NamedPack, pack_changes


def run(asked: argparse.Namespace) -> int:
    """Show what changes; 1 if any answer does, or if a file or line could not be read."""
    if asked.length not in LENGTHS:
        raise OptionError("length", asked.length, way_out(asked.length, LENGTHS))
    limits = read_settings(os.environ).limits
    moments = _moments(asked.cases, asked.history, limits)
    old, new = usable_both(asked.old, asked.new)
    with progress("snapshots", None, " snapshots") as told:
        changes = pack_changes(
            NamedPack(_shown(asked.old), old),
            NamedPack(_shown(asked.new), new),
            _watched(moments, told),
            length=asked.length,
            most_examples=asked.examples,
            limits=limits,
        )
    print(FORMS[asked.format](changes))
    return FINDINGS if changes.answers_changed or changes.not_asked else FINE


def _moments(
    cases: Path | None, history: Path | None, limits: Limits
) -> Iterator[Moment | UnreadableCase]:
    if cases is not None and history is not None:
        raise OptionError("cases", str(cases), "name a folder of cases or a history, not both")
    if history is not None:
        return of_history(history, limits)
    return of_episodes(limits) if cases is None else of_folder(cases, limits)


def _watched(
    moments: Iterator[Moment | UnreadableCase], told: Progress
) -> Iterator[Moment | UnreadableCase]:
    for moment in moments:
        yield moment
        told(1)


def _shown(name: str) -> str:
    return name if name == BUILT_IN else readable_name(name)
