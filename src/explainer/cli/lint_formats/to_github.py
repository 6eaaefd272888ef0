"""Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from explainer.cli.lint_formats.found import Found, meaning, readable
from explainer.diagnostics import Diagnostic, visible

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _MESSAGE | str.maketrans({":": "%3A", ",": "%2C"})
"""What would end a message or a property early is written as its code."""


def to_github(found: Found) -> str:
    """One command a diagnostic; nothing where there is none."""
    return "\n".join(map(_command, found.diagnostics))


def _command(each: Diagnostic) -> str:
    properties = {"file": readable(each.path)}
    if each.span is not None:
        properties |= {
            "line": str(each.span.line),
            "col": str(each.span.column),
            "endColumn": str(each.span.end_column),
        }
    properties["title"] = f"{each.code} {meaning(each.code)}"
    named = ",".join(f"{name}={told.translate(_PROPERTY)}" for name, told in properties.items())
    lines = [each.message] if each.hint is None else [each.message, f"hint: {each.hint}"]
    message = "\n".join(visible(readable(line)) for line in lines)
    return f"::{each.severity} {named}::{message.translate(_MESSAGE)}"
