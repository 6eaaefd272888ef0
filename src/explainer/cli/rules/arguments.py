"""What may be typed after `explainer rules`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.cli.commands import add_command, deferred, folder

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

TEST_FORMATS = ("text", "json")


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions."""
    command = add_command(commands, "rules", "work on rules", "Check or list a rule pack.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_lint(actions)
    _add_list(actions)
    _add_test(actions)


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


def _add_test(actions: Commands) -> None:
    action = add_command(
        actions,
        "test",
        "run the cases of rules",
        "Run the cases beside the drivers of a rule pack, or those of an overlay together with the "
        "built-in pack. Exit code 1 if any fails, or cannot be run.",
    )
    _add_path(action)
    action.add_argument(
        "--run",
        metavar="REGEX",
        dest="pattern",
        type=_pattern,
        help="run the cases whose name, `driver: case`, holds this regular expression",
    )
    action.add_argument(
        "--junit", metavar="FILE", type=_file, help="write what became of them as JUnit XML, too"
    )
    action.add_argument(
        "--format", choices=TEST_FORMATS, default="text", help="format (default: text)"
    )
    action.set_defaults(run=deferred("rules.testing"))


def _pattern(text: str) -> re.Pattern[str]:
    """The pattern; what is wrong with it is told by where it stands."""
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no regular expression: {error}") from None


def _file(text: str) -> Path:
    """The path; a blank one names no file."""
    if text.strip():
        return Path(text)
    raise argparse.ArgumentTypeError("the name of the file is blank")


def _add_path(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="a whole pack or an overlay (default: EXPLAINER_RULES over the built-in pack)",
    )
