"""What changed between two packs, in Markdown to paste into a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.diagnostics import visible
from explainer.render.to_markdown import BULLET, escaped
from explainer.workbench.pack_changes.report import Section, conclusion, report
from explainer.workbench.pack_changes.result import PackChanges

STEP = "  "
HEADING = "### "


def to_markdown(changes: PackChanges) -> str:
    """The conclusion, then headings, lists and a table; every mark of the rules' own is escaped.

    There is no line break at the end.
    """
    sections = ["\n".join(_section(section)) for section in report(changes)]
    return "\n\n".join([escaped(conclusion(changes)), *sections])


def _section(section: Section) -> Iterator[str]:
    if section.heading is not None:
        yield HEADING + escaped(visible(section.heading))
        yield ""
    for line in section.lines:
        yield STEP * line.depth + BULLET + escaped(visible(line.text))
    yield from _table(section.table)


def _table(table: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate(table):
        yield _row([escaped(visible(cell)) for cell in row])
        if number == 0:
            yield _row(["---"] * len(row))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
