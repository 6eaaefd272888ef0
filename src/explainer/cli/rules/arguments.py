"""What may be typed after `explainer rules`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from explainer.cli.commands import add_command, deferred, folder

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

ROLES = ("trigger", "amplifier", "condition", "symptom")


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions."""
    command = add_command(commands, "rules", "work on rules", "Check or list a rule pack.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_lint(actions)
    _add_list(actions)
    _add_new(actions)
    _add_schema(actions)


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


def _add_new(actions: Commands) -> None:
    action = add_command(
        actions,
        "new",
        "draft a new driver",
        "Write a driver that loads and passes, with its cases and a page of notes, for its author "
        "to make true. Files that are there are never overwritten.",
    )
    action.add_argument("driver", metavar="DRIVER", help="its id, such as exchange_token_contagion")
    action.add_argument(
        "--in",
        dest="folder",
        metavar="DIR",
        type=folder,
        help="the rules folder; made if it is not there (default: EXPLAINER_RULES, else my-rules)",
    )
    action.add_argument("--title", metavar="TEXT", help="what lists show (default: from the id)")
    looks = action.add_mutually_exclusive_group()
    looks.add_argument(
        "--metric", metavar="ID", help="the reading it looks at; see docs/metrics.md"
    )
    looks.add_argument("--event", metavar="KIND", help="the kind of event it looks at instead")
    action.add_argument("--role", choices=ROLES, default="condition", help="default: condition")
    action.set_defaults(run=deferred("rules.new"))


def _add_schema(actions: Commands) -> None:
    action = add_command(
        actions,
        "schema",
        "write JSON Schemas for editors",
        "Write a JSON Schema for each kind of rule file. Editors complete and check with them.",
    )
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="whose own metrics editors shall offer (default: the built-in pack)",
    )
    action.add_argument(
        "--out",
        metavar="DIR",
        type=folder,
        help="where to write them (default: PATH/schemas, else openapi/schemas of the checkout)",
    )
    action.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 if any is not up to date"
    )
    action.set_defaults(run=deferred("rules.schema"))


def _add_path(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        type=folder,
        help="a whole pack or an overlay (default: EXPLAINER_RULES over the built-in pack)",
    )
