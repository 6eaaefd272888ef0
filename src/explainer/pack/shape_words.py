"""Shapes in words: what belongs somewhere, what stands there instead, and what to type."""

import re
from typing import Any

from msgspec import inspect

from explainer.diagnostics import shortened
from explainer.slips import suggest
from explainer.source import Path

ONE_FOR_A_LIST = "one_for_a_list"
"""Marks, in the `extra` of a list's type, that a file may write the one item that it holds."""
MOST_LISTED = 24
"""Choices or keys that a hint lists; more are no help."""
SHOWN_CHARACTERS = 40

_LOOKS_SUFFIXED = re.compile(r"[-+]?[0-9.,_ ]+ ?[A-Za-z]+")


def one_for_a_list(shape: inspect.Metadata) -> bool:
    """Whether the one item may stand for the list."""
    return isinstance(shape.type, inspect.VarTupleType) and ONE_FOR_A_LIST in (shape.extra or {})


def expected(shape: inspect.Type) -> str:
    """What belongs there, in words."""
    match shape:
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.LiteralType():
            return "one of " + _listed(tuple(str(choice) for choice in shape.values))
        case inspect.VarTupleType():
            return "a list"
        case inspect.DictType() | inspect.StructType():
            return "keys and values"
        case inspect.Metadata(type=inspect.VarTupleType(item_type=item)) if one_for_a_list(shape):
            return f"{expected(item)} or a list"
        case inspect.Metadata(type=marked):
            return expected(marked)
        case inspect.UnionType():
            given = [kind for kind in shape.types if not isinstance(kind, inspect.NoneType)]
            return " or ".join(expected(kind) for kind in given)
    return "text"


def got(value: Any) -> str:
    """What stands there instead, in words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {short(str(value))}"
        case str():
            return f"the text `{short(value)}`"
        case list():
            return "a list"
    return "keys and values"


def mend(value: Any, shape: inspect.Type, path: Path) -> str:
    """What to type instead."""
    name = next((step for step in reversed(path) if isinstance(step, str)), None)
    key = f"{name}: " if name is not None and name == path[-1] else ""
    match shape:
        case inspect.VarTupleType() if isinstance(value, dict):
            return "write `- ` before the entry, or put it into `[...]`"
        case inspect.VarTupleType():
            shown = "..." if value is None else short(str(value))
            return f"write `{name}: [{shown}]`"
        case inspect.StructType():
            needed = [field.encode_name for field in shape.fields if field.required]
            example = ", ".join(f"{field}: ..." for field in needed)
            return f"write `{key}{{{example}}}`" if needed else f"write keys below `{name}:`"
        case inspect.DictType() if isinstance(value, list):
            return "give each entry a name of its own, `name:` in place of `- `"
        case inspect.FloatType() if isinstance(value, str):
            if _LOOKS_SUFFIXED.fullmatch(value):
                return "a number may end in K, M, B or T, as in `-300M` or `1.5B`"
            return "write the number alone, without quotes or unit, as in `-4.5` or `-300M`"
        case inspect.StrType() if isinstance(value, bool | int | float):
            return f'put it in quotes: `{key}"{short(str(value).lower())}"`'
        case inspect.IntType():
            return f"write a number such as `{key}1`"
        case inspect.BoolType():
            return f"write `{key}true` or `{key}false`, without quotes"
    if value is None:
        return f"write {expected(shape)} after `{key.strip()}`"
    return f"replace it by {expected(shape)}"


def unknown_key(
    key: str, free: tuple[str, ...], known: tuple[str, ...], outer: tuple[str, ...]
) -> str:
    """What to do about a key: the likeliest that is still *free*, or further left, or all *known*.

    *outer* are the keys of the whole file.
    """
    if key in outer:
        return f"move `{key}` to the left: it is a key of the whole file"
    near = suggest(key, free)
    return f"did you mean `{near}`?" if near is not None else f"known keys are {_listed(known)}"


def nearest(word: str, known: tuple[str, ...], listing: str) -> str:
    """A hint that names the likeliest known word, else all of them."""
    near = suggest(word, known)
    if near is not None:
        return f"did you mean `{near}`?"
    return f"{listing} {_listed(known)}"


def _listed(words: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{word}`" for word in words[:MOST_LISTED])
    return shown if len(words) <= MOST_LISTED else f"{shown} and {len(words) - MOST_LISTED} more"


def short(text: str) -> str:
    """As much of somebody's text as a message repeats."""
    return shortened(text, SHOWN_CHARACTERS)
