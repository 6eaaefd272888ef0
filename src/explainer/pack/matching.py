"""Phrases of word lists, found in a text word by word.

Text inside quotation marks is somebody else's and is not looked at.
"""

import re
from collections.abc import Iterable, Sequence

import msgspec

MOST_BETWEEN = 4
"""Words that `*` stands for at most."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['-][^\W_]+)*")
_QUOTED = re.compile('\u201c[^\u201c\u201d]*\u201d|"[^"\n]*"|\u00ab[^\u00ab\u00bb]*\u00bb')
_STOP = re.compile("[.!?][\x00'\")\\]]*\\s|[;:\n\u2022\u2014\u2013]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})

Pattern = tuple[str, ...]
Entry = tuple[str, str]
"""A phrase and its kind."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a list that stand in a text from *start* to *end*.

    *kind* is the certainty of causal words, the kind of advice, or the name of another list;
    *words* are those of the text.
    """

    start: int
    end: int
    kind: str
    words: str


class Words:
    """A text as its words in small letters, with what stands between them.

    `stops[i]` says that a clause ends before word i, `glued[i]` that only spaces stand there.
    *ends* holds what else a list may call a word: its end, as in `-driven` or `'ll`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        same = text.translate(_APOSTROPHES)
        open_text = _QUOTED.sub(lambda match: "\x00" * len(match.group()), same)
        self.spans = [match.span() for match in _WORD.finditer(open_text)]
        self.written = [open_text[start:end] for start, end in self.spans]
        self.words = [word.lower() for word in self.written]
        self.glued: list[bool] = []
        self.stops: list[bool] = []
        self.commas: list[bool] = []
        done = 0
        for start, end in self.spans:
            between = open_text[done:start]
            if done and between == " ":
                self.glued.append(True)
                self.stops.append(False)
                self.commas.append(False)
                done = end
                continue
            self.glued.append(done > 0 and not between.strip())
            self.stops.append(done == 0 or _STOP.search(open_text, done, start) is not None)
            self.commas.append("," in between)
            done = end
        self.ends = {
            at: tuple(mark + word.rpartition(mark)[2] for mark in "-'" if mark in word)
            for at, word in enumerate(self.words)
            if "-" in word or "'" in word
        }

    def found(self, first: int, last: int, kind: str) -> Found:
        """What stands from the first of these words to the last."""
        start, end = self.spans[first][0], self.spans[last][1]
        return Found(start=start, end=end, kind=kind, words=self.text[start:end])


class WordList:
    """Patterns of words, each with its kind, found by their first word."""

    def __init__(self, entries: Iterable[Entry], as_written: Sequence[str] = ()) -> None:
        self.as_written = frozenset(as_written)
        self.by_first: dict[str, list[tuple[Pattern, str]]] = {}
        for phrase, kind in entries:
            pattern = tuple(phrase.lower().split())
            if pattern:
                self.by_first.setdefault(pattern[0], []).append((pattern, kind))
        for known in self.by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Words) -> list[Found]:
        """Every match, the longest at each place, none inside another."""
        found: list[Found] = []
        free = 0
        for at in self.places(words):
            match = self.match(words, at) if at >= free else None
            if match is not None:
                last, kind = match
                found.append(words.found(at, last, kind))
                free = last + 1
        return found

    def places(self, words: Words) -> list[int]:
        """The words at which an entry may begin."""
        known = self.by_first
        return [at for at, word in enumerate(words.words) if word in known or at in words.ends]

    def match(self, words: Words, at: int) -> tuple[int, str] | None:
        """The last word and the kind of the longest entry that begins at this word."""
        best: tuple[int, str] | None = None
        for form in (words.words[at], *words.ends.get(at, ())):
            for pattern, kind in self.by_first.get(form, ()):
                if pattern == (words.words[at],) and not self._as_written(words, at):
                    continue
                last = _matches(pattern, words, at)
                if last is not None and (best is None or last > best[0]):
                    best = last, kind
        return best

    def _as_written(self, words: Words, at: int) -> bool:
        word = words.words[at]
        return word not in self.as_written or words.written[at] == word


def _matches(pattern: Pattern, words: Words, at: int) -> int | None:
    """The last word of the text that the pattern takes, begun at a word that fits its first."""
    place = at
    for step in range(1, len(pattern)):
        wanted = pattern[step]
        if wanted == "*":
            continue
        if pattern[step - 1] != "*":
            place += 1
            if place >= len(words.words) or not words.glued[place] or words.words[place] != wanted:
                return None
            continue
        for skipped in range(place + 2, place + 2 + MOST_BETWEEN):
            if skipped >= len(words.words) or any(words.stops[place + 1 : skipped + 1]):
                return None
            if words.words[skipped] == wanted:
                place = skipped
                break
        else:
            return None
    return place
