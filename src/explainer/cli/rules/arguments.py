"""What may be typed after `explainer rules`: what checks, tests, lists and writes rules."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from explainer.cli.argument_types import file, folder, pattern
from explainer.cli.commands import add_command, deferred
from explainer.cli.rules.questions import add_diff, add_why

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

TEST_FORMATS = ("text", "json")
LINT_FORMATS = ("text", "json", "sarif", "github")
ROLES = ("trigger", "amplifier", "condition", "symptom")


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions, in the order in which an author meets them."""
    command = add_command(
        commands,
        "rules",
        "work on rules",
        "Write, check, test, question and document rules. No action but new, docs and schema "
        "writes anything.",
    )
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_new(actions)
    _add_lint(actions)
    _add_test(actions)
    add_why(actions)
    add_diff(actions)
    _add_docs(actions)
    _add_schema(actions)
    _add_list(actions)


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
    action.add_argument(
        "--explain",
        metavar="CODE",
        help="show what a code such as R102 means, why it matters and how to mend it",
    )
    action.set_defaults(run=deferred("rules.lint"))


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
        type=pattern,
        help="run the cases whose name, `driver: case`, holds this regular expression",
    )
    action.add_argument(
        "--junit", metavar="FILE", type=file, help="write what became of them as JUnit XML, too"
    )
    action.add_argument(
        "--format", choices=TEST_FORMATS, default="text", help="format (default: text)"
    )
    action.set_defaults(run=deferred("rules.testing"))


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
