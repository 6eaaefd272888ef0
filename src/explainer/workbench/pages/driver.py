"""`drivers/<id>.md`: one driver on one page, the same headings in the same order on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.pack.alternatives import wordings
from explainer.pack.schema import Driver, OffsetRule, RoleChange
from explainer.workbench.pages.cases import cases_part
from explainer.workbench.pages.evidence import evidence_parts
from explainer.workbench.pages.markdown import (
    NOTHING,
    NOTICE,
    anchor,
    bullets,
    code,
    link,
    listed,
    page,
    prose,
    table,
    words,
)
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.readings import Metrics, bounds_told, happening_told, stands_for
from explainer.workbench.pages.score import score_part


def driver_page(driver: Driver, material: Material) -> str:
    """Everything that the files say of a driver; nothing is left out where it is empty."""
    meaning = f"{wordings(driver.what_it_means)[0]} {wordings(driver.why_it_hurts)[0]}"
    return page(
        [
            f"# {words(driver.title)}",
            NOTICE,
            prose(meaning),
            table(("", ""), _facts(driver, material)),
            "## Evidence",
            *evidence_parts(driver, material),
            "## What argues the other way",
            _offsets(driver, material),
            "## Leads to and follows from",
            _chain(driver, material),
            "## To watch",
            _signals(driver, material),
            "## Cases",
            cases_part(material.cases.get(driver.id)),
            "## Score",
            score_part(driver.id, material),
            "## Known false positives",
            bullets(map(prose, driver.false_positives)),
            "## References",
            bullets(map(prose, driver.references)),
        ]
    )


def _facts(driver: Driver, material: Material) -> Iterator[tuple[str, str]]:
    yield "id", code(driver.id)
    yield "code", code(driver.code)
    yield "version", str(driver.version)
    yield "status", driver.status
    yield "role", driver.role
    for change in driver.role_when:
        yield f"{change.role} instead", f"where {_circumstances(change)}: {words(change.reason)}"
    yield "owner", words(driver.owner)
    why = "" if driver.fires_at is None else f": {words(driver.fires_at.reason)}"
    yield "fires at", f"strength {material.fires_at(driver):g}{why}"


def _circumstances(change: RoleChange) -> str:
    """When a driver takes another role, in words."""
    told = []
    if change.scope:
        told.append(f"the move is {listed(map(code, change.scope), 'or')}")
    if change.fired:
        told.append(f"{listed(map(code, change.fired))} fired")
    if change.not_fired:
        told.append(f"none of {listed(map(code, change.not_fired))} fired")
    if change.strength_at_least is not None:
        told.append(f"the strength is {change.strength_at_least:g} or more")
    return listed(told)


def _offsets(driver: Driver, material: Material) -> str:
    metrics = Metrics(own=material.pack.metrics)
    rows = [
        (code(name), _argues(rule, metrics), code(rule.say), words(rule.reason or ""))
        for name, rule in driver.offsets.items()
    ]
    return table(("offset", "holds where", "may say", "why"), rows) if rows else NOTHING


def _argues(rule: OffsetRule, metrics: Metrics) -> str:
    """When an offset holds, in words."""
    if rule.event is not None:
        return f"there are {happening_told(rule.event)}"
    if rule.metric is None:
        return ""
    bounds = bounds_told(rule.above, rule.below, rule.equals, metrics.find(rule.metric).unit)
    over = "" if rule.over is None else f"; `{{asset}}` is {stands_for(rule.over)}"
    return f"{metrics.linked(rule.metric)} {bounds}{over}"


def _chain(driver: Driver, material: Material) -> str:
    """What often follows, and what it often follows itself."""
    drivers = {one.id: one for one in material.pack.drivers}
    after = [drivers[name] for name in driver.leads_to]
    before = [one for one in drivers.values() if driver.id in one.leads_to]
    return bullets(
        [f"Leads to: {_linked(after, material)}", f"Follows from: {_linked(before, material)}"]
    )


def _linked(drivers: Sequence[Driver], material: Material) -> str:
    shown = [
        link(words(one.title), f"{one.id}.md") if material.has_page(one.id) else words(one.title)
        for one in drivers
    ]
    return "; ".join(shown) if shown else "nothing that the rules name"


def _signals(driver: Driver, material: Material) -> str:
    signals = {signal.id: signal for signal in material.pack.signals}
    return bullets(
        f"{link(words(signals[name].title), f'../signals.md#{anchor(name)}')}: "
        f"{words(signals[name].meaning)}"
        for name in driver.watch
    )
