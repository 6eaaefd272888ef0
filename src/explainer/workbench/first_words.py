"""The words of a first draft: the templates of its files, and the sentences that fill them.

They lie in `templates/`, so that a better draft needs no Python.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from string import Template

import msgspec

from explainer.metric_spec import MetricSpec
from explainer.source import read_yaml

TEMPLATES = Path(__file__).with_name("templates")


class OfNumber(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a reading did: one that is never negative, one that may be, and one in dollars."""

    past: str
    past_signed: str
    past_below_zero: str
    what_it_means: str


class OfWord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a choice or a truth."""

    past: str
    what_it_means: str


class OfEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of an event."""

    subject: str
    say: str
    what_it_means: str


class FirstWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`templates/words.yaml`. *meanings* say what a term is, by metric or kind of event."""

    number: OfNumber
    choice: OfWord
    boolean: OfWord
    event: OfEvent
    headline: str
    reference: str
    false_positive: str
    meanings: Mapping[str, str]

    def past(self, spec: MetricSpec) -> str:
        """What a reading of the metric did, as the end of a sentence."""
        if spec.kind == "boolean":
            return self.boolean.past
        if spec.kind == "choice":
            return self.choice.past
        if spec.low is not None and spec.low >= 0:
            return self.number.past
        return self.number.past_below_zero if spec.unit == "usd" else self.number.past_signed

    def what_it_means(self, spec: MetricSpec) -> str:
        """The sentence about a driver that reads the metric."""
        if spec.kind == "number":
            return self.number.what_it_means
        return (self.boolean if spec.kind == "boolean" else self.choice).what_it_means

    def with_meaning(self, words: str, term: str) -> str:
        """The words with what the term means behind them: "the VIX, a gauge of ..."."""
        meaning = self.meanings.get(term)
        return f"{words}, {meaning}" if meaning else words


@functools.cache
def first_words() -> FirstWords:
    """The sentences of first drafts."""
    path = TEMPLATES / "words.yaml"
    return msgspec.convert(read_yaml(path.read_bytes(), path.name).data, FirstWords)


def filled(template: str, slots: Mapping[str, str]) -> str:
    """A template file with its slots filled; KeyError for a slot that nothing fills."""
    return put((TEMPLATES / template).read_text(encoding="utf-8"), slots)


def put(text: str, slots: Mapping[str, str]) -> str:
    """The text with its `$slots` filled; KeyError for a slot that nothing fills."""
    return Template(text).substitute(slots)


def named_in_full(label: str) -> str:
    """A label as the subject of a sentence: "the VIX", but "bitcoin's share of the market"."""
    return label if label.split()[0].endswith("'s") else f"the {label}"


def quoted(text: str) -> str:
    """The text in quotation marks, as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)
