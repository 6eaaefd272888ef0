"""What differs between two texts, word by word, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from explainer.diagnostics import visible

AROUND = 4
"""Words that stay on each side of a change; longer stretches that are the same are left out."""
LEFT_OUT = "…"
BREAK = "¶"
"""Stands for a line break, which may be all that differs."""


def marked(before: str, after: str) -> str:
    """Both texts in one line: `[-removed-]`, `{+added+}`, what is the same shortened."""
    old, new = _words(before), _words(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    last = len(steps) - 1
    pieces: list[str] = []
    for place, (step, start, end, first, stop) in enumerate(steps):
        if step == "equal":
            pieces += _shortened(old[start:end], opens=place == 0, closes=place == last)
        else:
            pieces += _mark("[-", old[start:end], "-]")
            pieces += _mark("{+", new[first:stop], "+}")
    return " ".join(pieces)


def _words(text: str) -> list[str]:
    return visible(text.replace("\n", f" {BREAK} ")).split()


def _mark(opening: str, words: list[str], closing: str) -> Iterator[str]:
    if words:
        yield opening + " ".join(words) + closing


def _shortened(words: list[str], *, opens: bool, closes: bool) -> list[str]:
    """Words that both texts have, without those that are far from any change."""
    before = 0 if opens else AROUND
    after = 0 if closes else AROUND
    if len(words) <= before + after + 1:
        return words
    return [*words[:before], LEFT_OUT, *words[len(words) - after :]]
