"""JSON Schemas (draft 2020-12) of every kind of rule file, made from the structs.

Editors complete and check rule files with them while these are written. What a schema cannot see,
such as whether an id has its file, is left to `explainer rules lint`. `explainer rules schema`
writes them; `docs/rule-format.md` says how an editor finds them.
"""

from __future__ import annotations

import functools
import inspect
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from explainer.narrative.lexicon import Lexicon
from explainer.pack.case_file import RuleCases
from explainer.pack.draft import SWITCHED_OFF_KEYS
from explainer.pack.headlines import HeadlineWords
from explainer.pack.own_metrics import MetricsFile
from explainer.pack.schema import Driver, MovesFile, PackFile, SignalRule
from explainer.pack.style import StyleSheet
from explainer.source import read_yaml
from explainer.verification.words import Words
from explainer.workbench.schema_parts import CHOICES, NUMBER, SOMETHING, Schema, metrics, when
from explainer.workbench.schema_rules import beside_each_other, keys_of_structs

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = ".schema.json"
SCHEMAS = "schemas"
"""The folder that holds them."""
_REF = "#/$defs/{name}"


class FileKind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of rule file: its struct, and the paths in a rules folder that hold it.

    Of one that an overlay *adds to*, a file may hold a part. One that *switches off* may hold an
    id and `enabled: false` alone. *text* is what holds of every text that has no form of its own.
    """

    struct: type[msgspec.Struct]
    paths: str
    adds_to: bool = False
    switches_off: bool = False
    text: Schema = {}


KINDS: Mapping[str, FileKind] = {
    "driver": FileKind(struct=Driver, paths="drivers/<id>.yaml", switches_off=True, text=SOMETHING),
    "cases": FileKind(struct=RuleCases, paths="drivers/<id>.cases.yaml"),
    "signal": FileKind(
        struct=SignalRule, paths="signals/<id>.yaml", switches_off=True, text=SOMETHING
    ),
    "pack": FileKind(struct=PackFile, paths="pack.yaml", adds_to=True),
    "metrics": FileKind(struct=MetricsFile, paths="metrics.yaml", adds_to=True),
    "moves": FileKind(struct=MovesFile, paths="moves.yaml", adds_to=True),
    "lexicon": FileKind(
        struct=Lexicon, paths="lexicon/<language>.yaml", adds_to=True, text=CHOICES
    ),
    "style": FileKind(struct=StyleSheet, paths="style/<language>.yaml", adds_to=True),
    "verification": FileKind(struct=Words, paths="verification/<language>.yaml"),
    "headlines": FileKind(struct=HeadlineWords, paths="headlines/<language>.yaml"),
}
"""The kinds by the name of their schema."""


def schema_files(own: MetricsFile) -> dict[str, str]:
    """The schemas by file name (`driver.schema.json`); *own* are the metrics that editors offer."""
    return {name + SCHEMA: _text(schema_of(name, own)) for name in KINDS}


def schema_of(name: str, own: MetricsFile) -> Schema:
    """The schema of one kind."""
    kind = KINDS[name]
    (top,), parts = msgspec.json.schema_components((kind.struct,), ref_template=_REF)
    builder = _Builder(kind.text)
    defs = {part: builder.struct(part, schema) for part, schema in parts.items()}
    root = defs.pop(_named(top))
    if kind.adds_to:
        root.pop("required", None)
        for part in root["properties"].values():
            if "$ref" in part:
                defs[_named(part)].pop("required", None)
    if kind.switches_off:
        whole: Schema = {key: root.pop(key) for key in ("required", "allOf") if key in root}
        off = {"required": ["enabled"], "properties": {"enabled": {"const": False}}}
        alone = {**off, "maxProperties": len(SWITCHED_OFF_KEYS)}
        root |= when(alone, {"required": sorted(SWITCHED_OFF_KEYS)}, whole)
    defs |= _needed(metrics(own), root, defs)
    head = {
        "$schema": DIALECT,
        "$id": f"urn:explainer:schema:{name}",
        "title": kind.paths,
    }
    return {**head, **{key: value for key, value in root.items() if key != "title"}, "$defs": defs}


class _Builder:
    """Turns what msgspec says of a struct into what a rule file may hold."""

    def __init__(self, text: Schema) -> None:
        self.text = text
        self.keys = keys_of_structs()
        self.beside = beside_each_other()

    def struct(self, name: str, schema: Schema) -> Schema:
        """One struct: its keys with their meanings, and what is said of them together."""
        said = dict(schema)
        said.pop("title", None)
        if "description" in said:
            said["description"] = _prose(said["description"])
        said["properties"] = {
            key: self._key(name, key, held) for key, held in schema["properties"].items()
        }
        if name in self.beside:
            said["allOf"] = list(self.beside[name])
        return said

    def _key(self, struct: str, key: str, schema: Schema) -> Schema:
        own = self.keys.get(struct, {}).get(key, {})
        said = {} if "anyOf" in own or "$ref" in own else self._form(schema)
        said |= own
        if said.get("default") in (None, [], {}):
            said.pop("default", None)
        meaning = meanings().get(struct, {}).get(key)
        return {"description": meaning, **said} if meaning else said

    def _form(self, schema: Schema) -> Schema:
        """The same form as a rule file has it: numbers with suffixes, no empty texts."""
        said = {key: self._inner(key, value) for key, value in schema.items()}
        if said.get("type") == "number":
            return said | NUMBER
        if said.get("type") == "string":
            return self.text | said
        return said

    def _inner(self, key: str, value: Any) -> Any:
        if key in ("items", "additionalProperties") and isinstance(value, dict):
            return self._form(value)
        if key in ("anyOf", "prefixItems"):
            return [self._form(one) for one in value]
        return value


@functools.cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """What each key of a rule file means, by struct: `keys.yaml`, also held against the docs."""
    path = Path(__file__).with_name("keys.yaml")
    held: Mapping[str, Mapping[str, str]] = read_yaml(path.read_bytes(), path.name).data
    return held


def _needed(shared: Mapping[str, Schema], *users: Schema) -> dict[str, Schema]:
    """Those of the shared parts that are referred to."""
    text = json.dumps(users)
    return {name: part for name, part in shared.items() if f'"{_REF.format(name=name)}"' in text}


def _named(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _prose(docstring: str) -> str:
    """A docstring as a paragraph, with code marks in place of stars."""
    told = " ".join(inspect.cleandoc(docstring).split())
    return re.sub(r"\*(\w+)\*", r"`\1`", told)


def _text(schema: Schema) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
