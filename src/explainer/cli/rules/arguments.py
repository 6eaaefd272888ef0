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
    _add_why(actions)


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


def _add_why(actions: Commands) -> None:
    action = add_command(
        actions,
        "why",
        "say why a driver fired or did not",
        "Show the evidence of a driver as it stood in a snapshot: what held, what failed and by "
        "how much, what is not known, and the smallest change of one reading that would flip it.",
    )
    action.add_argument("driver", metavar="DRIVER", help="id of a driver; all for a line of each")
    action.add_argument(
        "snapshot",
        metavar="SNAPSHOT",
        help="a file, an episode's or a case's too; - is standard input; or the id of an episode",
    )
    action.add_argument(
        "--rules",
        metavar="DIR",
        type=folder,
        help="a whole pack, or an overlay of the built-in one (default: EXPLAINER_RULES over it)",
    )
    action.add_argument("--focus", metavar="SYM", help="ask about this asset; else, the market")
    action.add_argument(
        "--premise",
        choices=("fall",),
        help="take it that prices are falling where the snapshot does not tell the direction",
    )
    action.add_argument(
        "--format", choices=("text", "json"), default="text", help="text (the default) or json"
    )
    action.set_defaults(run=deferred("rules.why"))


def _add_path(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="a whole pack or an overlay (default: EXPLAINER_RULES over the built-in pack)",
    )
