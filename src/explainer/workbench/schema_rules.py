"""What the schemas of rule files say of single keys, and of keys beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.assessment import Op
from explainer.metrics import CATALOGUE
from explainer.pack.checks.derived import MANY, OPERANDS
from explainer.pack.checks.identity import CODE, DERIVED_ID, ID
from explainer.workbench.schema_parts import (
    CALENDAR_KIND,
    CLAUSE,
    DISTINCT_IDS,
    EVENT_KIND,
    METRIC,
    NUMBER_METRIC,
    ONE_WORDING,
    OVER,
    POSITIVE,
    STRENGTH,
    SYMBOL,
    SYMBOLS,
    UNIT,
    UNMEASURED_METRIC,
    VARIED,
    WINDOW,
    WORD_METRIC,
    Schema,
    absent,
    both,
    either,
    exactly_one,
    given,
    holds,
    pattern_of,
    when,
    whole,
)

ALL_ASSETS = r"\*"
SLOTTED: Schema = {"pattern": r"\{asset\}"}
NEVER_EMPTY: Schema = {"minItems": 1}
NAMED_BY_IDS: Schema = {"minProperties": 1, "propertyNames": whole(ID)}
TEXTS: Schema = {"type": ["string", "array"], "items": {"type": "string", **VARIED}, **VARIED}
"""One text or several that mean the same."""
NULLABLE_STRENGTH: Schema = {"anyOf": [STRENGTH, {"type": "null"}]}
SOME_STRENGTH: Schema = {
    "minItems": 2,
    "contains": {"properties": {"strength": {"exclusiveMinimum": 0}}},
}
"""A curve: two points or more, one of them with a strength above 0."""

Rules = Mapping[str, Mapping[str, Schema]]


def keys_of_structs() -> Rules:
    """What is said of single keys, by struct."""
    optional = {"anyOf": [METRIC, {"type": "null"}]}
    return {
        "Driver": {
            "id": whole(ID),
            "version": {"minimum": 1},
            "code": whole(CODE),
            **dict.fromkeys(("title", "noun", "headline"), ONE_WORDING),
            "evidence": NAMED_BY_IDS,
            "offsets": {"propertyNames": whole(ID)},
            "what_it_means": TEXTS | NEVER_EMPTY,
            "why_it_hurts": TEXTS | NEVER_EMPTY,
            "background": TEXTS,
            **dict.fromkeys(("references", "false_positives"), NEVER_EMPTY),
        },
        "EvidenceRule": {
            "metric": optional,
            "over": OVER,
            "bands": SOME_STRENGTH,
            "values": {"additionalProperties": STRENGTH},
            "strength": NULLABLE_STRENGTH,
            **dict.fromkeys(("say", "tail", "absent"), CLAUSE),
        },
        "OffsetRule": {
            "metric": optional,
            "over": {
                "anyOf": [{**OVER["anyOf"][0], "enum": ["focus", "other"]}, *OVER["anyOf"][1:]]
            },
            "say": CLAUSE,
        },
        "Band": {"strength": STRENGTH},
        "Condition": {"metric": METRIC},
        "EventCondition": {"kind": EVENT_KIND, "within_days": WINDOW},
        "CalendarCondition": {
            "kind": {**CALENDAR_KIND, "minItems": 1},
            "within_days": WINDOW,
            "since_days": WINDOW,
        },
        "RoleChange": {"strength_at_least": NULLABLE_STRENGTH},
        "OwnThreshold": {"strength": STRENGTH},
        "InShort": dict.fromkeys(("means", "hurts"), ONE_WORDING),
        "SignalRule": {
            "id": whole(ID),
            "version": {"minimum": 1},
            **dict.fromkeys(("title", "meaning"), ONE_WORDING),
            "near": POSITIVE,
            "flips": whole(rf"{ID}\.evidence\.{ID}"),
            "asset": whole(f"(?:{SYMBOL}|focus)"),
            "metric": optional,
            "trend": optional,
            "calendar": CALENDAR_KIND,
        },
        "PackFile": {
            "fires_at": STRENGTH,
            **dict.fromkeys(("drivers", "signals"), DISTINCT_IDS),
            **dict.fromkeys(("stablecoins", "wrapped"), SYMBOLS),
        },
        "MetricsFile": {
            "derived": {"propertyNames": whole(DERIVED_ID)},
            "custom": {"propertyNames": whole(ID)},
        },
        "DerivedRule": {
            "unit": UNIT,
            "of": {"items": {"anyOf": [METRIC, whole(pattern_of(CATALOGUE, ALL_ASSETS))]}},
            "focus": optional,
        },
        "CustomRule": {"unit": UNIT},
        "SeverityBand": {"at": {"minimum": 0}},
        "Lexicon": {"lower_bounds": {"items": {"type": "string"}}},
        "RuleCases": {"cases": NEVER_EMPTY},
        "RuleCase": {
            "strength": {
                "anyOf": [
                    {"type": "array", "minItems": 2, "maxItems": 2, "items": STRENGTH},
                    {"type": "null"},
                ]
            }
        },
    }


def beside_each_other() -> Mapping[str, Sequence[Schema]]:
    """What is said of keys that stand beside each other, by struct."""
    asset_and_over = when(holds("metric", SLOTTED), given("over"), absent("over"))
    return {
        "EvidenceRule": (
            exactly_one("metric", "event", "calendar"),
            asset_and_over,
            when(both(given("metric"), absent("over")), _saying_no_asset("say", "tail", "absent")),
            when(given("event"), both(given("strength"), absent("values"))),
            when(given("calendar"), both(given("strength"), absent("values", "bands"))),
            when(holds("metric", {"pattern": "."}), absent("strength")),
            when(
                holds("metric", NUMBER_METRIC),
                both(given("bands"), absent("values")),
            ),
            *_values_of_choices(),
            {"not": holds("metric", UNMEASURED_METRIC)},
            when(
                holds("over", {"const": "any"}),
                both(
                    {"properties": {"when": {"items": {"not": holds("metric", SLOTTED)}}}},
                    {"not": holds("metric", whole(r"derived\..*"))},
                ),
            ),
        ),
        "OffsetRule": (
            exactly_one("metric", "event"),
            asset_and_over,
            when(both(given("metric"), absent("over")), _saying_no_asset("say")),
            when(holds("metric", {"pattern": "."}), _tested()),
        ),
        "Condition": (_tested(),),
        "SignalRule": (
            when(
                given("flips"),
                absent("metric", "threshold", "beyond"),
                {
                    "anyOf": [
                        both(given("metric"), given("threshold"), given("beyond")),
                        both(
                            given("calendar"),
                            {"properties": {"calendar": {"minItems": 1}}},
                            absent("metric", "threshold", "beyond"),
                        ),
                    ]
                },
            ),
        ),
        "DerivedRule": (
            when(
                {"required": ["op"], "properties": {"op": {"const": "count"}}},
                exactly_one("above", "below"),
                absent("above", "below"),
            ),
            *(_operands(op, takes) for op, takes in OPERANDS.items()),
        ),
    }


def _operands(op: Op, takes: int | None) -> Schema:
    """As many operands as the operation takes."""
    number: Schema = {"minItems": takes or 0, "maxItems": takes or 0}
    if takes == MANY:
        number = {"minItems": 1}
    needed: Schema = {"properties": {"of": number}}
    if takes is not None:
        needed["required"] = ["of"]
    return when({"required": ["op"], "properties": {"op": {"const": op}}}, needed)


def _saying_no_asset(*sentences: str) -> Schema:
    """Without `over`, nothing fills the slot `{asset}`."""
    return {"properties": {sentence: {"not": SLOTTED} for sentence in sentences}}


def _tested() -> Schema:
    """Numbers are above or below, choices and truths equal."""
    return both(
        either("above", "below", "equals"),
        when(holds("metric", NUMBER_METRIC), absent("equals")),
        when(
            holds("metric", WORD_METRIC),
            both(given("equals"), absent("above", "below")),
        ),
    )


def _values_of_choices() -> Sequence[Schema]:
    """For each choice and truth of the catalogue: no bands, and strengths for its values alone."""
    return [
        when(
            holds("metric", {"const": metric}),
            both(
                given("values"),
                absent("bands"),
                {
                    "properties": {
                        "values": {
                            "propertyNames": {"enum": list(spec.choices) or ["true", "false"]}
                        }
                    }
                },
            ),
        )
        for metric, spec in CATALOGUE.items()
        if spec.kind in ("choice", "boolean")
    ]
