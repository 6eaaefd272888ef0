"""`signals.md`: what is watched, where it flips, and what that would tell."""

from __future__ import annotations

from explainer.pack.schema import SignalRule
from explainer.pack.shapes import write_number
from explainer.workbench.pages.markdown import NOTICE, anchored, code, link, page, table, words
from explainer.workbench.pages.material import Material

HEADS = ("signal", "title", "threshold", "what crossing it would tell", "dates")


def signals_page(material: Material) -> str:
    """Every signal of the pack, one a row."""
    rows = [
        (
            anchored(signal.id),
            words(signal.title),
            _threshold(signal, material),
            words(signal.meaning),
            words(", ".join(signal.calendar)),
        )
        for signal in material.pack.signals
    ]
    return page(["# Signals", NOTICE, table(HEADS, rows)])


def _threshold(signal: SignalRule, material: Material) -> str:
    if signal.flips is not None:
        driver, _, evidence = signal.flips.partition(".evidence.")
        flips = code(signal.flips)
        if material.has_page(driver):
            flips = link(flips, f"drivers/{driver}.md#{evidence}")
        return f"where {flips} flips"
    if signal.metric is None:
        return "dates alone"
    level = signal.threshold
    shown = write_number(level) if isinstance(level, float | int) else code(str(level))
    return f"{code(signal.metric)} {signal.beyond} {shown}"
