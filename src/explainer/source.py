"""YAML read once into plain data and the place of every value, with YAML 1.2 scalars."""

import codecs
from typing import Any

import msgspec

from explainer.diagnostics import Diagnostic, Severity, Span
from explainer.yaml_reader import Path, YamlReader

__all__ = ["CODES", "MAX_DEPTH", "Path", "Source", "read_yaml"]

CODES = {
    "Y001": "the text is not YAML",
    "Y002": "a key is there twice",
    "Y003": "a word or number that YAML 1.1 and 1.2 read differently",
    "Y004": "a number that is not finite, or too long",
    "Y005": "anchors and aliases are not read",
    "Y006": "tags are not read",
    "Y007": "merge keys are not read",
    "Y008": "a file holds one document",
    "Y009": "a key must be text",
    "Y010": "nested too deeply",
    "Y011": "a character that cannot be printed",
    "Y012": "the text is not UTF-8",
}
"""What each code means, in one line."""

BREAKING = frozenset({"Y001", "Y008", "Y010", "Y011", "Y012"})
"""Codes of what keeps a reader from going on: what follows is not in the data."""
MAX_DEPTH = 32
_NO_PLACE = Span(line=1, column=1, end_column=2)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A YAML text as plain data (dict, list, str, int, float, bool, None), with its places.

    `data` is whatever could be read; use it only when `diagnostics` holds no error.
    """

    path: str
    text: str
    data: Any
    places: dict[Path, Span]
    key_places: dict[Path, Span]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def complete(self) -> bool:
        """Whether the text was read to its end; what is wrong with single values is reported."""
        return all(found.code not in BREAKING for found in self.diagnostics)

    @property
    def ok(self) -> bool:
        """Whether the data may be used: warnings at most."""
        return all(found.severity is not Severity.ERROR for found in self.diagnostics)

    def place(self, path: Path) -> Span:
        """Where the value at this path stands; for one that is not there, what should hold it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, _NO_PLACE)

    def key_place(self, path: Path) -> Span:
        """Where the key of the value at this path stands; the value's place if it has no key."""
        return self.key_places.get(path) or self.place(path)


def read_yaml(text: str | bytes, path: str, *, max_depth: int = MAX_DEPTH) -> Source:
    """The text as data with places; every problem is in `diagnostics`, none is raised."""
    problems: list[Diagnostic] = []
    if isinstance(text, bytes):
        text = _decoded(text, path, problems)
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    reader = YamlReader(text, path, max_depth, problems)
    if not problems:
        reader.refuse_unprintable()
    if not problems:
        reader.read()
    return Source(
        path=path,
        text=text,
        data=reader.data,
        places=reader.places,
        key_places=reader.key_places,
        diagnostics=tuple(sorted(problems, key=_order)),
    )


def _decoded(body: bytes, path: str, problems: list[Diagnostic]) -> str:
    """The text of a file; what is not UTF-8 is reported and shown as a replacement character."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode(errors="replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        problems.append(
            Diagnostic(
                code="Y012",
                severity=Severity.ERROR,
                path=path,
                span=Span(line=line, column=column, end_column=column + 1),
                message=f"byte 0x{body[error.start]:02x} is not UTF-8",
                hint=_encoding_hint(body),
            )
        )
        return body.decode(errors="replace")


def _encoding_hint(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the file is UTF-16: save it as UTF-8"
    if b"\0" in body:
        return "this is no text: put the right file in its place"
    return "save the file as UTF-8"


def _order(found: Diagnostic) -> tuple[int, int]:
    return (0, 0) if found.span is None else (found.span.line, found.span.column)
