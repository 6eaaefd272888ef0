"""The scorecard as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from explainer.workbench.history_table import draw_history
from explainer.workbench.percents import between
from explainer.workbench.scorecard_words import DIFFERENCES
from explainer.workbench.scores import DriverScore, Scorecard

COLUMNS = ("driver", "visible", "found", "recall", "named", "not named", "prec.", "led", "agreed")
WIDTHS = (22, 7, 5, 6, 5, 9, 6, 4, 6)
INDENT = " " * 4
LINE = 100
"""Characters of a line at most, but for words that are longer."""


def draw(scorecard: Scorecard) -> str:
    """The scorecard for a person: shares, drivers, every disagreement, known gaps, the history.

    There is no line break at the end.
    """
    lines = [*_summary(scorecard), "", *_rows(scorecard), *_differences(scorecard)]
    lines += _gaps(scorecard)
    if scorecard.history is not None:
        lines += ["", draw_history(scorecard.history)]
    return "\n".join(lines)


def _summary(card: Scorecard) -> Iterator[str]:
    pack = card.rule_pack
    told = f" ({pack.hash[:12]})" if pack.hash else ""
    yield f"rule pack {pack.name} {pack.version}{told}"
    yield f"{card.cases} cases, {card.falls} of them falls"
    for name, part, sure, counted in (
        (
            "recall",
            card.recall,
            card.recall_interval,
            f"{card.found} of {card.observable} named and visible drivers",
        ),
        (
            "precision",
            card.precision,
            card.precision_interval,
            f"{card.confirmed} of {card.offered} drivers offered",
        ),
        (
            "lead",
            card.lead,
            card.lead_interval,
            f"{card.lead_agreed} of {card.lead_cases} falls with a main cause",
        ),
        (
            "direction",
            card.direction,
            card.direction_interval,
            f"{card.direction_agreed} of {card.direction_cases} falls and rises",
        ),
    ):
        told = f" (95%: {between(sure)})" if sure else ""
        yield f"  {name:<10}{_share(part, 3):>5}  {counted}{told}"
    yield f"  {'silent':<10}{card.silent:>5}  falls with a visible cause and no answer"
    yield f"  {'denied':<10}{card.denied:>5}  drivers offered though the source ruled them out"
    if card.unreadable:
        yield ""
        yield f"NOT COUNTED: {len(card.unreadable)} case files that cannot be read"
        for case in card.unreadable:
            yield from (f"  {problem}" for problem in case.problems)


def _rows(card: Scorecard) -> Iterator[str]:
    yield _aligned(COLUMNS)
    yield _aligned(tuple("-" * width for width in WIDTHS))
    for driver in card.drivers:
        yield _aligned(_cells(driver))


def _cells(driver: DriverScore) -> tuple[str, ...]:
    return (
        driver.id,
        str(driver.observable),
        str(driver.found),
        _share(driver.recall),
        str(driver.confirmed),
        str(driver.unnamed),
        _share(driver.precision),
        str(driver.led),
        str(driver.led_agreed),
    )


def _wrapped(reason: str) -> str:
    return fill(
        reason,
        LINE,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _share(part: float | None, decimals: int = 2) -> str:
    return "" if part is None else f"{part:.{decimals}f}"


def _aligned(cells: tuple[str, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    line = " ".join([f"{first[0]:<{first[1]}}", *(f"{text:>{width}}" for text, width in others)])
    return line.rstrip()


def _differences(card: Scorecard) -> Iterator[str]:
    for kind, (heading, _) in DIFFERENCES.items():
        found = [one for one in card.disagreements if one.kind == kind]
        if not found:
            continue
        yield ""
        yield f"{heading}: {len(found)}"
        for one in found:
            yield f"  {one.case}" + (f": {one.driver}" if one.driver else "")
            yield _wrapped(one.reason)


def _gaps(card: Scorecard) -> Iterator[str]:
    if not card.known_gaps:
        return
    yield ""
    yield f"Known gaps: {len(card.known_gaps)}"
    for gap in card.known_gaps:
        yield f"  {gap.driver}: {gap.case}"
        yield _wrapped(gap.reason)
