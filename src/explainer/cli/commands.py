"""How a command is added to the parser, and how what it runs is found when it is asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the class takes no parameters where it runs
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

PREMISES = ("fall",)


def add_command(
    commands: Commands, name: str, summary: str, description: str
) -> argparse.ArgumentParser:
    """Add a command; the summary stands in the list of commands, the description in its help."""
    return commands.add_parser(name, help=summary, description=description, allow_abbrev=False)


def add_premise(command: argparse.ArgumentParser, which: str = "the snapshot") -> None:
    """Add `--premise` to a command that explains; *which* is what may not tell the direction."""
    command.add_argument(
        "--premise",
        choices=PREMISES,
        help=f"take it that prices are falling where {which} does not tell the direction",
    )


def deferred(module: str) -> Callable[[argparse.Namespace], int]:
    """`run` of a module of this package, which is imported only when the command runs.

    So each command starts as fast as it can.
    """

    def run(asked: argparse.Namespace) -> int:
        code: int = import_module(f"explainer.cli.{module}").run(asked)
        return code

    return run
