"""Every problem of a tree of plain data, found by walking it beside the types of the snapshot."""

import functools
import math
import re
from datetime import date, datetime
from typing import Any, Literal

import msgspec
from msgspec import inspect

from explainer.intake.findings import Findings, got, inside, printable, shortened
from explainer.intake.forms import form_problem
from explainer.intake.hints import (
    choice_hint,
    field_hint,
    name_hint,
    number_hint,
    time_hint,
)
from explainer.intake.plain import RepeatingObject
from explainer.limits import Limits
from explainer.snapshot import FIRST_YEAR, LAST_YEAR, Moment, Snapshot, snapshot_moment, to_utc


def find_problems(tree: object, limits: Limits) -> Findings:
    """Everything that keeps this tree from being a snapshot, with a pointer for each."""
    walk = _Walk(limits)
    walk.visit(tree, _snapshot_type(), "", None)
    return walk.findings


@functools.cache
def _snapshot_type() -> inspect.Type:
    """The type to walk beside; built on the first refusal, not at import."""
    return inspect.type_info(Snapshot)


class _Walk:
    """One walk; `visit` and what it calls add to `findings`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.findings = Findings()

    def visit(self, value: Any, kind: inspect.Type, pointer: str, form: str | None) -> None:
        """Check one value against its type; `form` says what a text must look like."""
        if isinstance(kind, inspect.Metadata):
            form = (kind.extra or {}).get("form", form)
            self.visit(value, kind.type, pointer, form)
        elif isinstance(kind, inspect.UnionType):
            if value is not None:
                inner = next(k for k in kind.types if not isinstance(k, inspect.NoneType))
                self.visit(value, inner, pointer, form)
        elif isinstance(kind, inspect.StructType):
            self.visit_struct(value, kind, pointer)
        elif isinstance(kind, inspect.DictType):
            self.visit_map(value, kind, pointer)
        elif isinstance(kind, inspect.VarTupleType):
            self.visit_array(value, kind, pointer, form)
        elif isinstance(kind, inspect.FloatType):
            self.visit_number(value, kind, pointer)
        elif isinstance(kind, inspect.StrType):
            self.visit_text(value, kind, pointer, form)
        else:
            self.visit_other(value, kind, pointer)

    def visit_struct(self, value: Any, kind: inspect.StructType, pointer: str) -> None:
        """Check an object with fixed fields."""
        if not self.is_object(value, pointer):
            return
        fields = {field.encode_name: field for field in kind.fields}
        prefix = pointer[1:].replace("/", ".")
        for name, held in value.items():
            field = fields.get(name)
            if field is not None:
                self.visit(held, field.type, inside(pointer, name), None)
                continue
            self.findings.add(
                inside(pointer, name),
                f"unknown field `{printable(shortened(name))}`",
                functools.partial(field_hint, name, held, tuple(fields), prefix),
            )
        for name, field in fields.items():
            if field.required and name not in value:
                hint = time_hint(None) if name in ("as_of", "date") else None
                self.findings.add(inside(pointer, name), f"`{name}` is required", hint)

    def visit_map(self, value: Any, kind: inspect.DictType, pointer: str) -> None:
        """Check an object with free keys."""
        if not self.is_object(value, pointer):
            return
        pattern = _pattern(kind.key_type)
        for key, held in value.items():
            if not re.search(pattern, key):
                detail = f"`{printable(shortened(key))}` cannot be a name here"
                hint = functools.partial(name_hint, key, pattern)
                self.findings.add(inside(pointer, key), detail, hint)
            self.visit(held, kind.value_type, inside(pointer, key), None)

    def visit_array(
        self, value: Any, kind: inspect.VarTupleType, pointer: str, form: str | None
    ) -> None:
        """Check an array."""
        if not isinstance(value, list):
            self.findings.add(pointer, f"expected an array, got {got(value)}")
            return
        for index, held in enumerate(value):
            self.visit(held, kind.item_type, inside(pointer, index), form)

    def visit_number(self, value: Any, kind: inspect.FloatType, pointer: str) -> None:
        """Check a number: finite, and not below its bound if it has one."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            hint = functools.partial(number_hint, value) if isinstance(value, str) else None
            self.findings.add(pointer, f"expected a number, got {got(value)}", hint)
        elif not _finite(value):
            self.findings.add(
                pointer,
                f"expected a finite number, got {got(value)}",
                "leave the field out where there is no reading",
            )
        elif kind.ge is not None and value < kind.ge:
            detail = f"expected a number of at least {kind.ge:g}, got {got(value)}"
            self.findings.add(pointer, detail)

    def visit_text(self, value: Any, kind: inspect.StrType, pointer: str, form: str | None) -> None:
        """Check a text: its characters, its pattern and its form."""
        if not isinstance(value, str):
            self.findings.add(pointer, f"expected text, got {got(value)}")
        elif printable(value) != value:
            self.findings.add(pointer, "half of a surrogate pair, which is no character")
        elif kind.pattern is not None and not re.search(kind.pattern, value):
            hint = functools.partial(name_hint, value, kind.pattern)
            self.findings.add(pointer, f"expected a symbol, got {got(value)}", hint)
        else:
            problem = form_problem(form, value, self.limits)
            if problem is not None:
                way_out = time_hint(value) if form == "when" else None
                self.findings.add(pointer, f"{problem}; got {got(value)}", way_out)

    def visit_other(self, value: Any, kind: inspect.Type, pointer: str) -> None:
        """Check a choice, a date, a time or a truth value, by converting it."""
        try:
            read = msgspec.convert(value, _python_type(kind))
            if isinstance(read, datetime):
                read = snapshot_moment(read) if pointer == "/as_of" else to_utc(read)
        except (msgspec.ValidationError, ValueError, OverflowError):
            pass
        else:
            return
        if isinstance(kind, inspect.LiteralType):
            detail = f"expected one of {', '.join(map(str, kind.values))}; got {got(value)}"
            self.findings.add(pointer, detail, choice_hint(value, map(str, kind.values)))
        elif isinstance(kind, inspect.DateTimeType):
            years = f", in the years {FIRST_YEAR} to {LAST_YEAR}," if pointer == "/as_of" else ""
            detail = f"expected an RFC 3339 time with an offset{years or ','} got {got(value)}"
            self.findings.add(pointer, detail, functools.partial(time_hint, value))
        elif isinstance(kind, inspect.DateType):
            hint = "send it like 2026-02-04, in quotes"
            self.findings.add(pointer, f"expected a date, got {got(value)}", hint)
        else:
            self.findings.add(pointer, f"expected true or false, got {got(value)}")

    def is_object(self, value: Any, pointer: str) -> bool:
        """Whether it is an object; reports what it is instead, and keys that came twice."""
        if not isinstance(value, dict):
            self.findings.add(pointer, f"expected an object, got {got(value)}")
            return False
        if isinstance(value, RepeatingObject):
            for key in value.repeated:
                detail = f"key `{printable(shortened(key))}` is there more than once"
                self.findings.add(inside(pointer, key), detail, "keep one of them")
        return True


def _pattern(kind: inspect.Type) -> str:
    """The pattern of a map's keys."""
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return (isinstance(kind, inspect.StrType) and kind.pattern) or ""


def _python_type(kind: inspect.Type) -> Any:
    """The type to convert to, for the kinds that `visit_other` meets."""
    if isinstance(kind, inspect.LiteralType):
        return Literal[tuple(kind.values)]
    if isinstance(kind, inspect.DateTimeType):
        return Moment
    return date if isinstance(kind, inspect.DateType) else bool


def _finite(value: float) -> bool:
    """Whether a float can hold the number."""
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
