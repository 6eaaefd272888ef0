"""Our own sentences: what the explanation says at every length, to hold edited ones against.

A sentence that differs from one of ours in its numbers alone is that sentence with other numbers,
and each of them is compared with the receipt of the number in its place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from explainer.explanation import Receipt
from explainer.verification.dates import Day
from explainer.verification.listed import Heard
from explainer.verification.quantities import Quantity

GAP = "#"
Item = Quantity | Day
Skeleton = tuple[str, ...]


class OwnSentence(NamedTuple):
    """One sentence of an explanation: its numbers in order, each with its receipt."""

    text: str
    heard: Heard
    items: tuple[Item, ...]
    written: tuple[str, ...]
    receipts: tuple[Receipt | None, ...]


class OwnWords:
    """The sentences of some texts of ours, by all of their words but the numbers."""

    def __init__(self, sentences: Iterable[tuple[Skeleton, OwnSentence]]) -> None:
        self._by_skeleton: dict[Skeleton, list[OwnSentence]] = {}
        self._texts: set[str] = set()
        self.sentences: list[OwnSentence] = []
        for skeleton, sentence in sentences:
            self._by_skeleton.setdefault(skeleton, []).append(sentence)
            if sentence.text not in self._texts:
                self.sentences.append(sentence)
            self._texts.add(sentence.text)

    def says(self, text: str) -> bool:
        """Whether one of our texts says just this."""
        return " ".join(text.split()) in self._texts

    def alike(self, heard: Heard) -> Sequence[OwnSentence]:
        """Our sentences that differ from this one in numbers alone."""
        if not items_of(heard):
            return ()
        return self._by_skeleton.get(skeleton(heard), ())


def items_of(heard: Heard) -> list[Item]:
    """Numbers and dates of a sentence in order."""
    return sorted((*heard.quantities, *heard.days), key=lambda item: item.first)


def skeleton(heard: Heard) -> Skeleton:
    """The words of a sentence, with a gap in place of each number."""
    return tuple(_bare(heard))


def _bare(heard: Heard) -> Iterator[str]:
    begins: Mapping[int, int] = {item.first: item.last for item in items_of(heard)}
    place = 0
    while place < len(heard.tokens):
        if place in begins:
            yield GAP
            place = begins[place]
            continue
        token = heard.tokens[place]
        if token.text not in "-*#>|•":
            yield token.same
        place += 1


def own_sentence(text: str, heard: Heard, receipts: Sequence[Receipt]) -> OwnSentence:
    """A heard sentence of a text of ours, with the receipts of its numbers."""
    items = items_of(heard)
    found = tuple(
        next((one for one in receipts if one.start < item.end and item.start < one.end), None)
        for item in items
    )
    said = " ".join(text[heard.sentence.start : heard.sentence.end].split())
    written = tuple(text[item.start : item.end] for item in items)
    return OwnSentence(said, heard, tuple(items), written, found)
