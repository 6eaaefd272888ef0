"""A snapshot in a file that a person wrote: JSON or YAML, alone or inside an episode or a case."""

from __future__ import annotations

import json

import msgspec

from explainer.diagnostics import Diagnostic, Severity, Span, draw
from explainer.errors import Problem, SnapshotError
from explainer.intake import convert_snapshot, decode_snapshot
from explainer.limits import Limits
from explainer.snapshot import Snapshot
from explainer.source import Source, read_yaml

WRAPPER = "snapshot"
"""The key under which episodes and cases hold their snapshot."""
LARGEST_PLACED = 500_000
"""Bytes up to which problems of a JSON text are shown under their line; YAML always is."""
CODE = "S001"
"""Code of every problem with what a snapshot says; problems of YAML have their own."""

ABOUT_KEY = "unknown field"
"""How the reader of snapshots begins a problem with a name rather than with its value."""


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """A file without a usable snapshot.

    `problems` have pointers into it; `diagnostics` are the same with their places, in one order.
    """

    name: str
    text: str
    problems: tuple[Problem, ...]
    diagnostics: tuple[Diagnostic, ...]

    def drawn(self) -> str:
        """Return all problems for a person, each under its line."""
        return "\n".join(draw(each, self.text) for each in self.diagnostics)


def read_snapshot(content: bytes, name: str, limits: Limits) -> Snapshot | Unreadable:
    """Return the snapshot in the content of a file, or everything that is wrong with it.

    `name` decides by its ending whether it is JSON or YAML; without a telling one, the content
    does. A snapshot that is larger than `limits` allow is unreadable.
    """
    if len(content) > limits.max_body_bytes:
        most = f"{limits.max_body_bytes:,}"
        return unreadable(name, f"the file has {len(content):,} bytes, more than {most}")
    return _json(content, name, limits) if _is_json(content, name) else _yaml(content, name, limits)


def unreadable(name: str, detail: str, hint: str | None = None) -> Unreadable:
    """Return a problem with the file as a whole."""
    problem = Problem(pointer="", detail=detail, hint=hint)
    return Unreadable(
        name=name, text="", problems=(problem,), diagnostics=(_placed(problem, name, None),)
    )


def _is_json(content: bytes, name: str) -> bool:
    if name.endswith((".yaml", ".yml")):
        return False
    return name.endswith(".json") or content.lstrip()[:1] in (b"{", b"[")


def _json(content: bytes, name: str, limits: Limits) -> Snapshot | Unreadable:
    inner, prefix = _unwrapped(content)
    try:
        return decode_snapshot(inner, limits)
    except SnapshotError as error:
        problems = tuple(_moved(problem, prefix) for problem in error.problems)
    text = content.decode(errors="replace")
    broken = _broken_at(text)
    source = None
    if broken is None and len(content) <= LARGEST_PLACED:
        source = read_yaml(text, name, max_depth=limits.max_depth)
    return Unreadable(
        name=name,
        text=text,
        problems=problems,
        diagnostics=tuple(_placed(problem, name, source, broken) for problem in problems),
    )


def _unwrapped(content: bytes) -> tuple[bytes, str]:
    """The JSON of the snapshot alone, and the pointer that led to it."""
    if b'"snapshot"' not in content:
        return content, ""
    try:
        parts = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return content, ""  # what is wrong with it is told by the reader of snapshots
    if WRAPPER not in parts:
        return content, ""
    return bytes(parts[WRAPPER]), f"/{WRAPPER}"


def _broken_at(text: str) -> Span | None:
    """Where the text stops being JSON, None if it is JSON."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Span(line=error.lineno, column=error.colno, end_column=error.colno + 1)
    except (RecursionError, ValueError):
        return None
    return None


def _yaml(content: bytes, name: str, limits: Limits) -> Snapshot | Unreadable:
    source = read_yaml(content, name, max_depth=limits.max_depth)
    if not source.ok:
        return Unreadable(
            name=name,
            text=source.text,
            problems=tuple(
                Problem(pointer="", detail=str(each), hint=each.hint) for each in source.diagnostics
            ),
            diagnostics=source.diagnostics,
        )
    wrapped = isinstance(source.data, dict) and WRAPPER in source.data
    try:
        return convert_snapshot(source.data[WRAPPER] if wrapped else source.data, limits)
    except SnapshotError as error:
        prefix = f"/{WRAPPER}" if wrapped else ""
        problems = tuple(_moved(problem, prefix) for problem in error.problems)
    return Unreadable(
        name=name,
        text=source.text,
        problems=problems,
        diagnostics=tuple(_placed(problem, name, source) for problem in problems),
    )


def _moved(problem: Problem, prefix: str) -> Problem:
    return msgspec.structs.replace(problem, pointer=prefix + problem.pointer) if prefix else problem


def _placed(
    problem: Problem, name: str, source: Source | None, broken: Span | None = None
) -> Diagnostic:
    """The problem as a diagnostic, with the place its pointer leads to where that is known."""
    span = broken
    message = problem.detail
    if source is not None and source.ok:
        span = _span(source, problem)
    elif broken is None and problem.pointer:
        message = f"{problem.pointer}: {message}"
    return Diagnostic(
        code=CODE,
        severity=Severity.ERROR,
        path=name,
        message=message,
        span=span,
        hint=problem.hint,
    )


def _span(source: Source, problem: Problem) -> Span | None:
    """The place of a problem: the value, or its key where the key is wrong or the value is long."""
    path: tuple[str | int, ...] = ()
    here = source.data
    for part in problem.pointer.split("/")[1:]:
        key: str | int = part.replace("~1", "/").replace("~0", "~")
        if isinstance(here, list) and part.isdigit():
            key = int(part)
            here = here[key] if key < len(here) else None
        else:
            here = here.get(key) if isinstance(here, dict) else None
        path = (*path, key)
    if not path:
        return None
    about_key = isinstance(here, dict | list) or problem.detail.startswith(ABOUT_KEY)
    return source.key_place(path) if about_key else source.place(path)
