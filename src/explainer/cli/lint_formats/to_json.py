"""Diagnostics as one JSON object."""

from __future__ import annotations

import json

from explainer.cli.lint_formats.found import Found, meaning, page, readable, summary
from explainer.diagnostics import Diagnostic


def to_json(found: Found) -> str:
    """An object with `summary`, and in `diagnostics` every one with what its code means.

    Lines and columns count from 1, `end_column` is the one after the problem; all three are null
    for a problem of a file as a whole. `page` leads to the code's page in the documentation.
    """
    of = found.checked
    document = {
        "summary": {
            "line": readable(summary(found)),
            "name": _readable(of.name),
            "version": _readable(of.version),
            "drivers": of.drivers,
            "signals": of.signals,
            "errors": found.errors,
            "warnings": found.warnings,
        },
        "diagnostics": [_diagnostic(each) for each in found.diagnostics],
    }
    return json.dumps(document, indent=2)


def _diagnostic(each: Diagnostic) -> dict[str, object]:
    span = each.span
    return {
        "code": each.code,
        "severity": each.severity,
        "path": readable(each.path),
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
        "end_column": None if span is None else span.end_column,
        "message": readable(each.message),
        "hint": _readable(each.hint),
        "meaning": meaning(each.code),
        "page": page(each.code),
    }


def _readable(text: str | None) -> str | None:
    return None if text is None else readable(text)
