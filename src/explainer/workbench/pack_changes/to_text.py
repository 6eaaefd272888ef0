"""What changed between two packs, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from explainer.diagnostics import visible
from explainer.workbench.pack_changes.report import Line, Section, conclusion, report
from explainer.workbench.pack_changes.result import PackChanges

STEP = "  "
LINE = 120
"""Characters of a line at most, but for words that are longer."""


def to_text(changes: PackChanges) -> str:
    """Sections under their headings, and the conclusion last; no line break at the end."""
    sections = ["\n".join(_section(section)) for section in report(changes)]
    return "\n\n".join([*sections, conclusion(changes)])


def _section(section: Section) -> Iterator[str]:
    inside = 0
    if section.heading is not None:
        yield visible(section.heading)
        inside = 1
    for line in section.lines:
        yield from _line(line, inside)
    yield from (STEP * inside + row for row in _aligned(section.table))


def _line(line: Line, inside: int) -> list[str]:
    indent = STEP * (line.depth + inside)
    told = wrap(
        visible(line.text),
        LINE,
        initial_indent=indent,
        subsequent_indent=indent + STEP * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return told or [indent.rstrip()]


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows with their columns under each other."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield STEP.join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
