"""`drivers.md`: all drivers at a glance, each with its page."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.pack.schema import Driver
from explainer.workbench.pages.evidence import alone
from explainer.workbench.pages.markdown import NOTICE, code, link, page, table, words
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.readings import Metrics
from explainer.workbench.pages.score import in_short

HEADS = ("driver", "id", "role", "fires on", "code", "score")
MOST_SHOWN = 4
"""Readings that a cell names."""


def index_page(material: Material) -> str:
    """Every driver that has a page, in the order that decides ties."""
    rows = [
        (
            link(words(driver.title), f"drivers/{driver.id}.md"),
            code(driver.id),
            driver.role,
            _fires_on(driver, material),
            code(driver.code),
            in_short(driver.id, material) or "not measured",
        )
        for driver in material.drivers
    ]
    return page(
        [
            "# Drivers",
            NOTICE,
            "Named causes of a fall, in the order that decides ties. Strength is a level of "
            "evidence from 0 to 1, never a share of the move; a driver fires at "
            f"{material.pack.fires_at:g} unless its page says otherwise. Within a family the "
            "strongest evidence counts; strengths of families combine as 1 - (1 - a)(1 - b)... "
            "`{asset}` stands for the assets that a driver looks at.",
            table(HEADS, rows),
        ]
    )


def _fires_on(driver: Driver, material: Material) -> str:
    """What can make the driver fire alone, the first few of it."""
    told = list(dict.fromkeys(_enough(driver, material)))
    more = len(told) - MOST_SHOWN
    shown = [*told[:MOST_SHOWN], *([f"and {more} more"] if more > 0 else [])]
    return "; ".join(shown) or "no evidence alone"


def _enough(driver: Driver, material: Material) -> Iterator[str]:
    metrics = Metrics(own=material.pack.metrics)
    for rule in driver.evidence.values():
        if alone(rule, material.fires_at(driver)) == "never":
            continue
        if rule.metric is not None:
            yield words(metrics.find(rule.metric).label)
        happening = rule.event or rule.calendar
        if happening is not None:
            kind = "events" if rule.event is not None else "dates"
            yield f"{kind}: {words(', '.join(happening.kind))}"
