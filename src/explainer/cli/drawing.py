"""Diagnostics of rule files on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.diagnostics import Diagnostic, Severity, draw

MOST_DRAWN = 200
"""More than anybody reads at once; a file may have a hundred thousand."""


def draw_all(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """Return the diagnostics under their lines, at most 200, then how many there are."""
    return "\n".join([*drawn(diagnostics, texts), counted(diagnostics)])


def drawn(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> list[str]:
    """Return each diagnostic under its line, at most 200, then how many more there are."""
    shown = [draw(found, texts.get(found.path, "")) for found in diagnostics[:MOST_DRAWN]]
    more = len(diagnostics) - len(shown)
    return [*shown, f"and {more:,} more"] if more else shown


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are: `2 errors, 1 warning`."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    warnings = len(diagnostics) - errors
    return f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: `1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
