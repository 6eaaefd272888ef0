"""Sentences that are ours but for a word that matters: another driver, the opposite, a lost "not".

Numbers, drivers, directions and opposites are held open in both, and small words are left out;
where the rest is the same, what stands in the open places is compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from explainer.assessment import DriverFinding
from explainer.verification.listed import Heard
from explainer.verification.own import OwnSentence, items_of
from explainer.verification.report import ClaimStatus
from explainer.verification.tokens import SIGN

DRIVER, DIRECTION, OPPOSITE, ASSET = "driver", "direction", "opposite:", "asset"
LEFT_OUT = frozenset(
    ("a", "an", "the", "is", "are", "was", "were", "be", "been", "has", "have", "had", "also")
)
TURNED = (("up", "down"), ("in", "out"))
SHORTEST = 2
"""Words besides the open places by which a sentence is known as ours."""


class Slot(NamedTuple):
    """An open place: its kind, what stands there, and where."""

    kind: str
    means: frozenset[str]
    start: int
    end: int


class Edit(NamedTuple):
    """A word that makes a sentence of ours say something else."""

    start: int
    end: int
    driver: str | None
    asset: str | None
    status: ClaimStatus
    reason: str
    shown: str


class Frame(NamedTuple):
    """A sentence by its words with open places, the places, and how often it denies or hedges."""

    words: tuple[str, ...]
    slots: tuple[Slot, ...]
    negations: int
    hedges: int


class Edits:
    """Finds sentences that differ from ours in such words alone."""

    def __init__(self, ours: Iterable[OwnSentence]) -> None:
        self._by_words: dict[tuple[str, ...], list[tuple[Frame, str]]] = {}
        for sentence in ours:
            frame = _frame(sentence.heard)
            if frame is not None:
                self._by_words.setdefault(frame.words, []).append((frame, sentence.text))

    def faults(self, heard: Heard, findings: Mapping[str, DriverFinding]) -> Iterator[Edit]:
        """What such a sentence says otherwise; nothing if one of ours agrees with it."""
        frame = _frame(heard)
        if frame is None:
            return
        best: list[Edit] | None = None
        for ours, text in self._by_words.get(frame.words, ()):
            found = list(_compared(heard, frame, ours, text, findings))
            if best is None or len(found) < len(best):
                best = found
        yield from best or ()


def _compared(
    heard: Heard,
    frame: Frame,
    ours: Frame,
    text: str,
    findings: Mapping[str, DriverFinding],
) -> Iterator[Edit]:
    if frame.negations != ours.negations:
        start, end = heard.sentence.start, heard.sentence.end
        yield Edit(start, end, None, None, "against", "turned_round", text)
    if frame.hedges < ours.hedges:
        start, end = heard.sentence.start, heard.sentence.end
        yield Edit(start, end, None, None, "beyond", "hedge_dropped", text)
    for slot, known in zip(frame.slots, ours.slots, strict=True):
        if slot.kind == DRIVER:
            yield from _other_driver(slot, known, findings)
        elif _turned(slot, known):
            asset = min(slot.means) if slot.kind == ASSET else None
            reason = "asset" if asset else "turned_round"
            yield Edit(slot.start, slot.end, None, asset, "against", reason, text)


def _other_driver(slot: Slot, known: Slot, findings: Mapping[str, DriverFinding]) -> Iterator[Edit]:
    """A driver in the place of one that was found otherwise."""
    if slot.means & known.means:
        return
    named = next((name for name in sorted(slot.means) if name in findings), None)
    there = next((name for name in sorted(known.means) if name in findings), None)
    if named is None or there is None or findings[named].status == findings[there].status:
        return
    status: ClaimStatus = "beyond" if findings[named].status == "not_evaluated" else "against"
    yield Edit(slot.start, slot.end, named, None, status, "instead", there)


def _turned(slot: Slot, known: Slot) -> bool:
    """Whether two words of one kind say the opposite of each other."""
    if slot.means & known.means:
        return False
    if slot.kind != DIRECTION:
        return True
    return any(
        (one in slot.means and other in known.means) or (other in slot.means and one in known.means)
        for one, other in TURNED
    )


def _frame(heard: Heard) -> Frame | None:
    """The frame of a sentence; None for one that holds too little to be known by."""
    places = _open(heard)
    numbers = {item.first: item.last for item in items_of(heard)}
    negations = {one.first for one in heard.of("negations")}
    hedges = {one.first: one.last for one in heard.of("softeners")}
    words: list[str] = []
    slots: list[Slot] = []
    plain = said_no = hedged = place = 0
    while place < len(heard.tokens):
        token = heard.tokens[place]
        if place in numbers:
            words.append("#")
            place = numbers[place]
            continue
        if place in places:
            place, slot = places[place]
            words.append(f"@{slot.kind}")
            slots.append(slot)
            continue
        if place in hedges:
            hedged += 1
            place = hedges[place]
            continue
        if place in negations:
            said_no += 1
        elif token.text == "|" or (token.kind != SIGN and token.same not in LEFT_OUT):
            words.append(token.same)
            plain += 1
        place += 1
    return Frame(tuple(words), tuple(slots), said_no, hedged) if plain >= SHORTEST else None


def _open(heard: Heard) -> dict[int, tuple[int, Slot]]:
    """The open places by their first token, drivers before others."""
    found: dict[int, tuple[int, Slot]] = {}
    covered: set[int] = set()
    for wanted in (DRIVER, OPPOSITE, ASSET, DIRECTION):
        meanings: dict[tuple[str, int, int], set[str]] = {}
        for one in heard.mentions:
            if one.kind == wanted or (wanted == OPPOSITE and one.kind.startswith(wanted)):
                meanings.setdefault((one.kind, one.first, one.last), set()).add(one.means)
        for (kind, first, last), means in meanings.items():
            if covered.isdisjoint(range(first, last)):
                covered.update(range(first, last))
                start, end = heard.tokens[first].start, heard.tokens[last - 1].end
                found[first] = last, Slot(kind, frozenset(means), start, end)
    return found
