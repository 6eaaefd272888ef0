"""The evidence of a driver on its page: what each piece reads, its marks, its words."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.engine.curve import reading_at
from explainer.engine.tally import level_of
from explainer.pack.schema import Driver, EvidenceRule
from explainer.workbench.figures import figure
from explainer.workbench.pages.markdown import bullets, code, link, listed, table, words
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.pictures import points_of, told
from explainer.workbench.pages.readings import Metrics, happening_told, stands_for

HEADS = ("evidence", "reads", "family", "fires the driver alone")
ABOUT = (
    "Within a family only the strongest evidence counts; families combine as "
    "1 - (1 - a)(1 - b)... "
    "In the pictures the points stand at equal distances, and the driver fires at the dashed line."
)


def evidence_parts(driver: Driver, material: Material) -> Iterator[str]:
    """All evidence in one table, then each piece under its own heading."""
    metrics = Metrics(own=material.pack.metrics)
    fires_at = material.fires_at(driver)
    yield ABOUT
    yield table(
        HEADS,
        (
            (
                link(code(name), f"#{name}"),
                _read(rule, metrics),
                code(rule.family),
                alone(rule, fires_at),
            )
            for name, rule in driver.evidence.items()
        ),
    )
    for name, rule in driver.evidence.items():
        yield f"### {name}"
        yield f"![{words(told(rule))}]({picture_name(driver.id, name)})"
        yield _marks(rule)
        yield bullets(_said(rule, metrics))


def picture_name(driver: str, evidence: str) -> str:
    """The file of a picture, from the folder of the drivers' pages."""
    return f"bands/{driver}.{evidence}.svg"


def alone(rule: EvidenceRule, fires_at: float) -> str:
    """From where the evidence makes its driver fire without any other."""
    if rule.values:
        enough = [code(choice) for choice, strength in rule.values.items() if strength >= fires_at]
        return listed(enough, "or") if enough else "never"
    if rule.strength is not None and rule.strength >= fires_at:
        return "any such event" if rule.event is not None else "any such date"
    reached = reading_at(rule.bands, fires_at) if rule.bands else None
    if reached is None:
        return "never"
    size = "a size of " if rule.strength is not None else ""
    return f"from {size}{figure(reached[0])}"


def _read(rule: EvidenceRule, metrics: Metrics) -> str:
    """What the evidence reads, for a cell."""
    if rule.metric is not None:
        return metrics.linked(rule.metric)
    happening = rule.event or rule.calendar
    kind = "events: " if rule.event is not None else "dates: "
    return kind + ", ".join(map(code, happening.kind if happening is not None else ()))


def _marks(rule: EvidenceRule) -> str:
    """The bands as a table: reading, strength, level."""
    head = "reading"
    if rule.values:
        head = "choice"
    elif rule.strength is not None:
        head = "size in dollars" if rule.bands else "when"
    rows = [(words(point.label), point.strength) for point in points_of(rule)]
    if rule.strength is not None and rule.bands:
        rows.insert(0, ("any or unknown", rule.strength))
    return table(
        (head, "strength", "level"),
        (
            (label, f"{strength:g}", level_of(strength) if strength > 0 else "")
            for label, strength in rows
        ),
    )


def _said(rule: EvidenceRule, metrics: Metrics) -> Iterator[str]:
    """Everything else about a piece of evidence, a line each."""
    if rule.metric is not None:
        yield f"Reads {metrics.linked(rule.metric)}: {metrics.measured(rule.metric)}."
    happening = rule.event or rule.calendar
    if happening is not None:
        yield f"Looks for {happening_told(happening)}."
    if rule.over is not None:
        yield f"`{{asset}}` stands for {stands_for(rule.over)}."
    yield f"Family: {code(rule.family)}."
    if rule.when:
        guards = listed(metrics.tested(test) for test in rule.when)
        yield f"Counts only where {guards}."
    if rule.decisive:
        yield "Decisive: where this is known and absent, the driver is ruled out."
    yield f"May say: {code(rule.say)}"
    if rule.tail is not None:
        yield f"May add to another sentence: {code(rule.tail)}"
    if rule.absent is not None:
        yield f"May say where it rules the driver out: {code(rule.absent)}"
    if rule.reason is not None:
        yield f"Why these marks: {words(rule.reason.rstrip('.'))}."
