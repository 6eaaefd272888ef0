"""The words of headlines, `headlines/<language>.yaml`: read when they are first needed.

They lie beside the rule pack and not in it: they change no answer to a snapshot that was sent, only
which headlines become events of a live one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from explainer.diagnostics import Diagnostic
from explainer.errors import PackError
from explainer.pack.draft import RuleFile
from explainer.pack.shapes import fit
from explainer.resources import rules_dir
from explainer.slips import way_out
from explainer.snapshot import EventKind, Impact
from explainer.source import Source, read_yaml

HEADLINES = "headlines/en.yaml"
AMOUNT = "amount"
"""Stands in an order of lists for an amount of dollars."""


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the file; refuses keys it does not know."""


class PassedOver(_Words, frozen=True):
    """Headlines that tell of no event, whatever else they say.

    They begin with a phrase of *begins*, hold one of *words*, or a character of *marks*.
    """

    reason: str
    begins: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class HeadlineRule(_Words, frozen=True):
    """How an event of a kind is told: a word of each list, *in_order*.

    At most *lead* words come before, *apart* between two of them, and no word of *unless* anywhere;
    what comes before is a subject of another sentence sooner than an adjective of this one. Where
    an amount of dollars is in the order it is the event's size, and at least *least_usd*.
    """

    kind: EventKind
    in_order: tuple[str, ...]
    reason: str
    lead: int = 1
    apart: int = 3
    unless: tuple[str, ...] = ()
    least_usd: float = 0.0
    impact: Impact | None = None


class HeadlineWords(_Words, frozen=True):
    """All of one language: lists of words by name, and the names of coins by symbol."""

    language: str
    passed_over: tuple[PassedOver, ...]
    words: Mapping[str, tuple[str, ...]]
    kinds: tuple[HeadlineRule, ...]
    assets: Mapping[str, tuple[str, ...]]


def headline_words() -> HeadlineWords:
    """What the built-in file holds; PackError with every problem if it cannot be used."""
    path = rules_dir() / HEADLINES
    return read_headline_words(read_yaml(path.read_bytes(), HEADLINES))


def read_headline_words(source: Source) -> HeadlineWords:
    """The words of a file; PackError with every problem if it cannot be used."""
    problems = [] if source.ok else list(source.diagnostics)
    if not problems:
        file = RuleFile(relative=HEADLINES, layers=(source,), data=source.data)
        fitted = fit(source.data, HeadlineWords)
        problems = [
            file.problem(flaw.code, flaw.path, flaw.message, flaw.hint, at_key=flaw.at_key)
            for flaw in fitted.misfits
        ]
        if not problems:
            words = msgspec.convert(fitted.data, HeadlineWords)
            problems = list(_unknown_lists(words, file))
            if not problems:
                return words
    raise PackError(problems, {HEADLINES: source.text})


def _unknown_lists(words: HeadlineWords, file: RuleFile) -> Iterator[Diagnostic]:
    for number, rule in enumerate(words.kinds):
        for place, name in enumerate(rule.in_order):
            if name != AMOUNT and name not in words.words:
                yield file.problem(
                    "R118",
                    ("kinds", number, "in_order", place),
                    f"there is no list of words `{name}`",
                    way_out(name, words.words),
                )
