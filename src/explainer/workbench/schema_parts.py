"""What a rule file's schema says beyond the shapes of the structs: the forms of texts and ids.

Patterns are read by Python and by editors, so they hold nothing that only one of them knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from explainer.metric_spec import SYMBOL_SLOT, Kind
from explainer.metrics import CATALOGUE, LONGEST_SYMBOL
from explainer.pack.checks.derived import UNITS
from explainer.pack.checks.identity import ID
from explainer.pack.checks.measures import CALENDAR_KINDS, EVENT_KINDS, OVER_WORDS
from explainer.pack.own_metrics import MetricsFile
from explainer.pack.shapes import SUFFIXES
from explainer.pack.templates import FILTERS, SLOT_NAME

Schema = dict[str, Any]

SYMBOL = f"[A-Z0-9]{{1,{LONGEST_SYMBOL}}}"
ASSET = rf"(?:{SYMBOL}|\{{asset\}})"
_SUFFIX = "".join(SUFFIXES)
_DIGITS = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
_SLOT = rf"\{{{SLOT_NAME}(?:\|(?:{'|'.join(FILTERS)}))?\}}"
_WORDS = r"[^\[\]{}<>]"
_SAID = r"(?=[\s\S]*\S)"


def whole(pattern: str) -> Schema:
    """A text that is all of the pattern."""
    return {"pattern": f"^{pattern}$"}


NUMBER: Schema = {"type": ["number", "string"], "pattern": rf"^[-+]?{_DIGITS}[{_SUFFIX}]$"}
"""A number, which may be written `-300M`."""
POSITIVE: Schema = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "string", "pattern": rf"^\+?{_DIGITS}[{_SUFFIX}%]$"},
    ]
}
"""A distance: a number above 0, or a share such as `3%`."""
WINDOW: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": rf"^\+?{_DIGITS}[{_SUFFIX}]$",
}
"""A number of days, never below 0."""
STRENGTH: Schema = {"type": "number", "minimum": 0, "maximum": 1}
SOMETHING: Schema = {"pattern": r"\S"}
"""A text that is not empty."""
ONE_WORDING: Schema = whole(rf"{_SAID}[^<>]*")
CLAUSE: Schema = whole(rf"{_SAID}(?:{_WORDS}|{_SLOT}|\[{_WORDS}*{_SLOT}(?:{_WORDS}|{_SLOT})*\])*")
"""A sentence of evidence: slots with known filters, optional parts side by side."""
_CHOICES = r"(?:[^<>]|<[^<>|]*(?:\|[^<>|]*)+>)*"
CHOICES: Schema = whole(_CHOICES)
"""A text with choices between wordings, none inside another; it may be empty."""
VARIED: Schema = whole(_SAID + _CHOICES)
"""The same, and not empty."""
SYMBOLS: Schema = {"items": {"type": "string", **whole(SYMBOL)}}
DISTINCT_IDS: Schema = {"uniqueItems": True, "items": {"type": "string", **whole(ID)}}
OVER: Schema = {
    "anyOf": [
        {"type": "string", "enum": list(OVER_WORDS)},
        {"type": "string", **whole(SYMBOL)},
        {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", **whole(f"(?:{SYMBOL}|other)")},
        },
        {"type": "null"},
    ]
}
EVENT_KIND: Schema = {"minItems": 1, "items": {"enum": list(EVENT_KINDS)}}
CALENDAR_KIND: Schema = {"items": {"enum": list(CALENDAR_KINDS)}}
UNIT: Schema = {"enum": list(UNITS)}


METRIC: Schema = {"$ref": "#/$defs/metric"}
NUMBER_METRIC: Schema = {"$ref": "#/$defs/metric_of_numbers"}
WORD_METRIC: Schema = {"$ref": "#/$defs/metric_of_words"}
UNMEASURED_METRIC: Schema = {"$ref": "#/$defs/metric_without_strength"}


def metrics(own: MetricsFile) -> dict[str, Schema]:
    """What the references to metrics stand for.

    Those of the catalogue and *own* are listed, so that editors offer them. Of others, which a pack
    may derive or bring itself, the form alone is known.
    """
    offered = [metric.replace(SYMBOL_SLOT, "{asset}") for metric in CATALOGUE]
    return {
        "metric": {
            "anyOf": [
                {"enum": [*offered, *own.derived, *(f"custom.{name}" for name in own.custom)]},
                whole(pattern_of(CATALOGUE)),
                whole(rf"derived\.(?:{ASSET}\.)?{ID}"),
                whole(rf"custom\.{ID}"),
            ]
        },
        "metric_of_numbers": _of_kind("number"),
        "metric_of_words": _of_kind("choice", "boolean"),
        "metric_without_strength": _of_kind("date", "text"),
    }


def _of_kind(*kinds: Kind) -> Schema:
    return whole(pattern_of(metric for metric, spec in CATALOGUE.items() if spec.kind in kinds))


def pattern_of(metrics: Iterable[str], asset: str = ASSET) -> str:
    """The pattern of these metrics, with that of an *asset* in place of `<SYM>`."""
    written = (re.escape(metric).replace(re.escape(SYMBOL_SLOT), asset) for metric in metrics)
    return f"(?:{'|'.join(written)})"


def given(key: str) -> Schema:
    """The key is there and not left empty."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def absent(*keys: str) -> Schema:
    """None of the keys is there, unless left empty."""
    return {"properties": {key: {"enum": [None, [], {}]} for key in keys}}


def exactly_one(*keys: str) -> Schema:
    """One of the keys is given, and one alone."""
    return {"oneOf": [given(key) for key in keys]}


def either(*keys: str) -> Schema:
    """At least one of the keys is given."""
    return {"anyOf": [given(key) for key in keys]}


def when(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    """A rule that holds where a condition does."""
    rule = {"if": condition, "then": then}
    return rule if otherwise is None else {**rule, "else": otherwise}


def holds(key: str, form: Schema) -> Schema:
    """The key is there, as a text of this form."""
    return {"required": [key], "properties": {key: {"type": "string", **form}}}


def both(*parts: Mapping[str, Any]) -> Schema:
    """Every part holds."""
    return {"allOf": list(parts)}
