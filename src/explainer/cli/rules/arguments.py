"""What may be typed after `explainer rules`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from explainer.cli.commands import add_command, deferred, folder

if TYPE_CHECKING:
    from explainer.cli.commands import Commands


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions."""
    command = add_command(commands, "rules", "work on rules", "Check or list a rule pack.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_lint(actions)
    _add_list(actions)
    _add_docs(actions)


def _add_lint(actions: Commands) -> None:
    action = add_command(
        actions,
        "lint",
        "check rules",
        "Check a rule pack, or an overlay together with the built-in pack. "
        "Every problem is shown under its line.",
    )
    _add_path(action)
    action.set_defaults(run=deferred("rules.lint"))


def _add_list(actions: Commands) -> None:
    action = add_command(
        actions, "list", "list drivers and signals", "List the drivers and signals."
    )
    _add_path(action)
    action.set_defaults(run=deferred("rules.listing"))


def _add_docs(actions: Commands) -> None:
    action = add_command(
        actions,
        "docs",
        "write the pages of drivers, signals and metrics",
        "Write a page for each driver, with a picture of each evidence, and the lists of drivers, "
        "signals and metrics. Of an overlay, its own drivers get pages.",
    )
    _add_path(action)
    action.add_argument(
        "--out",
        metavar="DIR",
        type=folder,
        help="the folder of the pages (default: docs; of an overlay, docs inside it)",
    )
    action.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 if a page differs from what would be written",
    )
    action.set_defaults(run=deferred("rules.docs"))


def _add_path(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="a whole pack or an overlay (default: EXPLAINER_RULES over the built-in pack)",
    )
