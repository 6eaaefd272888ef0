"""More corruptions of true texts: words and numbers in each other's places, turned or bolder words.

Those of `bench.corruptions` change one thing into something new; these mostly use what the texts
themselves hold, which is harder to tell from the truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from bench.corruptions import MONTHS, NAMES, Corruption

FIGURE = re.compile(
    r"(?<![\w.,:$-])-?\$?\d[\d,]*(?:\.\d+)?(?: (?:million|billion|trillion))?"
    r"(?:%| percentage points?| basis points?)?(?![\w:]|[.,]\d)"
)
DATE = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, MONTHS))}) (\d{{1,2}})\b")
MOVED = re.compile(
    r"(?<![\w-])(Bitcoin|bitcoin|Ether|ether|Solana|BNB|XRP)"
    r"(?= (?:fell|rose|dropped|lost|gained|tumbled|plunged|slid|sank|slipped|climbed|jumped|\d))"
)
NAMES_OF_ASSETS = ("Bitcoin", "Ether", "Solana", "BNB", "XRP")
SWAPS: dict[str, dict[str, tuple[str, ...]]] = {
    "scale": {
        r" million\b": (" billion",),
        r" billion\b": (" million", " trillion"),
        r" trillion\b": (" billion",),
    },
    "unit": {
        r"(?<=\d)%": (" percentage points", " basis points"),
        r" percentage points?": ("%", " basis points"),
    },
    "certain": {
        r"coincided with": ("was triggered by", "happened because of", "was the result of"),
        r"may (?:also )?have (?=weighed|added|led|fed|carried|spread|made|come)": ("",),
        r"was deepened by": ("was caused by", "was sparked by"),
        r"made the (?:fall|drop|decline) worse": ("set off the fall",),
    },
    "negate": {
        r"\b(?:was|were) not\b(?= crowded)": ("were",),
        r"Not checked for lack of figures(?=:)": ("Found", "Confirmed", "To blame"),
        r"Data were lacking to check": ("The figures confirm", "Also behind the drop:"),
    },
    "most": {r"\bat least (?=\$)": ("at most ",)},
    "verb": {
        r"\b(?:fell|tumbled|plunged|slid|sank|dropped|slipped)(?= \d)": ("rose", "jumped"),
        r"\bpast the mark\b": ("short of the mark",),
        r"\bshort of the mark\b": ("past the mark",),
    },
    "window": {r"(?<!same )\b24 hours\b": ("seven days",), r"\bseven days\b": ("24 hours",)},
    "run": {r"\bfifth (?=straight)": ("fourth ", "sixth "), r"\b13th (?=straight)": ("12th ",)},
}


class Rewordings:
    """Corrupts texts about one snapshot; *fired* and *absent* are nouns of its drivers."""

    def __init__(self, seed: str, fired: tuple[str, ...], absent: tuple[str, ...]) -> None:
        self._random = Random(seed)
        self._fired, self._absent = fired, absent
        self._ways: tuple[tuple[str, Callable[[str, str], Corruption | None]], ...] = (
            ("swapped", self.swapped),
            ("asset", self.asset),
            ("month", self.month),
            ("point", self.point),
            ("noun", self.noun),
            *((kind, self.words) for kind in SWAPS),
        )

    def corruptions(self, texts: list[str], count: int) -> Iterator[Corruption]:
        """So many corruptions of these texts, none twice."""
        made, tried = 0, 0
        known = set(texts)
        while made < count and tried < count * 30:
            tried += 1
            kind, way = self._ways[tried % len(self._ways)]
            corrupted = way(self._random.choice(texts), kind)
            if corrupted is not None and corrupted.text not in known:
                known.add(corrupted.text)
                made += 1
                yield corrupted

    def words(self, text: str, kind: str) -> Corruption | None:
        """Words of a kind, turned round or made bolder."""
        ways = [(m, new) for old, new in SWAPS[kind].items() for m in self._free(old, text)]
        if not ways:
            return None
        match, new = self._random.choice(ways)
        return _put(text, match, self._random.choice(new), kind)

    def swapped(self, text: str, kind: str) -> Corruption | None:
        """Two figures in each other's places; the first is where the fault is looked for."""
        figures = [m for m in self._free(FIGURE, text) if not DATE.search(_around(text, m))]
        if len(figures) < 2:
            return None
        first, second = sorted(self._random.sample(figures, 2), key=lambda match: match.start())
        if first.group().strip("-") == second.group().strip("-"):
            return None
        between = text[first.end() : second.start()]
        changed = text[: first.start()] + second.group() + between + first.group()
        end = len(changed)
        return Corruption(kind, changed + text[second.end() :], first.start(), end, first.group())

    def asset(self, text: str, kind: str) -> Corruption | None:
        """Another asset before what an asset did."""
        match = self._pick(MOVED, text)
        if match is None:
            return None
        new = self._random.choice(NAMES_OF_ASSETS)
        figure = FIGURE.search(text, match.end())
        same = re.escape(figure.group()) if figure else ""
        if new.lower() == match[0].lower() or re.search(rf"(?i){new}(?: \w+)? {same}", text):
            return None  # the same asset, or one that did the same: still true
        return _put(text, match, new, kind)

    def month(self, text: str, kind: str) -> Corruption | None:
        """The same day of another month."""
        match = self._pick(DATE, text)
        if match is None:
            return None
        later = MONTHS[(MONTHS.index(match[1]) + self._random.choice((1, 2, 6, 11))) % len(MONTHS)]
        return _put(text, match, f"{later} {match[2]}", kind)

    def point(self, text: str, kind: str) -> Corruption | None:
        """A decimal point one place to the right."""
        match = self._pick(r"(?<![\d.,])[1-9]\d*\.\d+(?![\d.])", text)
        if match is None:
            return None
        whole, decimals = match[0].split(".")
        rest = f".{decimals[1:]}" if decimals[1:] else ""
        return _put(text, match, f"{whole}{decimals[0]}{rest}", kind)

    def noun(self, text: str, kind: str) -> Corruption | None:
        """A driver that did not fire in the place of one that did, in a sentence."""
        found = [
            m for noun in self._fired for m in self._free(rf"{re.escape(noun)}(?=[^\n|]*\.)", text)
        ]
        if not found or not self._absent:
            return None
        return _put(text, self._random.choice(found), self._random.choice(self._absent), kind)

    def _pick(self, pattern: str | re.Pattern[str], text: str) -> re.Match[str] | None:
        found = self._free(pattern, text)
        return self._random.choice(found) if found else None

    def _free(self, pattern: str | re.Pattern[str], text: str) -> list[re.Match[str]]:
        """The matches outside names and quotations."""
        names = [(name.start(), name.end()) for name in NAMES.finditer(text)]
        return [
            match
            for match in re.finditer(pattern, text)
            if not any(low < match.end() and match.start() < high for low, high in names)
        ]


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 8) : match.end() + 4]


def _put(text: str, match: re.Match[str], new: str, kind: str) -> Corruption:
    changed = text[: match.start()] + new + text[match.end() :]
    return Corruption(kind, changed, match.start(), match.start() + len(new), match.group())
