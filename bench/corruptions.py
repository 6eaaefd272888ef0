"""Corruptions of true texts, as careless or bold editors make them; the same for the same seed.

Numbers are found here by a plain expression of our own, so that what the product fails to read is
missed and not left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

MONTHS = (
    *("Jan.", "Feb.", "March", "April", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
NAMES = re.compile(r"S&P 500|showed in the figures|Nasdaq-?\s?100|Nikkei 225|\d\.\d\.\d|“[^”]*”")
NUMBER = re.compile(r"(?<![\w.,:$-])[-+]?\$?\d[\d,]*(?:\.\d+)?(?![\w:]|[.,]\d)")
DATE = re.compile(rf"({'|'.join(re.escape(month) for month in MONTHS)}) (\d{{1,2}})(?!\d)")
VERBS = {
    "fell": "rose", "dropped": "gained", "lost": "gained", "slid": "climbed", "sank": "jumped",
    "tumbled": "surged", "plunged": "soared", "slipped": "rose", "rose": "fell", "gained": "lost",
    "climbed": "dropped", "jumped": "sank", "surged": "tumbled", "soared": "plunged",
    "outflows": "inflows", "inflows": "outflows", "withdrew": "added", "took in": "lost",
    "edged down": "edged up", "edged up": "edged down", "inched up": "edged down",
    "falls": "rises", "drops": "gains", "slides": "climbs", "sinks": "jumps", "loses": "gains",
    "tumbles": "surges", "plunges": "soars", "sheds": "adds", "gains": "loses", "climbs": "drops",
    "jumps": "sinks", "has lost": "has gained",
}  # fmt: skip
UNITS = {
    " million": " billion", " billion": " million", " trillion": " billion", "%": " basis points",
    " percentage points": "%", " percentage point": "%", " basis points": "%",
}  # fmt: skip
BOLDER = {
    "may have led": "led", "may have weighed on": "drove down", "may have added to": "caused",
    "may also have weighed on": "drove down", "may have carried over to": "caused",
    "may have fed into": "triggered", "may have made": "made", "may have fed": "triggered",
    "coincided with": "was caused by", "added to the pressure": "drove the fall",
    "weighed on prices": "drove the fall", "in part because of": "solely because of",
    "made the fall worse": "triggered the fall", "was deepened by": "was triggered by",
    "deepened by": "triggered by",
    "under pressure from": "driven lower by", "showed in": "was triggered by",
    "at least ": "",
    "left the market exposed": "triggered the fall", "weighed as well": "caused the fall",
    "may have come from": "came from", "also came under pressure from": "were sunk by",
}  # fmt: skip
ADDED = (
    "{Noun} drove the fall.",
    "The fall was caused by {noun}.",
    "{Noun} triggered the selling and sent prices lower.",
    "Prices dropped because of {noun}.",
    "The main culprit was {noun}.",
    "{Noun} also weighed on prices.",
)


class Corruption(NamedTuple):
    """A text with one thing wrong in it, and where the wrong part is now."""

    kind: str
    text: str
    start: int
    end: int
    was: str


class Corruptor:
    """Corrupts texts about one snapshot. *absent* are nouns of drivers that did not fire."""

    def __init__(self, seed: str, absent: tuple[str, ...]) -> None:
        self._random = Random(seed)
        self._absent = absent
        self._ways: tuple[Callable[[str], Corruption | None], ...] = (
            self.number,
            self.number,
            self.sign,
            self.unit,
            self.date,
            self.driver,
            self.certainty,
        )

    def corruptions(self, texts: list[str], count: int) -> Iterator[Corruption]:
        """So many corruptions of these texts, of all kinds that the texts allow."""
        made = tried = 0
        while made < count and tried < count * 20:
            tried += 1
            way = self._ways[tried % len(self._ways)]
            corrupted = way(self._random.choice(texts))
            if corrupted is not None:
                made += 1
                yield corrupted

    def number(self, text: str) -> Corruption | None:
        """A number changed by three percent to tenfold, written as finely as before."""
        found = [
            match
            for match in NUMBER.finditer(text)
            if _free(text, match) and _is_figure(text, match)
        ]
        if not found:
            return None
        match = self._random.choice(found)
        lead, digits = re.fullmatch(r"([-+]?\$?)(.*)", match.group()).groups()  # type: ignore[union-attr]
        value = float(digits.replace(",", ""))
        factor = self._random.choice((1.03, 1.1, 1.3, 2, 3, 5, 10))
        if self._random.random() < 0.5:
            factor = 1 / factor
        decimals = len(digits.partition(".")[2])
        changed = value * factor
        grouped = "," in digits or changed >= 1000
        shown = f"{changed:,.{decimals}f}" if grouped else f"{changed:.{decimals}f}"
        apart = abs(float(shown.replace(",", "")) - value)
        if apart < max(0.03 * value * 0.8, 10**-decimals) or float(shown.replace(",", "")) == 0:
            return None
        return self._put(text, match, lead + shown, "number")

    def sign(self, text: str) -> Corruption | None:
        """A verb turned round, or the sign of a figure."""
        if self._random.random() < 0.3:
            signs = [
                m for m in re.finditer(r"(?<![\w\u2013-])[-+](?=\$?\d)", text) if _free(text, m)
            ]
            if signs:
                match = self._random.choice(signs)
                return self._put(text, match, "+" if match.group() == "-" else "-", "sign", grow=12)
        return self._swap(text, VERBS, "sign", near=r"[^.\n]{0,30}?[\d$]")

    def unit(self, text: str) -> Corruption | None:
        """Another unit after a figure."""
        return self._swap(text, UNITS, "unit", before=r"\d", bound=False)

    def date(self, text: str) -> Corruption | None:
        """A date some days off."""
        found = [match for match in DATE.finditer(text) if _free(text, match)]
        if not found:
            return None
        match = self._random.choice(found)
        day = date(2025, MONTHS.index(match.group(1)) + 1, min(int(match.group(2)), 28))
        moved = day + timedelta(days=self._random.choice((-20, -7, -3, -2, -1, 1, 2, 3, 9, 25)))
        shown = f"{MONTHS[moved.month - 1]} {moved.day}"
        return None if shown == match.group() else self._put(text, match, shown, "date")

    def driver(self, text: str) -> Corruption | None:
        """A sentence that names a driver as a cause which the figures do not show."""
        if not self._absent:
            return None
        noun = self._random.choice(self._absent)
        added = self._random.choice(ADDED).format(noun=noun, Noun=noun[0].upper() + noun[1:])
        places = [match.end() for match in re.finditer(r"[a-z]\.(?= [A-Z]|\n)", text)]
        if not places:
            return None
        place = self._random.choice(places)
        changed = f"{text[:place]} {added}{text[place:]}"
        return Corruption("driver", changed, place + 1, place + 1 + len(added), "")

    def certainty(self, text: str) -> Corruption | None:
        """Bolder words than the evidence bears."""
        return self._swap(text, BOLDER, "certainty")

    def _swap(
        self,
        text: str,
        words: dict[str, str],
        kind: str,
        *,
        before: str = "",
        near: str = "",
        bound: bool = True,
    ) -> Corruption | None:
        edge = r"(?<![\w-])" if bound else ""
        known = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        ahead = rf"(?={near})" if near else ""
        behind = rf"(?<={before})" if before else ""
        pattern = re.compile(rf"{behind}{edge}(?:{known}){ahead}")
        found = [match for match in pattern.finditer(text) if _free(text, match)]
        if not found:
            return None
        match = self._random.choice(found)
        return self._put(text, match, words[match.group()], kind)

    def _put(
        self, text: str, match: re.Match[str], new: str, kind: str, grow: int = 0
    ) -> Corruption:
        start = match.start()
        changed = text[:start] + new + text[match.end() :]
        return Corruption(kind, changed, start, start + len(new) + grow, match.group())


def _free(text: str, match: re.Match[str]) -> bool:
    """Whether a match lies outside names and quotations."""
    return not any(
        name.start() < match.end() and match.start() < name.end() for name in NAMES.finditer(text)
    )


def _is_figure(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a figure, and no part of a date, a time or a list."""
    around = text[max(0, match.start() - 7) : match.end() + 6]
    dated = DATE.search(around) is not None
    listed = re.match(r"\s*\d+\.\s", text[match.start() - 1 : match.end() + 2]) is not None
    year = re.fullmatch(r"20\d\d", match.group()) is not None
    return not dated and not listed and not year


def surroundings(text: str, start: int, end: int) -> tuple[int, int]:
    """The line that holds a part of a text."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return before, len(text) if after < 0 else after
