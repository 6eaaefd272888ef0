"""The command line: `explainer explain|snapshot|verify|compare|serve|rules|scorecard`.

Exit codes: 0 fine, 1 findings or failures, 2 wrong use or unreadable input, 3 nothing could be
obtained. What a command needs is imported when it runs, so that each starts as fast as it can.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from explainer.cli.arguments import parse
from explainer.cli.exits import FINE, INTERRUPTED, WRONG_USE
from explainer.errors import ExplainerError, PackError, SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what goes wrong is told on standard error."""
    if sys.stdout is None:  # whoever started this has closed it
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - it stays open to the end
    asked = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_pipe()
        return FINE  # whoever read has had enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except (ExplainerError, OSError) as error:
        print(_told(error), file=sys.stderr)
        return WRONG_USE
    return code


def _told(error: Exception) -> str:
    """Return an error in words for a person at a terminal."""
    if isinstance(error, PackError):
        from explainer.cli.drawing import draw_all

        return draw_all(error.diagnostics, error.texts)
    if isinstance(error, SettingsError):
        return "\n".join(["these settings cannot be used:", *map(str, error.problems)])
    return f"explainer: {error}"


def _leave_pipe() -> None:
    """Point standard output at nothing, so that the interpreter's last flush fails on nobody."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
