"""A JSON text that holds snapshots beside other things, taken apart before any of them is read."""

import math
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import msgspec

from explainer.errors import Problem, SnapshotError
from explainer.intake.findings import Findings, inside, printable
from explainer.intake.plain import RepeatingObject, parse_json
from explainer.slips import suggest

FAILURES = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_BLANKS = b" \t\r\n"


def inside_member(error: SnapshotError, key: str) -> SnapshotError:
    """The error about a member, with pointers that lead through the object that holds it."""
    return type(error)(
        [
            msgspec.structs.replace(problem, pointer=f"/{key}{problem.pointer}")
            for problem in error.problems
        ]
    )


def members(
    body: bytes, max_depth: int, needed: Mapping[str, str], others: Iterable[str], hint: str
) -> dict[str, msgspec.Raw]:
    """The members of an object by key, each of them JSON that nobody has read yet.

    *needed* maps keys that have to be there to what is said of one that is not; *others* may be
    there. *max_depth* is that of one member. SnapshotError with every problem, SnapshotTooLarge for
    one that lies deeper; *hint* shows what to send.
    """
    known = (*needed, *others)
    parts = _parts(body)
    if parts is None or not set(needed) <= parts.keys() <= set(known) or not _is_bare(body, parts):
        found = _problems(parse_json(body, max_depth + 1), needed, known, hint)
        if found:
            raise SnapshotError(found.problems())
        parts = _parts(body)
    if parts is None:  # not known to happen: what Python reads and msgspec does not is found above
        raise SnapshotError([Problem(pointer="", detail="expected an object", hint=hint)])
    return parts


def _parts(body: bytes) -> dict[str, msgspec.Raw] | None:
    try:
        return msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except FAILURES:
        return None


def _is_bare(body: bytes, parts: dict[str, msgspec.Raw]) -> bool:
    """Whether the text holds these members and nothing else, such as a key twice; a quick look.

    False may be wrong, true is not: what is left once they are cut out is as long as their keys.
    """
    for value in sorted(parts.values(), key=len, reverse=True):
        body = body.replace(bytes(value), b"", 1)
    return len(body.translate(None, _BLANKS)) == 1 + sum(len(key) + len('"":,') for key in parts)


def _problems(tree: object, needed: Mapping[str, str], known: Iterable[str], hint: str) -> Findings:
    """All that is wrong with a parsed text; what each member holds is for others to say."""
    found = Findings()
    if not isinstance(tree, dict):
        found.add("", "expected an object", hint)
        return found
    for key, detail in needed.items():
        if key not in tree:
            found.add(f"/{key}", detail, hint)
    for key in tree:
        if key not in known:
            found.add(inside("", key), "unknown field", partial(_way_out, key, known, hint))
    if isinstance(tree, RepeatingObject):
        for key in tree.repeated:
            found.add(inside("", key), "this key is there twice", "keep one")
    if not found:
        _find_no_json(tree, "", found)
    return found


def _way_out(key: str, known: Iterable[str], hint: str) -> str:
    near = suggest(key, list(known))
    return f"did you mean {near}?" if near else hint


def _find_no_json(held: Any, pointer: str, found: Findings) -> None:
    """Add what Python reads although it is no JSON: NaN, infinities, halves of characters."""
    if isinstance(held, dict):
        for key, value in held.items():
            if printable(key) != key:
                found.add(inside(pointer, key), "half of a surrogate pair, which is no character")
            _find_no_json(value, inside(pointer, key), found)
    elif isinstance(held, list):
        for index, value in enumerate(held):
            _find_no_json(value, inside(pointer, index), found)
    elif isinstance(held, str):
        if printable(held) != held:
            found.add(pointer, "half of a surrogate pair, which is no character")
    elif isinstance(held, float) and not math.isfinite(held):
        found.add(
            pointer, "expected a finite number", "leave the field out where there is no reading"
        )
