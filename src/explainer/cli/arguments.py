"""What may be typed: commands, their options, and the function that runs each."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.cli.argument_types import file, folder, host, moment, port, seconds
from explainer.cli.commands import add_command, add_premise, deferred
from explainer.cli.rules.arguments import add_rules
from explainer.version import VERSION

if TYPE_CHECKING:
    from explainer.cli.commands import Commands

FORMATS = ("text", "markdown", "html", "json", "jsonl", "slack", "telegram")
VERIFICATION_FORMATS = ("text", "json")
SCORECARD_FORMATS = ("text", "markdown", "json")
COMPARISON_FORMATS = ("text", "markdown", "json")
STYLES = ("prose", "list")
SNAPSHOT_FORMATS = ("json", "yaml")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked, with the function to run as `run`; exit with 2 for wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of files may hold what no terminal shows
            stream.reconfigure(errors="backslashreplace")
    return command_parser().parse_args(arguments)


def command_parser() -> argparse.ArgumentParser:
    """Every command with its options; what each sets as `run` takes the parsed arguments."""
    parser = argparse.ArgumentParser(
        prog="explainer",
        description="Why are crypto prices falling, and what should I watch?",
        epilog="Exit codes: 0 fine, 1 findings or failures, 2 wrong use or unreadable input, "
        "3 nothing could be obtained.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"explainer {VERSION}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_explain(commands)
    _add_snapshot(commands)
    _add_verify(commands)
    _add_compare(commands)
    _add_serve(commands)
    add_rules(commands)
    _add_scorecard(commands)
    return parser


def _add_explain(commands: Commands) -> None:
    command = add_command(
        commands,
        "explain",
        "explain snapshots",
        "Explain snapshots, episodes or case files, JSON or YAML.",
    )
    given = command.add_mutually_exclusive_group(required=True)
    given.add_argument(
        "files", metavar="FILE", nargs="*", default=[], help="a file; - is standard input"
    )
    given.add_argument(
        "--live", action="store_true", help="explain the market as public sources tell it now"
    )
    _add_now(command)
    command.add_argument(
        "--length",
        default="brief",
        help="how much is told: headline, chat, brief or article (default: brief)",
    )
    command.add_argument(
        "--style", choices=STYLES, default="prose", help="how a brief tells (default: prose)"
    )
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="format of the answer (default: text)"
    )
    command.add_argument(
        "--focus", metavar="SYM", help="explain this asset; without it, the market"
    )
    add_premise(command, "a snapshot")
    command.add_argument(
        "--rules",
        metavar="DIR",
        type=folder,
        help="lay this folder of rules over the built-in pack",
    )
    command.set_defaults(run=deferred("explain"), refuse=command.error)


def _add_snapshot(commands: Commands) -> None:
    command = add_command(
        commands,
        "snapshot",
        "make a snapshot of the market now",
        "Ask public sources for the market's figures and write them as a snapshot. What is left "
        "out, and why, goes to standard error. Exit code 3 if nothing could be obtained.",
    )
    command.add_argument(
        "--out", metavar="FILE", type=file, help="write to this file; without it, to the terminal"
    )
    command.add_argument("--format", choices=SNAPSHOT_FORMATS, default="json", help="default: json")
    once = command.add_mutually_exclusive_group()
    once.add_argument(
        "--watch", action="store_true", help="go on, one snapshot after the other, until Ctrl-C"
    )
    _add_now(once)
    command.add_argument(
        "--every",
        metavar="SECONDS",
        type=seconds,
        help="time between the snapshots of --watch (default: EXPLAINER_LIVE_SECONDS)",
    )
    command.set_defaults(run=deferred("snapshot"), refuse=command.error)


def _add_now(command: argparse._ActionsContainer) -> None:
    command.add_argument(
        "--now",
        metavar="TIME",
        type=moment,
        help="take it that it is this time, so that recorded answers can be replayed: RFC 3339 "
        "with an offset, such as 2025-04-07T11:30:00Z",
    )


def _add_verify(commands: Commands) -> None:
    command = add_command(
        commands,
        "verify",
        "hold a text against a snapshot",
        "Check every number, date and claim about a driver in a text against a snapshot, an "
        "episode or a case file. Exit code 1 if anything is wrong with the text.",
    )
    command.add_argument("text", metavar="TEXT", help="a file with text; - is standard input")
    command.add_argument("snapshot", metavar="SNAPSHOT", help="a file; - is standard input")
    command.add_argument(
        "--format",
        choices=VERIFICATION_FORMATS,
        default="text",
        help="format of the findings (default: text)",
    )
    command.add_argument(
        "--focus", metavar="SYM", help="the asset that the text explains; without it, the market"
    )
    add_premise(command)
    command.set_defaults(run=deferred("verify"))


def _add_compare(commands: Commands) -> None:
    command = add_command(
        commands,
        "compare",
        "say what changed between two snapshots",
        "Compare two snapshots, episodes or case files, JSON or YAML.",
    )
    command.add_argument("before", metavar="A", help="the earlier one; - is standard input")
    command.add_argument("after", metavar="B", help="the later one; - is standard input")
    command.add_argument(
        "--format",
        choices=COMPARISON_FORMATS,
        default="text",
        help="format of the answer (default: text)",
    )
    command.add_argument(
        "--focus", metavar="SYM", help="compare this asset; without it, the market"
    )
    command.set_defaults(run=deferred("compare"))


def _add_serve(commands: Commands) -> None:
    command = add_command(
        commands,
        "serve",
        "serve the HTTP API",
        "Serve the HTTP API. Settings come from the environment; these two win over it.",
    )
    command.add_argument("--host", type=host, help="address to serve on (default: 127.0.0.1)")
    command.add_argument(
        "--port", type=port, help="port to serve on, 0 for a free one (default: 8000)"
    )
    command.set_defaults(run=deferred("serve"))


def _add_scorecard(commands: Commands) -> None:
    command = add_command(
        commands,
        "scorecard",
        "compare the rules with published attributions",
        "Explain every case of a folder and compare with what was published at the time.",
    )
    command.add_argument("cases", metavar="CASES", type=folder, help="a folder of case files")
    command.add_argument(
        "--history",
        metavar="FILE",
        type=Path,
        help="also tell how often each driver fires on these days: a snapshot as JSON in each line",
    )
    written = command.add_mutually_exclusive_group()
    written.add_argument(
        "--format",
        choices=SCORECARD_FORMATS,
        default="text",
        help="format of the scorecard (default: text)",
    )
    written.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    written.add_argument(
        "--out",
        metavar="DIR",
        type=folder,
        help="write scorecard.md and scorecard.json into this folder, and print nothing else",
    )
    command.set_defaults(run=deferred("scorecard"))
