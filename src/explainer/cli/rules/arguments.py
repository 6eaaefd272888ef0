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
LINT_FORMATS = ("text", "json", "sarif", "github")
DIFF_FORMATS = ("text", "markdown", "json")
MOST_DIGITS = 6
"""Digits of a count; more is a slip."""


def add_rules(commands: Commands) -> None:
    """Add `rules` with its actions."""
    command = add_command(commands, "rules", "work on rules", "Check or list a rule pack.")
    actions = command.add_subparsers(metavar="ACTION", required=True)
    _add_lint(actions)
    _add_list(actions)
    _add_test(actions)
    _add_diff(actions)
    _add_why(actions)
    _add_docs(actions)


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


def _add_diff(actions: Commands) -> None:
    action = add_command(
        actions,
        "diff",
        "show which answers change between two packs",
        "Ask two rule packs about the same snapshots and show what changes: drivers that enter and "
        "leave, leads, texts, with counts and examples. OLD and NEW are folders of rules, whole "
        "packs or overlays, or the word built-in. Exit code 0 if no answer changes, 1 if any does "
        "or a snapshot could not be read, 2 for wrong use or a pack that does not load.",
    )
    action.add_argument("old", metavar="OLD", type=_rules, help="the pack as it was")
    action.add_argument("new", metavar="NEW", type=_rules, help="the pack as it will be")
    action.add_argument(
        "cases",
        metavar="CASES",
        nargs="?",
        type=folder,
        help="a folder of cases, episodes or snapshots, YAML or JSON (default: the episodes that "
        "come with the package)",
    )
    action.add_argument(
        "--history", metavar="FILE", type=folder, help="a file with a snapshot as JSON in each line"
    )
    action.add_argument(
        "--format",
        choices=DIFF_FORMATS,
        default="text",
        help="text, markdown to paste into a review, or json (default: text)",
    )
    action.add_argument(
        "--length", default="brief", help="the length at which texts are compared (default: brief)"
    )
    action.add_argument(
        "--examples",
        metavar="N",
        type=_count,
        default=3,
        help="how many examples of each kind of change are shown (default: 3)",
    )
    action.set_defaults(run=deferred("rules.diff"))


def _rules(text: str) -> str:
    """The name of a folder of rules, as it was typed: `./built-in` is no word."""
    folder(text)
    return text


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no count: a number such as 3")


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
