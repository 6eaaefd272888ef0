"""Which kind of event a headline tells of, by the words of `rules/headlines`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from explainer.pack.headlines import AMOUNT, HeadlineRule, HeadlineWords, headline_words
from explainer.providers.title_words import Amounts, Phrases, TitleWords
from explainer.snapshot import EventKind, Impact

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read off a headline: *size_usd* where it is told, *assets* by symbol."""

    kind: EventKind
    impact: Impact | None
    size_usd: float | None
    assets: tuple[str, ...]


def read_headline(title: str, year: int) -> Read | None:
    """The event that a headline published in *year* tells of; None where none is certain.

    It is one if patterns of exactly one kind fit, and nothing says that the headline looks back or
    ahead, asks, comments or reports on prices.
    """
    reader = _reader()
    words = TitleWords(title)
    if reader.passes_over(words, title, year):
        return None
    fitting = [rule for rule in reader.rules if rule.fits(words)]
    if len({rule.kind for rule in fitting}) != 1:
        return None
    sizes = {words.amounts[0] for rule in fitting if rule.sized}
    impacts = {rule.impact for rule in fitting}
    return Read(
        kind=fitting[0].kind,
        impact=impacts.pop() if len(impacts) == 1 else None,
        size_usd=sizes.pop() if sizes else None,
        assets=reader.assets(words),
    )


class _Rule:
    """A pattern of `rules/headlines`, ready to be held against headlines."""

    def __init__(self, rule: HeadlineRule, lists: Mapping[str, Phrases]) -> None:
        self.kind = rule.kind
        self.impact = rule.impact
        self.sized = AMOUNT in rule.in_order
        self._steps = [Amounts() if name == AMOUNT else lists[name] for name in rule.in_order]
        self._lead = rule.lead
        self._apart = rule.apart
        self._unless = Phrases(rule.unless)
        self._least = rule.least_usd

    def fits(self, words: TitleWords) -> bool:
        """Whether a word of each list stands in order, and nothing that speaks against it.

        Of two amounts it is not known which is meant, so a rule with one takes neither.
        """
        if self.sized and (len(words.amounts) != 1 or words.amounts[0] < self._least):
            return False
        return self._in_order(words) and not self._unless.anywhere(words)

    def _in_order(self, words: TitleWords) -> bool:
        starts = set(_within(words, 0, self._lead))
        ends: set[int] = set()
        for step in self._steps:
            ends = {end for start in starts for end in step.ends(words, start)}
            starts = {start for end in ends for start in _within(words, end, self._apart)}
        return bool(ends)


def _within(words: TitleWords, first: int, passed: int) -> Iterator[int]:
    """The first word and those after it, *passed* at most, as long as the clause goes on."""
    for place in range(first, min(first + passed + 1, len(words.written))):
        if words.breaks[place]:
            return
        yield place


class _Reader:
    """All of a language, ready to be held against headlines."""

    def __init__(self, words: HeadlineWords) -> None:
        lists = {name: Phrases(phrases) for name, phrases in words.words.items()}
        self.rules: Sequence[_Rule] = [_Rule(rule, lists) for rule in words.kinds]
        self._names = {symbol: Phrases(names) for symbol, names in words.assets.items()}
        self._begins = Phrases(phrase for each in words.passed_over for phrase in each.begins)
        self._holds = Phrases(phrase for each in words.passed_over for phrase in each.words)
        self._marks = frozenset(mark for each in words.passed_over for mark in each.marks)

    def passes_over(self, words: TitleWords, title: str, year: int) -> bool:
        """Whether the headline tells of no event, whatever patterns it fits."""
        if not words.written or self._marks.intersection(title):
            return True
        if any(_YEAR.fullmatch(word) and int(word) < year for word in words.written):
            return True
        return self._begins.at(words, 0) or self._holds.anywhere(words)

    def assets(self, words: TitleWords) -> tuple[str, ...]:
        """The coins that are named; of "Ethereum Classic" the longer name alone."""
        longest: dict[int, tuple[int, str]] = {}
        for symbol, names in self._names.items():
            for place in range(len(words.written)):
                for end in names.ends(words, place):
                    longest[place] = max(longest.get(place, (0, "")), (end, symbol))
        return tuple(dict.fromkeys(longest[place][1] for place in sorted(longest)))


@cache
def _reader() -> _Reader:
    return _Reader(headline_words())
