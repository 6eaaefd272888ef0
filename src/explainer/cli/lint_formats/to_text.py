"""Diagnostics for people: under their lines, and the summary last."""

from __future__ import annotations

from explainer.cli.drawing import drawn
from explainer.cli.lint_formats.found import Found, summary


def to_text(found: Found) -> str:
    """The first 200 diagnostics under their lines, how many more there are, and the summary."""
    return "\n".join([*drawn(found.diagnostics, found.texts), summary(found)])
