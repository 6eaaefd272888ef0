"""Phrases: finds every phrase of a vocabulary in a sentence, the longest of each kind first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from explainer.verification.tokens import Token, tokenize


class Mention(NamedTuple):
    """A phrase that was found: what kind it is of, what it stands for, first and last token + 1."""

    kind: str
    means: str
    first: int
    last: int


class Phrasebook:
    """Phrases by their first word. A phrase may have several meanings, of one kind or several."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """*entries* are kind, meaning and phrase."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[tuple[str, str]]]]] = {}
        self.add(entries)

    def add(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take more phrases in."""
        for kind, means, phrase in entries:
            words = tuple(token.same for token in tokenize(phrase))
            phrases = self._by_first.setdefault(words[0], [])
            meanings = next((held for known, held in phrases if known == words), None)
            if meanings is None:
                meanings = []
                phrases.append((words, meanings))
                phrases.sort(key=lambda item: -len(item[0]))
            if (kind, means) not in meanings:
                meanings.append((kind, means))

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Every mention; inside a longer phrase of its kind, a shorter one is no mention."""
        words = [token.same for token in tokens]
        found: list[Mention] = []
        reached: dict[str, int] = {}
        for index, word in enumerate(words):
            taken: dict[str, int] = {}
            for phrase, meanings in self._by_first.get(word, ()):
                last = index + len(phrase)
                if tuple(words[index:last]) != phrase:
                    continue
                for kind, means in meanings:
                    longest = taken.setdefault(kind, last)
                    if last == longest and last > reached.get(kind, 0):
                        found.append(Mention(kind, means, index, last))
            for kind, last in taken.items():
                reached[kind] = max(last, reached.get(kind, 0))
        return found
