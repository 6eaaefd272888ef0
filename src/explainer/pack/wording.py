"""Finds the words of a style sheet in a text: what claims a cause, what advises, what dramatizes.

Text inside quotation marks is somebody else's and is not looked at.
"""

from collections.abc import Iterable, Iterator

import msgspec

from explainer.pack.matching import Entry, Found, WordList, Words
from explainer.pack.style import CERTAINTIES, Certainty, Pair, StyleSheet

MOST_PRELUDES = 3
"""Words that may stand between the beginning of a clause and its imperative."""
_INNOCENT = "innocent"


class _Pairs:
    """First words that are advice where second ones follow."""

    def __init__(self, pair: Pair) -> None:
        self.first = WordList((word, pair.kind) for word in pair.first)
        self.then = WordList((word, pair.kind) for word in pair.then)
        self.between = frozenset(pair.between)

    def find(self, words: Words) -> Iterator[Found]:
        for at in self.first.places(words):
            first = self.first.match(words, at)
            if first is None:
                continue
            then = first[0] + 1
            while then < len(words.words) and words.words[then] in self.between:
                then += 1
            if then >= len(words.words) or any(words.stops[first[0] + 1 : then + 1]):
                continue
            match = self.then.match(words, then)
            if match is not None:
                yield words.found(at, match[0], first[1])


class Wording:
    """The lists of one style sheet, made ready once. Every search takes time linear in the text."""

    def __init__(self, style: StyleSheet) -> None:
        by_certainty: dict[str, tuple[str, ...]] = msgspec.structs.asdict(style.causal)
        entries = [(word, kind) for kind, words in by_certainty.items() for word in words]
        innocent = tuple((word, _INNOCENT) for word in style.innocent)
        advice = style.advice
        self._causal = WordList((*entries, *innocent), style.as_written)
        self._because = _named("because", style.because, innocent)
        self._triggering = _named("triggering", style.triggering, innocent)
        self._drama = _named("drama", style.drama)
        self._jargon = WordList((term, term) for term in style.jargon)
        self._phrases = _named("phrase", advice.phrases)
        self._pairs = tuple(_Pairs(pair) for pair in advice.pairs)
        self._imperatives = _named("imperative", advice.imperatives)
        self._preludes = frozenset(advice.preludes)
        self._conditions = frozenset(advice.conditions)
        self._nouns_after = frozenset(advice.nouns_after)

    def causal(self, text: str) -> list[Found]:
        """The words that claim a cause, in order, the longest at each place; kind: certainty."""
        return _guilty(self._causal.find(Words(text)))

    def certainty(self, text: str) -> Certainty | None:
        """How certain of a cause a clause is: as its hedge if it has one, else its boldest word.

        None if it claims none.
        """
        kinds = {found.kind for found in self.causal(text)}
        if "hedged" in kinds:
            return "hedged"
        return next((one for one in reversed(CERTAINTIES) if one in kinds), None)

    def because(self, text: str) -> list[Found]:
        """The words that say "because" outright."""
        return _guilty(self._because.find(Words(text)))

    def triggering(self, text: str) -> list[Found]:
        """The words that only a trigger may take."""
        return _guilty(self._triggering.find(Words(text)))

    def drama(self, text: str) -> list[Found]:
        """The words that dramatize."""
        return self._drama.find(Words(text))

    def jargon(self, text: str) -> list[Found]:
        """The terms of the trade; the kind of each is the term as the sheet writes it."""
        return self._jargon.find(Words(text))

    def advice(self, text: str) -> list[Found]:
        """The words that advise or predict, in order; kind: imperative, modal, phrase, ..."""
        words = Words(text)
        found = [*self._phrases.find(words), *self._commands(words)]
        for pair in self._pairs:
            found.extend(pair.find(words))
        return _without_inner(found)

    def _commands(self, words: Words) -> Iterator[Found]:
        """Imperatives where a clause begins, or after the comma that follows a condition."""
        conditional = False
        for at, word in enumerate(words.words):
            if words.stops[at]:
                conditional = word in self._conditions
            elif not (conditional and words.commas[at]):
                continue
            yield from self._command(words, at)

    def _command(self, words: Words, at: int) -> Iterator[Found]:
        for place in range(at, min(at + MOST_PRELUDES + 1, len(words.words))):
            match = self._imperatives.match(words, place)
            if match is not None:
                after = match[0] + 1
                noun = match[0] == place and after < len(words.words) and words.glued[after]
                if not (noun and words.words[after] in self._nouns_after):
                    yield words.found(place, match[0], match[1])
                return
            if words.words[place] not in self._preludes:
                return


def _named(kind: str, entries: Iterable[str], others: Iterable[Entry] = ()) -> WordList:
    return WordList((*((entry, kind) for entry in entries), *others))


def _guilty(found: Iterable[Found]) -> list[Found]:
    """Without the phrases that only hide a word of the list."""
    return [one for one in found if one.kind != _INNOCENT]


def _without_inner(found: Iterable[Found]) -> list[Found]:
    """In order, without what lies inside another."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept
