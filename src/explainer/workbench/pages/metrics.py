"""`metrics.md`: every metric that a snapshot may hold, and those that the rule pack adds."""

from __future__ import annotations

from explainer.metrics import GROUPS, MetricSpec
from explainer.pack.schema import RulePack
from explainer.pack.shapes import write_number
from explainer.workbench.pages.markdown import NOTICE, anchored, code, page, table, words

HEADS = ("metric", "what it is", "unit", "window", "sign", "plausible", "stale after")


def metrics_page(pack: RulePack) -> str:
    """The catalogue by group, then what the rule pack derives or adds."""
    parts = [
        "# Metrics",
        NOTICE,
        "Every reading a snapshot may hold. A metric's id is its path; `<SYM>` stands for an "
        "asset's symbol. An empty cell means that there is no such limit.",
    ]
    for group, fields in GROUPS.items():
        rows = [
            (anchored(s.id), s.description, s.unit, s.window, s.sign or "", _range(s), _age(s))
            for s in fields.values()
        ]
        parts += [f"## {group}", table(HEADS, rows)]
    derived = [
        (
            anchored(metric),
            words(rule.label),
            words(rule.unit),
            rule.op,
            " ".join(map(code, rule.of)),
        )
        for metric, rule in pack.metrics.derived.items()
    ]
    parts += ["## Derived by the rule pack", table(("metric", "what", "unit", "op", "of"), derived)]
    custom = [
        (anchored(f"custom.{name}"), words(rule.label), words(rule.unit), words(rule.window))
        for name, rule in pack.metrics.custom.items()
    ]
    if custom:
        parts += ["## Custom", table(("metric", "what it is", "unit", "window"), custom)]
    return page(parts)


def _range(spec: MetricSpec) -> str:
    if spec.choices:
        return ", ".join(spec.choices)
    if spec.low is None or spec.high is None:
        return ""
    return f"{write_number(spec.low)} to {write_number(spec.high)}"


def _age(spec: MetricSpec) -> str:
    return "" if spec.max_age_hours is None else f"{spec.max_age_hours:g} h"
