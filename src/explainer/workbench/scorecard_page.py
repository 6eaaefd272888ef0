"""The scorecard as a public page in Markdown, for readers who know no rule."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.render.to_markdown import escaped
from explainer.workbench.history_page import history_parts
from explainer.workbench.pages.markdown import page, table
from explainer.workbench.percents import between, percent
from explainer.workbench.scorecard_words import (
    DIFFERENCES,
    INTRODUCTION,
    LIMITS,
    NOTICE,
    READING,
    REPRODUCING,
)
from explainer.workbench.scores import Disagreement, DriverScore, Scorecard

FEW_CASES = 5
"""Fewer falls in which a driver could be seen than this are too few to judge it by."""

DRIVER_HEADS = (
    "driver",
    "visible",
    "found",
    "recall",
    "95% interval",
    "offered",
    "named",
    "precision",
    "95% interval",
    "put first",
    "agreed",
)


def draw_page(card: Scorecard) -> str:
    """The page, ending in a line break. It holds no date of its own and no hash of rules."""
    return page(_parts(card))


def _parts(card: Scorecard) -> Iterator[str]:
    pack = card.rule_pack
    yield "# Scorecard"
    yield NOTICE
    yield INTRODUCTION + escaped(f" Rule pack: {pack.name} {pack.version}.")
    yield "## Agreement with published sources"
    yield f"{card.cases:,} cases, {card.falls:,} of them falls."
    yield _overall(card)
    yield (
        f"Falls with a visible cause on which no driver fired: {card.silent}. "
        f"Drivers offered though the source had ruled them out: {card.denied}."
    )
    if card.unreadable:
        names = ", ".join(escaped(case.id) for case in card.unreadable)
        yield f"Not counted, because the file cannot be read: {names}."
    yield "### What is measured"
    yield READING
    yield "### Driver by driver"
    yield _drivers(card)
    yield "## Where rules and sources differ"
    yield from _differences(card)
    yield "## Known gaps"
    yield from _gaps(card)
    if card.history is not None:
        yield from history_parts(card.history)
    yield "## What these numbers do not show"
    yield LIMITS
    yield "## How to reproduce it"
    yield REPRODUCING


def _overall(card: Scorecard) -> str:
    rows = (
        (
            "recall",
            card.recall,
            card.recall_interval,
            f"{card.found:,} of {card.observable:,} named causes that the figures can show",
        ),
        (
            "precision",
            card.precision,
            card.precision_interval,
            f"{card.confirmed:,} of {card.offered:,} causes offered",
        ),
        (
            "lead",
            card.lead,
            card.lead_interval,
            f"{card.lead_agreed:,} of {card.lead_cases:,} falls with a main cause",
        ),
        (
            "direction",
            card.direction,
            card.direction_interval,
            f"{card.direction_agreed:,} of {card.direction_cases:,} falls and rises",
        ),
    )
    return table(
        ("measure", "share", "95% interval", "counted"),
        (
            (
                name,
                _fine(share),
                "" if sure is None else f"{_fine(sure[0])} to {_fine(sure[1])}",
                of,
            )
            for name, share, sure, of in rows
        ),
    )


def _drivers(card: Scorecard) -> str:
    return table(DRIVER_HEADS, map(_driver, card.drivers), figures=True)


def _driver(one: DriverScore) -> tuple[str, ...]:
    return (
        escaped(one.title),
        str(one.observable),
        str(one.found),
        percent(one.recall),
        between(one.recall_interval),
        str(one.confirmed + one.unnamed),
        str(one.confirmed),
        percent(one.precision),
        between(one.precision_interval),
        str(one.led),
        str(one.led_agreed),
    )


def _differences(card: Scorecard) -> Iterator[str]:
    if not card.disagreements:
        yield "Nowhere."
    titles = {driver.id: driver.title for driver in card.drivers}
    for kind, (heading, meaning) in DIFFERENCES.items():
        found = [one for one in card.disagreements if one.kind == kind]
        if not found:
            continue
        yield f"### {heading}: {len(found)}"
        yield meaning
        if found[0].driver is None:
            yield table(("case", "why"), ((escaped(one.case), escaped(one.told)) for one in found))
            continue
        rows = [
            (escaped(titles.get(driver, driver)), escaped(one.case), escaped(one.told))
            for driver, one in _by_driver(found)
        ]
        yield table(("driver", "case", "why"), rows)


def _by_driver(found: list[Disagreement]) -> list[tuple[str, Disagreement]]:
    """Disagreements with their drivers, those of the most frequent driver first."""
    named = [(one.driver, one) for one in found if one.driver is not None]
    times = [driver for driver, _ in named]
    first = {driver: times.index(driver) for driver in times}
    return sorted(named, key=lambda pair: (-times.count(pair[0]), first[pair[0]]))


def _gaps(card: Scorecard) -> Iterator[str]:
    titles = {driver.id: driver.title for driver in card.drivers}
    if card.known_gaps:
        yield "Cases that the rules are known not to meet, with the reasons of their authors:"
        yield table(
            ("driver", "case", "why"),
            (
                (
                    escaped(titles.get(one.driver, one.driver)),
                    escaped(one.case),
                    escaped(one.reason),
                )
                for one in card.known_gaps
            ),
        )
    else:
        yield "No case of the rules is marked as one that they do not meet."
    few = [one for one in card.drivers if one.observable < FEW_CASES]
    if few:
        told = "; ".join(f"{escaped(one.title)} ({one.observable})" for one in few)
        yield (
            f"Drivers that fewer than {FEW_CASES} cases name with figures that can show them, "
            f"so that their shares say little: {told}."
        )


def _fine(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
