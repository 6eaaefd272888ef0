"""Any way of writing a snapshot, brought to plain data: dict, list, str, int, float, bool, None."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn

from explainer.errors import Problem, SnapshotError, SnapshotTooLarge
from explainer.intake.findings import inside, shortened

LONGEST_INTEGER = 400
"""Digits; a longer one is beyond the range of floats, and reading it takes long."""


class RepeatingObject(dict[str, Any]):
    """An object in which keys came more than once; the last value of each is the one held."""

    repeated: tuple[str, ...] = ()


def parse_json(body: bytes, max_depth: int) -> Any:
    """The data of a JSON text, with NaN, infinities and repeated keys kept for the check.

    SnapshotError with line and column for broken JSON; SnapshotTooLarge beyond `max_depth`.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"byte 0x{body[error.start]:02x} at offset {error.start}"
        _refuse(f"the body is not UTF-8: {at}", "send JSON in UTF-8, neither compressed nor UTF-16")
    if text.startswith("\ufeff"):
        _refuse("the body begins with a byte order mark", "send UTF-8 without it")
    if not text.strip():
        _refuse("the body is empty", 'send a snapshot, at least {"as_of": "2026-02-04T14:30:00Z"}')
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except json.JSONDecodeError as error:
        _refuse(f"broken JSON in line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        raise too_deep("", max_depth) from None
    if _deeper(tree, max_depth):
        raise too_deep("", max_depth)
    return tree


def repeats_keys(body: bytes) -> bool:
    """Whether any object of a well-formed JSON text holds a key more than once."""
    repeated = False

    def look(pairs: list[tuple[str, Any]]) -> None:
        nonlocal repeated
        repeated = repeated or len({key for key, _ in pairs}) != len(pairs)

    json.loads(body, object_pairs_hook=look)
    return repeated


def plain(data: object, max_depth: int, pointer: str = "", depth: int = 1) -> Any:
    """The same data in plain types; dates and times become RFC 3339 text, tuples arrays.

    What has no plain form is left for the check to refuse. SnapshotTooLarge beyond `max_depth`
    levels, which also ends data that contains itself.
    """
    if data is None or type(data) in (bool, int, float, str):
        return data
    if isinstance(data, Mapping):
        if depth > max_depth:
            raise too_deep(pointer, max_depth)
        held = RepeatingObject()
        held.repeated = getattr(data, "repeated", ())
        for key, value in data.items():
            if not isinstance(key, str):
                where = inside(pointer, shortened(repr(key)))
                raise SnapshotError([Problem(pointer=where, detail="a key must be text")])
            held[str(key)] = plain(value, max_depth, inside(pointer, key), depth + 1)
        return held
    if isinstance(data, list | tuple):
        if depth > max_depth:
            raise too_deep(pointer, max_depth)
        return [
            plain(value, max_depth, inside(pointer, index), depth + 1)
            for index, value in enumerate(data)
        ]
    if isinstance(data, date | datetime):
        return data.isoformat()
    for kind in (str, float, int):  # subclasses, such as another library's numbers
        if isinstance(data, kind):
            return kind(data)
    return data


def too_deep(pointer: str, max_depth: int) -> SnapshotTooLarge:
    """The refusal of data that is nested too deeply."""
    detail = f"nested deeper than {max_depth} levels"
    hint = "no snapshot needs more than four"
    return SnapshotTooLarge([Problem(pointer=pointer, detail=detail, hint=hint)])


def _deeper(tree: object, max_depth: int) -> bool:
    """Whether a parsed tree has more levels than that."""
    level: list[Any] = [tree]
    for _ in range(max_depth + 1):
        level = [part for part in level if isinstance(part, dict | list)]
        if not level:
            return False
        level = [
            held for part in level for held in (part.values() if isinstance(part, dict) else part)
        ]
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = RepeatingObject(pairs)
    if len(held) != len(pairs):
        seen: set[str] = set()
        held.repeated = tuple(
            dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        )
    return held


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float("inf")


def _refuse(detail: str, hint: str | None = None) -> NoReturn:
    raise SnapshotError([Problem(pointer="", detail=detail, hint=hint)])
