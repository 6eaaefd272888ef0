"""The documentation page, read off the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from explainer.api.problem_types import PROBLEM_TYPES

INTRODUCTION = """\
<h1>The explainer's API</h1>
<p>A snapshot of the market goes in, an explanation comes out. The same as a document for programs:
<a href="/openapi.json">/openapi.json</a>. Every answer carries <code>X-Request-ID</code>; send your
own (letters, digits, <code>-_.</code>) and it is kept. <a href="/">Back to the start</a>.</p>
"""


def reference(openapi: dict[str, Any]) -> str:
    """Return every route, then every kind of error, as HTML."""
    routes = [
        _operation(method, path, operation)
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
    ]
    return "\n".join([INTRODUCTION, "<h2>Routes</h2>", *routes, _errors()])


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parts = [
        f'<section aria-labelledby="{escape(operation["operationId"])}">',
        f'<h3 id="{escape(operation["operationId"])}">'
        f'<code><span class="method">{method.upper()}</span> {escape(path)}</code></h3>',
        f"<p>{_text(operation['summary'])}. {_text(operation['description'])}</p>",
    ]
    if "requestBody" in operation:
        parts.append(
            "<p>Takes a snapshot as <code>application/json</code>; the metrics are listed at "
            '<a href="/v1/metrics">/v1/metrics</a>.</p>'
        )
    if "parameters" in operation:
        rows = [_parameter(each) for each in operation["parameters"]]
        parts.append(_table("Parameters", ("name", "in", "meaning", "values"), rows))
    rows = [
        (f"<code>{status}</code>", _media_types(response), _text(response["description"]))
        for status, response in operation["responses"].items()
    ]
    parts.append(_table("Answers", ("status", "media types", "meaning"), rows))
    return "\n".join([*parts, "</section>"])


def _parameter(parameter: dict[str, Any]) -> tuple[str, ...]:
    schema = parameter["schema"]
    values = schema.get("items", schema).get("enum", [])
    return (
        f"<code>{escape(parameter['name'])}</code>",
        escape(parameter["in"]),
        _text(parameter["description"]),
        ", ".join(f"<code>{escape(value)}</code>" for value in values) or "any",
    )


def _errors() -> str:
    """Every problem type under the address that its `type` member names."""
    kinds = [
        f'<section aria-labelledby="{kind.slug}"><h3 id="{kind.slug}">{kind.status} '
        f"<code>{kind.slug}</code>: {escape(kind.title)}</h3><p>{_text(kind.meaning)}</p></section>"
        for kind in PROBLEM_TYPES.values()
    ]
    return "\n".join(["<h2>Errors</h2>", *kinds])


def _media_types(response: dict[str, Any]) -> str:
    return ", ".join(f"<code>{escape(each)}</code>" for each in response.get("content", {}))


def _table(caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption>\n<tr>{head}</tr>\n{body}\n</table>"


def _text(text: str) -> str:
    """Prose with `code` in backticks, and its line breaks, as HTML."""
    parts = escape(text).split("`")
    marked = "".join(
        f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts)
    )
    return marked.replace("\n", "<br>")
