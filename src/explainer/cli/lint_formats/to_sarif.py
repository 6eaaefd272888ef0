"""Diagnostics in SARIF 2.1.0, which code scanning of GitHub and others read.

Beside what the standard requires, rules and results carry what GitHub requires: descriptions and
help for each rule; a region and a fingerprint for each result.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from explainer.cli.lint_formats.found import Found, meaning, page, readable
from explainer.diagnostics import Diagnostic, Span
from explainer.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
TOOL = "explainer rules lint"
ROOT = "%SRCROOT%"
"""Stands for the top of the repository, to which relative paths belong."""
WHOLE_FILE = Span(line=1, column=1, end_column=2)
"""Where a problem of a file as a whole is shown: readers of SARIF want a place for each."""
FINGERPRINT = "primaryLocationLineHash"
"""The name under which GitHub looks for a fingerprint."""
FINGERPRINT_DIGITS = 16


def to_sarif(found: Found) -> str:
    """One run with a rule for each code that occurs, and a result for each diagnostic."""
    codes = sorted({each.code for each in found.diagnostics})
    run = {
        "tool": {
            "driver": {
                "name": TOOL,
                "semanticVersion": VERSION,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": list(_results(found, codes)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str) -> dict[str, object]:
    """A code; its page is named in the help, as an address would have to be absolute."""
    meant, where = meaning(code), page(code)
    return {
        "id": code,
        "shortDescription": {"text": meant},
        "fullDescription": {"text": meant},
        "help": {
            "text": f"{code}: {meant}. See {where}.",
            "markdown": f"{code}: {meant}. See [{where}]({where}).",
        },
    }


def _results(found: Found, codes: list[str]) -> Iterator[dict[str, object]]:
    met: Counter[tuple[str, str, str]] = Counter()
    for each in found.diagnostics:
        place = each.path, each.code, _fingerprint(each, found.texts.get(each.path, ""))
        met[place] += 1
        yield {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": str(each.severity),
            "message": {"text": _message(each)},
            "locations": [{"physicalLocation": _location(each)}],
            "partialFingerprints": {FINGERPRINT: f"{place[2]}:{met[place]}"},
        }


def _message(each: Diagnostic) -> str:
    """Problem and hint; braces stay as they are, since readers replace those with numbers alone."""
    return readable(each.message if each.hint is None else f"{each.message}\nhint: {each.hint}")


def _location(each: Diagnostic) -> dict[str, object]:
    span = each.span or WHOLE_FILE
    return {
        "artifactLocation": _artifact(each.path),
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.line,
            "endColumn": span.end_column,
        },
    }


def _artifact(path: str) -> dict[str, str]:
    """The address of a file: relative to the repository, or absolute where it lies elsewhere."""
    address = quote(os.fsencode(path))
    if path.startswith("/"):
        return {"uri": f"file://{address}"}
    return {"uri": address, "uriBaseId": ROOT}


def _fingerprint(each: Diagnostic, text: str) -> str:
    """A hash of what stands in the line, which stays when lines are added above it."""
    lines = text.splitlines()
    inside = each.span is not None and 0 < each.span.line <= len(lines)
    said = lines[each.span.line - 1].strip() if each.span is not None and inside else ""
    return sha256((said or each.message).encode(errors="replace")).hexdigest()[:FINGERPRINT_DIGITS]
