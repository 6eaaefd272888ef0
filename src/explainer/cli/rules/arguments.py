"""What may be typed after `explainer rules`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from explainer.cli.commands import add_command, deferred, folder

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

LINT_FORMATS = ("text", "json", "sarif", "github")
DIFF_FORMATS = ("text", "markdown", "json")


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions."""
    command = add_command(commands, "rules", "work on rules", "Check or list a rule pack.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_lint(actions)
    _add_list(actions)


def _add_lint(actions: Commands) -> None:
    action = add_command(
        actions,
        "lint",
        "check rules",
        "Check a rule pack, or an overlay together with the built-in pack. "
        "Every problem is shown under its line. Exit code 1 if there is any error.",
    )
    _add_path(action)
    action.add_argument(
        "--format",
        choices=LINT_FORMATS,
        default="text",
        help="text for people, json, sarif for code scanning, or github for annotations of a "
        "workflow (default: text)",
    )
    action.add_argument("--strict", action="store_true", help="exit with 1 for warnings, too")
    action.set_defaults(run=deferred("rules.lint"))


def _add_list(actions: Commands) -> None:
    action = add_command(
        actions, "list", "list drivers and signals", "List the drivers and signals."
    )
    _add_path(action)
    action.set_defaults(run=deferred("rules.listing"))


def _add_path(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="a whole pack or an overlay (default: EXPLAINER_RULES over the built-in pack)",
    )
