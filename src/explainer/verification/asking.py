"""A request to verify, taken apart: the text, the snapshot's own JSON, and the options."""

import msgspec

from explainer.errors import Problem, SnapshotError, SnapshotTooLarge
from explainer.intake.plain import RepeatingObject, parse_json
from explainer.limits import Limits
from explainer.slips import suggest

TEXT, SNAPSHOT, FOCUS, PREMISE = "text", "snapshot", "focus", "premise"
KEYS = (TEXT, SNAPSHOT, FOCUS, PREMISE)
NEEDED = (TEXT, SNAPSHOT)
FALL = "fall"
MOST_NUMBERS = 5_000
"""A book on markets has fewer; each takes a fraction of a millisecond."""
_HINT = 'send {"text": "...", "snapshot": {...}}, with "focus" and "premise" if they are needed'


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be verified; *snapshot* is JSON that nobody has read yet."""

    text: str
    snapshot: bytes
    focus: str | None
    premise: bool


def read_asked(body: bytes, limits: Limits) -> Asked:
    """The request in a JSON text.

    SnapshotError for what is none, with a pointer to each problem.
    """
    parts = _parts(body)
    if parts is None or any(body.count(f'"{key}"'.encode()) > 1 for key in KEYS):
        _refuse_repeated(parse_json(body, limits.max_depth + 1))
    if parts is None:
        raise SnapshotError([Problem(pointer="", detail="expected an object", hint=_HINT)])
    problems = [
        Problem(pointer=f"/{key}", detail="this field is missing", hint=_HINT)
        for key in NEEDED
        if key not in parts
    ]
    for key in parts:
        if key not in KEYS:
            near = suggest(key, KEYS)
            hint = f"did you mean {near}?" if near else _HINT
            problems.append(Problem(pointer=_pointer(key), detail="unknown field", hint=hint))
    text = _text(parts, TEXT, problems)
    focus = _text(parts, FOCUS, problems)
    premise = _text(parts, PREMISE, problems)
    if premise not in (None, FALL):
        problems.append(
            Problem(pointer="/premise", detail=f"unknown premise {premise[:80]!r}", hint=FALL)
        )
    if problems or text is None:
        raise SnapshotError(problems)
    return Asked(
        text=text, snapshot=bytes(parts[SNAPSHOT]), focus=focus, premise=premise is not None
    )


def check_length(text: str, limits: Limits) -> None:
    """SnapshotTooLarge for a text that is longer than may be."""
    if len(text) > limits.max_text_chars:
        most = f"{limits.max_text_chars:,}"
        detail = f"the text has {len(text):,} characters, more than {most}"
        raise SnapshotTooLarge(
            [Problem(pointer=f"/{TEXT}", detail=detail, hint="send it in parts")]
        )


def check_numbers(count: int) -> None:
    """SnapshotTooLarge for a text that states more numbers than any reader would read."""
    if count > MOST_NUMBERS:
        detail = f"the text states {count:,} numbers, more than {MOST_NUMBERS:,}"
        raise SnapshotTooLarge(
            [Problem(pointer=f"/{TEXT}", detail=detail, hint="send it in parts")]
        )


def _parts(body: bytes) -> dict[str, msgspec.Raw] | None:
    try:
        return msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _text(parts: dict[str, msgspec.Raw], key: str, problems: list[Problem]) -> str | None:
    """The text under a key; None if it is not there, or no text, which is then a problem."""
    if key not in parts:
        return None
    try:
        held = msgspec.json.decode(parts[key], type=str | None)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        problems.append(Problem(pointer=f"/{key}", detail="expected text", hint=_HINT))
        return None
    if held is None and key in NEEDED:
        problems.append(Problem(pointer=f"/{key}", detail="expected text, got null", hint=_HINT))
    return held


def _refuse_repeated(tree: object) -> None:
    """SnapshotError for a key that is there twice at the top."""
    if isinstance(tree, RepeatingObject) and tree.repeated:
        raise SnapshotError(
            [
                Problem(pointer=_pointer(key), detail="this key is there twice", hint="keep one")
                for key in tree.repeated
            ]
        )


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")


def moved(error: SnapshotError) -> SnapshotError:
    """The error with pointers that lead to the snapshot inside the request."""
    return type(error)(
        [
            msgspec.structs.replace(problem, pointer=f"/{SNAPSHOT}{problem.pointer}")
            for problem in error.problems
        ]
    )
