"""A pair of snapshots in one JSON text, taken apart before either is read."""

import msgspec

from explainer.errors import Problem, SnapshotError
from explainer.intake.plain import RepeatingObject, parse_json
from explainer.limits import Limits
from explainer.slips import suggest

SIDES = ("before", "after")
_HINT = 'send {"before": {...}, "after": {...}}, each a snapshot'
_BARE = frozenset((b'{"before":,"after":}', b'{"after":,"before":}'))
"""What is left of a pair without white space when both snapshots are taken out of it."""
_BLANKS = b" \t\r\n"


def split(body: bytes, limits: Limits) -> tuple[bytes, bytes]:
    """The JSON of the earlier snapshot and that of the later one.

    Raises SnapshotError for what is no pair: other JSON, or a key missing, unknown or repeated.
    """
    parts = _parts(body)
    if parts is None or set(parts) != set(SIDES) or not _is_bare(body, parts):
        _refuse(parse_json(body, limits.max_depth + 1))
        parts = _parts(body)
    if parts is None:
        raise SnapshotError([Problem(pointer="", detail="not a pair of snapshots", hint=_HINT)])
    before, after = (bytes(parts[side]) for side in SIDES)
    return before, after


def _parts(body: bytes) -> dict[str, msgspec.Raw] | None:
    try:
        return msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _is_bare(body: bytes, parts: dict[str, msgspec.Raw]) -> bool:
    """Whether the text holds the pair and nothing else, such as a key twice; a quick look."""
    for side in sorted(SIDES, key=lambda side: len(parts[side]), reverse=True):
        body = body.replace(bytes(parts[side]), b"", 1)
    return body.translate(None, _BLANKS) in _BARE


def _refuse(tree: object) -> None:
    """SnapshotError with all that keeps a parsed text from being a pair."""
    if not isinstance(tree, dict):
        raise SnapshotError([Problem(pointer="", detail="expected an object", hint=_HINT)])
    problems = [
        Problem(pointer=f"/{side}", detail="this snapshot is missing", hint=_HINT)
        for side in SIDES
        if side not in tree
    ]
    for key in tree:
        if key not in SIDES:
            near = suggest(key, SIDES)
            hint = f"did you mean {near}?" if near else _HINT
            problems.append(Problem(pointer=_pointer(key), detail="unknown field", hint=hint))
    if isinstance(tree, RepeatingObject):
        problems += [
            Problem(pointer=_pointer(key), detail="this key is there twice", hint="keep one")
            for key in tree.repeated
        ]
    if problems:
        raise SnapshotError(problems)


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")
