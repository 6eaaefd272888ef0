"""The problems found in one snapshot, up to as many as anybody would read."""

import json
import math
from collections.abc import Callable

from explainer.errors import Problem

MAX_PROBLEMS = 100
SHOWN_CHARS = 60
"""Characters of the sender's own words that a problem repeats."""

HUGE = 1e300
"""Larger numbers are not repeated; writing out a long integer takes long."""


class Findings:
    """Collects problems; past `MAX_PROBLEMS` it only counts them."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._kept)

    def add(
        self, pointer: str, detail: str, hint: str | Callable[[], str | None] | None = None
    ) -> None:
        """Keep one problem; a hint that takes work is a function, called only when kept."""
        if len(self._kept) >= MAX_PROBLEMS:
            self._more += 1
            return
        if callable(hint):
            hint = hint()
        self._kept.append(Problem(pointer=pointer, detail=detail, hint=hint))

    def problems(self) -> list[Problem]:
        """What was found, and in the last place how much more there is."""
        if not self._more:
            return list(self._kept)
        rest = Problem(pointer="", detail=f"and {self._more} more problems like these")
        return [*self._kept, rest]


def inside(pointer: str, key: str | int) -> str:
    """The JSON pointer of a member or element; a key of hostile length is shortened."""
    token = str(key)
    if len(token) > SHOWN_CHARS:
        token = shortened(token)
    return f"{pointer}/{printable(token).replace('~', '~0').replace('/', '~1')}"


def got(value: object) -> str:
    """What was sent, in a few words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "text " + json.dumps(printable(shortened(value)), ensure_ascii=False)
    if isinstance(value, float) and math.isnan(value):
        return "NaN"
    if isinstance(value, int | float):
        return shortened(str(value)) if abs(value) < HUGE else "one beyond the range of numbers"
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else f"a value of type {type(value).__name__}"


def shortened(text: str) -> str:
    """The text, cut where it is too long to repeat."""
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"


def printable(text: str) -> str:
    """The text with lone surrogates replaced, so that it can be encoded."""
    return text.encode("utf-8", "replace").decode("utf-8")
