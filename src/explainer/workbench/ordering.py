"""A new driver's place in the order of a whole pack: `pack.yaml` with one line more."""

from __future__ import annotations

from explainer.diagnostics import Span
from explainer.source import Source

DRIVERS = "drivers"


def with_driver(pack_file: Source, driver: str) -> str:
    """The text of `pack.yaml` with the driver last in its order, written as the order is.

    ValueError for a file without an order to add to.
    """
    order = pack_file.data.get(DRIVERS) if isinstance(pack_file.data, dict) else None
    if not isinstance(order, list):
        raise ValueError(f"there is no order of {DRIVERS} to add to")
    lines = pack_file.text.splitlines(keepends=True)
    if not order:
        _begin(lines, pack_file.place((DRIVERS,)), driver)
    else:
        _go_on(lines, pack_file.place((DRIVERS, len(order) - 1)), driver)
    return "".join(lines)


def _begin(lines: list[str], brackets: Span, driver: str) -> None:
    """Put the driver into the brackets of an order that is empty."""
    line = lines[brackets.line - 1]
    before = line[: brackets.column - 1]
    lines[brackets.line - 1] = f"{before}[{driver}{line[line.index(']', len(before)) :]}"


def _go_on(lines: list[str], last: Span, driver: str) -> None:
    """Put the driver behind the last one of the order."""
    line = lines[last.line - 1]
    if line[: last.column - 1].strip() == "-":
        ending = line[len(line.rstrip("\r\n")) :] or "\n"
        lines[last.line - 1] = line if line.endswith("\n") else line + ending
        lines.insert(last.line, f"{line[: last.column - 1]}{driver}{ending}")
    else:
        end = last.end_column - 1
        lines[last.line - 1] = f"{line[:end]}, {driver}{line[end:]}"
