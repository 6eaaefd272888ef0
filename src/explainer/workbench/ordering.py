"""A new driver's place in the order of a whole pack: `pack.yaml` with one line more."""

from __future__ import annotations

from explainer.source import Source

DRIVERS = "drivers"


def with_driver(pack_file: Source, driver: str) -> str:
    """The text of `pack.yaml` with the driver last in its order, written as the order is.

    ValueError for a file without an order to add to.
    """
    order = pack_file.data.get(DRIVERS) if isinstance(pack_file.data, dict) else None
    if not isinstance(order, list) or not order:
        raise ValueError(f"there is no order of {DRIVERS} to add to")
    lines = pack_file.text.splitlines(keepends=True)
    last = pack_file.place((DRIVERS, len(order) - 1))
    line, key = lines[last.line - 1], pack_file.key_place((DRIVERS,))
    if line[: last.column - 1].lstrip() == "- ":
        ending = line[len(line.rstrip("\r\n")) :] or "\n"
        lines[last.line - 1] = line if line.endswith("\n") else line + ending
        lines.insert(last.line, f"{line[: last.column - 1]}{driver}{ending}")
    elif key.line <= last.line:
        end = last.end_column - 1
        lines[last.line - 1] = f"{line[:end]}, {driver}{line[end:]}"
    return "".join(lines)
