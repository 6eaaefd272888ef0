"""Whether plain data has the shape of a struct: every key, type and choice that is wrong, at once.

The shapes are read off the structs of `schema.py`, so nothing about the format is written twice.
Numbers with a suffix (`-300M`) become numbers here.
"""

import functools
import math
import re
from typing import Any

import msgspec
from msgspec import inspect

from explainer.pack.shape_words import (
    expected,
    got,
    mend,
    nearest,
    one_for_a_list,
    short,
    unknown_key,
)
from explainer.slips import suggest
from explainer.source import Path

SUFFIXES = {"K": 3, "M": 6, "B": 9, "T": 12}
"""Powers of ten that a number in a rule file may end with."""

_SUFFIXED = re.compile(r"([-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))([KMBT])")


class Misfit(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which data does not fit; *at_key* says that the key is meant, not its value."""

    code: str
    path: Path
    message: str
    hint: str
    at_key: bool = False


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """The data with its numbers read, and everything that does not fit."""

    data: Any
    misfits: tuple[Misfit, ...]


def fit(data: Any, kind: type[msgspec.Struct], path: Path = ()) -> Fitted:
    """Hold *data*, which stands at *path*, against the struct *kind*."""
    shape = shape_of(kind)
    outer = () if path or not isinstance(shape, inspect.StructType) else shape.fields
    fitter = _Fitter(tuple(field.encode_name for field in outer))
    return Fitted(data=fitter.fit(data, shape, path), misfits=tuple(fitter.misfits))


@functools.cache
def shape_of(kind: type[msgspec.Struct]) -> inspect.Type:
    """The struct as msgspec describes it."""
    return inspect.type_info(kind)


def read_number(text: str) -> float | None:
    """The number that `-300M` stands for; None if the text is not a number with a suffix."""
    match = _SUFFIXED.fullmatch(text)
    number = float(f"{match[1]}e{SUFFIXES[match[2]]}") if match else math.inf
    return number if math.isfinite(number) else None


def write_number(number: float) -> str:
    """The number as a rule file has it: `-300M`."""
    for suffix, power in reversed(SUFFIXES.items()):
        if abs(number) >= 10**power and power > SUFFIXES["K"]:
            return f"{number / 10**power:g}{suffix}"
    return f"{number:g}"


class _Fitter:
    """Walks data and shape together; *outer* are the keys of a file as a whole."""

    def __init__(self, outer: tuple[str, ...]) -> None:
        self.outer = outer
        self.misfits: list[Misfit] = []

    def fit(self, value: Any, shape: inspect.Type, path: Path) -> Any:
        if isinstance(shape, inspect.UnionType):
            return self._union(value, shape, path)
        if isinstance(shape, inspect.Metadata):
            return self._marked(value, shape, path)
        if not _admits(shape, value):
            self._wrong_type(value, (shape,), path)
            return value
        if isinstance(shape, inspect.FloatType):
            return _number(value)
        if isinstance(shape, inspect.LiteralType):
            self._choice(value, shape, path)
        elif isinstance(shape, inspect.VarTupleType):
            items = enumerate(value)
            return [self.fit(item, shape.item_type, (*path, at)) for at, item in items]
        elif isinstance(shape, inspect.DictType):
            items = value.items()
            return {key: self.fit(item, shape.value_type, (*path, key)) for key, item in items}
        elif isinstance(shape, inspect.StructType):
            return self._struct(value, shape, path)
        return value

    def _marked(self, value: Any, shape: inspect.Metadata, path: Path) -> Any:
        """What a marked type holds; of a list, the one item may stand for it."""
        held = shape.type
        if not one_for_a_list(shape) or isinstance(value, list):
            return self.fit(value, held, path)
        if isinstance(held, inspect.VarTupleType) and not _admits(held.item_type, value):
            self._wrong_type(value, (held.item_type, held), path)
        return [value]

    def _union(self, value: Any, shape: inspect.UnionType, path: Path) -> Any:
        given = [kind for kind in shape.types if not isinstance(kind, inspect.NoneType)]
        if value is None and len(given) < len(shape.types):
            return None
        for kind in sorted(given, key=lambda kind: not isinstance(kind, inspect.FloatType)):
            if _admits(kind, value):
                return self.fit(value, kind, path)
        self._wrong_type(value, tuple(given), path)
        return value

    def _struct(self, value: dict[str, Any], shape: inspect.StructType, path: Path) -> Any:
        fields = {field.encode_name: field for field in shape.fields}
        fitted: dict[str, Any] = {}
        meant: set[str | None] = set()
        for key, item in value.items():
            if key in fields:
                fitted[key] = self.fit(item, fields[key].type, (*path, key))
            else:
                free = tuple(name for name in fields if name not in value)
                hint = unknown_key(key, free, tuple(fields), outer=self.outer if path else ())
                meant.add(suggest(key, free))
                self._misfit("R010", (*path, key), f"unknown key `{short(key)}`", hint, at_key=True)
        for name, field in fields.items():
            if field.required and name not in value and name not in meant:
                hint = f"add `{name}:` with {expected(field.type)}"
                self._misfit("R011", path, f"the key `{name}` is missing", hint, at_key=True)
        return fitted

    def _choice(self, value: str, shape: inspect.LiteralType, path: Path) -> None:
        known = tuple(str(choice) for choice in shape.values)
        if value not in known:
            hint = nearest(value, known, "choices are")
            self._misfit("R013", path, f"unknown choice `{short(value)}`", hint)

    def _wrong_type(self, value: Any, shapes: tuple[inspect.Type, ...], path: Path) -> None:
        wanted = " or ".join(expected(shape) for shape in shapes)
        hint = mend(value, shapes[0], path)
        if len(path) > 1 and path[-1] in self.outer:
            hint = f"move `{path[-1]}` to the left: it is a key of the whole file"
        self._misfit("R012", path, f"expected {wanted}, got {got(value)}", hint)

    def _misfit(
        self, code: str, path: Path, message: str, hint: str, *, at_key: bool = False
    ) -> None:
        self.misfits.append(Misfit(code=code, path=path, message=message, hint=hint, at_key=at_key))


def _admits(shape: inspect.Type, value: Any) -> bool:
    """Whether the value is of the shape's kind, whatever it holds."""
    match shape:
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return _number(value) is not None
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(value, str)
        case inspect.VarTupleType():
            return isinstance(value, list)
        case inspect.DictType() | inspect.StructType():
            return isinstance(value, dict)
    return True


def _number(value: Any) -> float | None:
    """The number that a value of a rule file is, if it is one."""
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return None
