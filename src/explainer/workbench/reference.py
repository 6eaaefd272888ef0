"""Reference pages written from the files themselves: every metric, every driver, every signal.

`make golden` writes them into `docs/`; a test fails when they no longer say what is true.
"""

from __future__ import annotations

from explainer.metrics import GROUPS, MetricSpec
from explainer.pack.alternatives import wordings
from explainer.pack.schema import Driver, EvidenceRule, RulePack, SignalRule
from explainer.pack.shapes import write_number
from explainer.workbench.figures import window
from explainer.workbench.markdown import bulleted, page, table

METRIC_HEADS = ("metric", "what it is", "unit", "window", "sign", "plausible", "stale after")
NOTICE = "<!-- Written from the source by `make golden`; edit that, not this page. -->"


def metrics_page(pack: RulePack) -> str:
    """`docs/metrics.md`: the catalogue by group, then what the rule pack derives or adds."""
    parts = [
        "# Metrics",
        NOTICE,
        "Every reading a snapshot may hold. A metric's id is its path; `<SYM>` stands for an "
        "asset's symbol. An empty cell means that there is no such limit.",
    ]
    for group, fields in GROUPS.items():
        rows = [
            (f"`{s.id}`", s.description, s.unit, s.window, s.sign or "", _range(s), _age(s))
            for s in fields.values()
        ]
        parts += [f"## {group}", table(METRIC_HEADS, rows)]
    derived = [
        (f"`{metric}`", rule.label, rule.unit, rule.op, " ".join(f"`{of}`" for of in rule.of))
        for metric, rule in pack.metrics.derived.items()
    ]
    parts += [
        "## Derived by the rule pack",
        table(("metric", "what", "unit", "op", "of"), derived),
    ]
    custom = [
        (f"`custom.{name}`", rule.label, rule.unit, rule.window)
        for name, rule in pack.metrics.custom.items()
    ]
    if custom:
        parts += ["## Custom", table(("metric", "what it is", "unit", "window"), custom)]
    return page(parts)


def drivers_page(pack: RulePack) -> str:
    """`docs/drivers.md`: every driver with its evidence, thresholds and their reasons."""
    parts = [
        "# Drivers",
        NOTICE,
        "Every named cause of a fall, in the order that decides ties. Strength is a level of "
        "evidence from 0 to 1, never a share of the move; a driver fires at "
        f"{pack.fires_at:g} unless it says otherwise. "
        "Within a family the strongest evidence counts.",
    ]
    for driver in pack.drivers:
        parts += _driver(driver)
    return page(parts)


def signals_page(pack: RulePack) -> str:
    """`docs/signals.md`: what is watched, where it flips, and what that would tell."""
    rows = [
        (f"`{s.id}`", s.title, _threshold(s), s.meaning, ", ".join(s.calendar))
        for s in pack.signals
    ]
    heads = ("signal", "title", "threshold", "what crossing it would tell", "dates")
    return page(["# Signals", NOTICE, table(heads, rows)])


def _driver(driver: Driver) -> list[str]:
    rows = [
        (name, _reads(rule), rule.family, _strengths(rule), rule.reason or "")
        for name, rule in driver.evidence.items()
    ]
    roles = [driver.role, *(f"{change.role}, where {change.reason}" for change in driver.role_when)]
    return [
        f"## {driver.id}",
        f"{driver.title}: code `{driver.code}`, version {driver.version}, {driver.status}, kept by "
        f"the {driver.owner}. Role: {'; '.join(roles)}.",
        f"{wordings(driver.what_it_means)[0]} {wordings(driver.why_it_hurts)[0]}",
        table(("evidence", "reads", "family", "strength at", "why there"), rows),
        bulleted("References", driver.references),
        bulleted("Known false positives", driver.false_positives),
    ]


def _reads(rule: EvidenceRule) -> str:
    if rule.event is not None:
        return f"events: {', '.join(rule.event.kind)}, {window(rule.event)}"
    if rule.calendar is not None:
        return f"calendar: {', '.join(rule.calendar.kind)}, {window(rule.calendar)}"
    over = rule.over if isinstance(rule.over, str) else ", ".join(rule.over or ())
    guards = [f"`{c.metric}` {_bounds(c.above, c.below, c.equals)}" for c in rule.when]
    read = f"`{rule.metric}`" + (f" over {over}" if over else "")
    return read + (f", only when {' and '.join(guards)}" if guards else "")


def _bounds(above: float | None, below: float | None, equals: str | bool | None) -> str:
    tests = [
        f"is at least {write_number(above)}" if above is not None else "",
        f"is at most {write_number(below)}" if below is not None else "",
        f"is {equals}" if equals is not None else "",
    ]
    return " and ".join(test for test in tests if test)


def _strengths(rule: EvidenceRule) -> str:
    points = [f"{write_number(band.at)}: {band.strength:g}" for band in rule.bands]
    points += [f"{choice}: {strength:g}" for choice, strength in rule.values.items()]
    if rule.strength is not None:
        points.insert(0, f"{rule.strength:g}")
    return ", ".join(points) + (" (absent: rules it out)" if rule.decisive else "")


def _threshold(signal: SignalRule) -> str:
    if signal.flips is not None:
        return f"where `{signal.flips}` flips"
    if signal.metric is None:
        return "dates alone"
    level = f"`{signal.threshold}`"
    if isinstance(signal.threshold, float | int):
        level = write_number(signal.threshold)
    return f"`{signal.metric}` {signal.beyond} {level}"


def _range(spec: MetricSpec) -> str:
    if spec.choices:
        return ", ".join(spec.choices)
    if spec.low is None or spec.high is None:
        return ""
    return f"{write_number(spec.low)} to {write_number(spec.high)}"


def _age(spec: MetricSpec) -> str:
    return "" if spec.max_age_hours is None else f"{spec.max_age_hours:g} h"


PAGES = {
    "metrics.md": metrics_page,
    "drivers.md": drivers_page,
    "signals.md": signals_page,
}
"""The pages by the name of their file in `docs/`."""
