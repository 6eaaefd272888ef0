"""Where the grammar of YAML broke, in words for people: the place of the slip, and its mend.

The parser stops where it can go no further, which is often a line or a page after the slip.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

CLOSING = {"[": "]", "{": "}"}
ANYTHING = "check the indentation, the quotes and the brackets here and in the line above"

_KEY_ALONE = re.compile(r"\s*(?:- +)*[\w.]+")
_GLUED = re.compile(r"\s*(?:- +)*([\w.]+):(?=[^\s/])")
_BRACKET_THEN_TEXT = re.compile(r"\s*(?:- +)*[\w.]+:\s+([\[{])[^\]}]*[\]}]\s*[^\s,#\]}]")
_QUOTED_THEN_TEXT = re.compile(r"""\s*(?:- +)*[\w.]+:\s+(["'])[^"']*\1\s*[^\s,#\]}]""")


class Slip(NamedTuple):
    """What is wrong, counting line and column from 1, and what to do about it."""

    line: int
    column: int
    message: str
    hint: str


def slip_of(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Slip:
    """The slip behind a break of the grammar, where it can be told; else the place of the break."""
    problem = str(error.problem or error.context or "not YAML")
    begun, broke = error.context_mark, error.problem_mark or error.context_mark
    place = (1, 1) if broke is None else (broke.line + 1, broke.column + 1)
    start = place if begun is None else (begun.line + 1, begun.column + 1)
    at = _line(lines, place)
    context = str(error.context or "")
    if "\t" in at[: place[1] + 1]:
        return Slip(*place, problem, "indent with spaces, never with tabs")
    if "quoted scalar" in context:
        hint = "add the missing quote at the end of the text"
        return Slip(*start, "the quote is never closed", hint)
    if "flow" in context and start[0] < place[0]:
        bracket = _line(lines, start)[start[1] - 1 : start[1]]
        hint = f"add the missing `{CLOSING.get(bracket, bracket)}`"
        return Slip(*start, f"`{bracket}` is never closed", hint)
    if "simple key" in context:
        return _without_colon(_line(lines, start), start)
    return Slip(*place, problem, _hint(problem, at, place[1]))


def _without_colon(line: str, start: tuple[int, int]) -> Slip:
    glued = _GLUED.match(line)
    if glued is not None:
        hint = f"write a blank after the `:`, as in `{glued[1]}: ...`"
        return Slip(start[0], glued.end(), "no blank after the `:`", hint)
    hint = "write `key: value`; a text that runs over several lines needs quotes"
    return Slip(*start, "a line without `:`", hint)


def _hint(problem: str, line: str, column: int) -> str:
    """What to do about a break in this line, before this column."""
    if "mapping values are not allowed" in problem:
        if _KEY_ALONE.fullmatch(line[: column - 1]):
            return "indent this line as the one above; if it belongs below it, end that one in `:`"
        return "put text that holds `: ` in quotes"
    bracketed, quoted = _BRACKET_THEN_TEXT.match(line), _QUOTED_THEN_TEXT.match(line)
    if bracketed is not None:
        return f"put the text in quotes, since it begins with `{bracketed[1]}`"
    if quoted is not None:
        return "put the whole text inside the quotes"
    if "cannot start any token" in problem:
        return f"put text that begins with `{line[column - 1 : column]}` in quotes"
    if "'-'" in problem:
        return "put `- ` before each item of the list, all in one column"
    if "'," in problem:
        return "put a comma between the items, and close the bracket"
    return ANYTHING


def _line(lines: Sequence[str], place: tuple[int, int]) -> str:
    return lines[place[0] - 1] if place[0] <= len(lines) else ""
