"""The OpenAPI document, read off the routes and the structs; as a program it writes the file.

python -m explainer.api.openapi openapi/openapi.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec import inspect

from explainer.api.describe import KEY, Described
from explainer.api.negotiate import JSON, PROBLEM
from explainer.api.options import OPTIONS, Option
from explainer.api.problem_types import PROBLEM_TYPES, ProblemDocument
from explainer.snapshot import Snapshot
from explainer.version import VERSION

OPENAPI_VERSION = "3.1.0"
REF = "#/components/schemas/{name}"
TAGS = {
    "explanations": "From a snapshot to its explanation.",
    "comparisons": "From two snapshots to what changed between them.",
    "verifications": "From a text and a snapshot to what is wrong with the text.",
    "rules": "What is checked: drivers, signals to watch, metrics.",
    "live": "The market as it is now, where the server has live data.",
    "episodes": "Real moments of the market, with what was published about them.",
    "health": "Whether the server runs, and with which rules.",
    "documentation": "The API, described.",
}
ALWAYS = ("method-not-allowed", "internal-error")
"""Refusals that every route may give."""
EXAMPLE = {
    "as_of": "2026-02-04T21:00:00Z",
    "assets": {"BTC": {"price_usd": 73000, "change_24h_pct": -6.1}},
    "etf": {"BTC": {"net_flow_usd": -540000000, "session_date": "2026-02-03"}},
    "derivatives": {"liquidations_24h_usd": 800000000},
}
"""A snapshot that somebody may have: a few figures, not all."""


def build(handlers: Iterable[HTTPRouteHandler], version: str) -> dict[str, Any]:
    """Return the document of these handlers, the same for the same code.

    KeyError for a handler without description: no route goes undocumented.
    """
    described = [(handler, _described(handler)) for handler in handlers]
    schemas, components = _schemas(each for _, each in described)
    paths: dict[str, dict[str, Any]] = {}
    for handler, each in described:
        for path in sorted(handler.paths):
            for method in sorted(handler.http_methods):
                place = paths.setdefault(path.replace(":str}", "}"), {})
                place[method.lower()] = _operation(handler, each, schemas)
    return {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": "explainer",
            "summary": "Why are crypto prices falling, and what should I watch?",
            "description": "A market snapshot goes in, declarative rules are evaluated, and a "
            "plain-language explanation comes out, every sentence traceable to its rule and "
            "every number to its reading. Every answer carries `X-Request-ID`; every error is "
            "`application/problem+json`.",
            "version": version,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "paths": paths,
        "components": {"schemas": components},
    }


def encode(built: dict[str, Any]) -> bytes:
    """Return the document as the file holds it: sorted, indented, one line break at the end."""
    return (json.dumps(built, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _described(handler: HTTPRouteHandler) -> Described:
    described: Described = handler.opt[KEY]
    return described


def _schemas(described: Iterable[Described]) -> tuple[dict[Any, Any], dict[str, Any]]:
    """The schema of every type that is spoken of, and the components they refer to."""
    kinds: dict[Any, None] = {Snapshot: None, ProblemDocument: None}
    for each in described:
        for answer in each.answers.values():
            kinds.update((kind, None) for kind in _kinds(answer))
        if each.takes is not None:
            kinds[each.takes] = None
    found, components = msgspec.json.schema_components(list(kinds), ref_template=REF)
    for struct in _structs(inspect.multi_type_info(list(kinds))):
        # A field with a default need not be sent to us; in our answers it is there all the same,
        # unless the struct leaves defaults out.
        if not struct.cls.__struct_config__.omit_defaults:
            required = [field.encode_name for field in struct.fields if not _may_be_unset(field)]
            components[struct.cls.__name__]["required"] = required
    return dict(zip(kinds, found, strict=True)), components


def _may_be_unset(field: inspect.Field) -> bool:
    """Whether the field has no value until it is given one."""
    defaults = (field.default, field.default_factory)
    return not field.required and all(default is msgspec.NODEFAULT for default in defaults)


def _kinds(answer: Any) -> tuple[Any, ...]:
    """The types that an answer may be."""
    return answer if isinstance(answer, tuple) else (answer,)


def _either(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    """The schema of what fits one of these."""
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _structs(held: object) -> list[inspect.StructType]:
    """Every type of struct inside these types, each once."""
    found: dict[type, inspect.StructType] = {}
    ahead = [held]
    while ahead:
        part = ahead.pop()
        if isinstance(part, inspect.StructType):
            if part.cls in found:
                continue
            found[part.cls] = part
        if isinstance(part, list | tuple):
            ahead.extend(part)
        elif isinstance(part, inspect.Type | inspect.Field):
            ahead.extend(getattr(part, name) for name in part.__struct_fields__)
    return list(found.values())


def _operation(
    handler: HTTPRouteHandler, described: Described, schemas: dict[Any, Any]
) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": handler.operation_id,
        "summary": handler.summary,
        "description": cleandoc(handler.fn.__doc__ or ""),
        "tags": list(handler.tags or ()),
        "responses": _responses(described, schemas),
    }
    parameters = [_path_parameter(*each) for each in described.ids.items()]
    parameters += [_query_parameter(OPTIONS[name]) for name in described.options]
    parameters += [_query_parameter(option) for option in described.own_options]
    if parameters:
        operation["parameters"] = parameters
    taken, example = described.takes, described.example
    if described.takes_snapshot:
        taken, example = Snapshot, EXAMPLE
    if taken is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {JSON: {"schema": schemas[taken], "example": example}},
        }
    return operation


def _responses(described: Described, schemas: dict[Any, Any]) -> dict[str, Any]:
    """The answer, then the refusals by status."""
    responses: dict[str, Any] = {
        "200": {
            "description": "The answer.",
            "content": {
                media_type: {"schema": _either([schemas[kind] for kind in _kinds(answer)])}
                for media_type, answer in described.answers.items()
            },
        }
    }
    if described.tagged:
        responses["304"] = {"description": "`If-None-Match` holds the current `ETag`: no body."}
    by_status: dict[int, list[str]] = {}
    for slug in (*described.refusals, *ALWAYS):
        problem = PROBLEM_TYPES[slug]
        by_status.setdefault(problem.status, []).append(f"`{problem.uri}`: {problem.title}.")
    for status, lines in sorted(by_status.items()):
        responses[str(status)] = {
            "description": "\n".join(lines),
            "content": {PROBLEM: {"schema": schemas[ProblemDocument]}},
        }
    return responses


def _path_parameter(name: str, description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
    }


def _query_parameter(option: Option) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if option.values:
        one["enum"] = list(option.values)
    if option.default is not None:
        one["default"] = option.default
    parameter: dict[str, Any] = {
        "name": option.name,
        "in": "query",
        "required": False,
        "description": option.description,
        "schema": {"type": "array", "items": one} if option.many else one,
        "example": option.example.split(",") if option.many else option.example,
    }
    if option.many:
        parameter |= {"style": "form", "explode": False}
    return parameter


def main(arguments: list[str]) -> int:
    """Write the document of this version to the file that is named; return the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m explainer.api.openapi FILE\n")
        return 2
    path = Path(arguments[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(current())
    return 0


def current() -> bytes:
    """Return the document of this version of the package."""
    from explainer.api.routes import HANDLERS  # the routes serve what is built here

    return encode(build(HANDLERS, VERSION))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
