"""A request to verify, taken apart: the text, the snapshot's own JSON, and the options."""

import msgspec

from explainer.errors import Problem, SnapshotError, SnapshotTooLarge
from explainer.intake.envelope import FAILURES, members
from explainer.limits import Limits

TEXT, SNAPSHOT, FOCUS, PREMISE = "text", "snapshot", "focus", "premise"
MISSING = "this field is missing"
NEEDED = {TEXT: MISSING, SNAPSHOT: MISSING}
OPTIONS = (FOCUS, PREMISE)
FALL = "fall"
MOST_NUMBERS = 5_000
"""A book on markets has fewer; each takes a fraction of a millisecond."""
MOST_COMPARISONS = 1_000_000
"""Numbers times readings of what the text names: a second or two of work."""
_HINT = 'send {"text": "...", "snapshot": {...}}, with "focus" and "premise" if they are needed'

EMPTY = Problem(
    pointer=f"/{TEXT}",
    detail="the text is empty",
    hint="send the sentences that are to be held against the snapshot",
)


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
    parts = members(body, limits.max_depth, NEEDED, OPTIONS, _HINT)
    problems: list[Problem] = []
    text = _text(parts, TEXT, problems)
    if text is not None and not text.strip():
        problems.append(EMPTY)
    focus = _text(parts, FOCUS, problems)
    premise = _text(parts, PREMISE, problems)
    if premise not in (None, FALL):
        problems.append(
            Problem(
                pointer="/premise",
                detail=f"unknown premise {premise[:80]!r}",
                hint=f"there is {FALL}",
            )
        )
    if problems or text is None:
        raise SnapshotError(problems)
    return Asked(
        text=text, snapshot=bytes(parts[SNAPSHOT]), focus=focus, premise=premise is not None
    )


def check_text(text: str, limits: Limits) -> None:
    """SnapshotError for a text that says nothing, SnapshotTooLarge for one longer than may be."""
    if not text.strip():
        raise SnapshotError([EMPTY])
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


def check_comparisons(numbers: int, readings: int) -> None:
    """SnapshotTooLarge for so many numbers on so many assets that comparing them takes too long."""
    if numbers * readings > MOST_COMPARISONS:
        detail = f"the text states {numbers:,} numbers that may stand for {readings:,} readings"
        hint = "send it in parts, each on fewer assets"
        raise SnapshotTooLarge([Problem(pointer=f"/{TEXT}", detail=detail, hint=hint)])


def _text(parts: dict[str, msgspec.Raw], key: str, problems: list[Problem]) -> str | None:
    """The text under a key; None if it is not there, or no text, which is then a problem."""
    if key not in parts:
        return None
    try:
        held = msgspec.json.decode(parts[key], type=str | None)
    except FAILURES:
        problems.append(Problem(pointer=f"/{key}", detail="expected text", hint=_HINT))
        return None
    if held is None and key in NEEDED:
        problems.append(Problem(pointer=f"/{key}", detail="expected text, got null", hint=_HINT))
    return held
