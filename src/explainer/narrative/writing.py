"""The one way in which a number reaches prose: it is written, and leaves a receipt behind.

A `Writer` holds the sentence that is being written. `Writer.put` prints a reading and marks what
its receipt needs; the `Receipt` itself is made once, when the sentence has its place in the text.
"""

from collections.abc import Mapping, Set

import msgspec

from explainer.assessment import Assessment, Fact, FactsByMetric, Op, Operand, Value
from explainer.explanation import ReceiptKind
from explainer.metrics import pointer_to
from explainer.narrative.dates import Calendar
from explainer.narrative.numbers import Numerals, Shown, Style
from explainer.narrative.titles import credited, named, quoted

DERIVED = "derived."
"""How the ids of computed metrics begin."""
VOWEL_SOUNDS = ("8", "11", "18", "eigh")
"""Beginnings of numbers that take "an"."""
VOWEL_STARTS = "81e"

Mark = tuple[
    int,
    str,
    str,
    ReceiptKind,
    Value,
    str | None,
    str | None,
    str | None,
    Op | None,
    tuple[Operand, ...],
]
"""A number in a sentence: where it starts, the characters, the rounding; then what its receipt
says of it: kind, value, unit, pointer, rule pointer, operation, operands. It is written by
position, as a text holds dozens of them."""


Figure = tuple[
    Shown,
    ReceiptKind,
    Value,
    str | None,
    str | None,
    str | None,
    Op | None,
    tuple[Operand, ...],
]
"""What `Writer.mark` needs of a number that is to be shown just so, in the order of its names."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A value on its way into a sentence: what it is and where it came from."""

    value: Value
    unit: str | None
    kind: ReceiptKind = "given"
    pointer: str | None = None
    rule_pointer: str | None = None
    op: Op | None = None
    operands: tuple[Operand, ...] = ()
    lower_bound: bool = False
    shown: Shown | None = None


class Tongue(msgspec.Struct, frozen=True):
    """How one language shows readings."""

    numerals: Numerals
    calendar: Calendar
    assets: Mapping[str, str]
    at_least: str


class Scope(msgspec.Struct, gc=False):
    """What the slots of one sentence refer to.

    What fills a slot of the lexicon is words, a `Reading`, a `Figure`, or a function that writes
    more.
    """

    assessment: Assessment
    asset: str | None = None
    metric: str = ""
    value: Value = None
    pointer: str | None = None
    filled: Mapping[str, object] = {}


Place = tuple[str, int, int]


class Writer:
    """One sentence in the making: its *text* so far, its numbers, and the names that hold digits.

    A *quiet* one leaves no receipts: it writes words that stand beside the text. *told* are the
    pointers of readings that need no second telling.
    """

    __slots__ = ("exempt", "marks", "quiet", "text", "told", "tongue", "year")

    def __init__(
        self,
        tongue: Tongue,
        year: int,
        quiet: bool = False,
        told: Set[str] = frozenset(),
    ) -> None:
        self.told = told
        self.tongue = tongue
        self.year = year
        self.quiet = quiet
        self.text = ""
        self.marks: list[Mark] = []
        self.exempt: list[tuple[int, int]] = []

    def say(self, words: str) -> bool:
        """Write words that hold no number."""
        self.text += words
        return True

    def name(self, words: str) -> bool:
        """Write a name or a quotation, whose digits are not our figures."""
        start = len(self.text)
        self.text += words
        self.exempt.append((start, start + len(words)))
        return True

    def asset(self, symbol: str) -> bool:
        """Write an asset by its name, or by its symbol where the lexicon has no name for it."""
        known = self.tongue.assets.get(symbol)
        if known is None:
            return self.name(symbol)
        self.text += known
        return True

    def outside(self, text: str) -> bool:
        """Write a name that came with the snapshot, in quotation marks unless it is a plain one."""
        return self.name(named(text))

    def credit(self, text: str) -> bool:
        """Write the credit that a source asks for, which is never cut as a name is."""
        return self.name(credited(text))

    def title(self, text: str) -> bool:
        """Write somebody else's words in quotation marks; False when nothing printable is left."""
        words = quoted(text)
        return len(words) > 2 and self.name(words)

    def put(self, reading: Reading, style: str | None = None) -> bool:
        """Write a number, date or choice, and leave its receipt; False when it is unknown."""
        value, shown, text = reading.value, reading.shown, self.text
        if shown is None:
            if isinstance(value, str):
                if style != "date":
                    return bool(value) and self.outside(value)
                shown = self.tongue.calendar.show(value, self.year)
            elif isinstance(value, bool) or value is None:
                return False
            else:
                numerals = self.tongue.numerals
                if reading.lower_bound and style is None:
                    shown = numerals.bound(value, reading.unit)
                else:
                    shown = numerals.show(value, reading.unit, STYLES[style])
        if reading.lower_bound and not text.endswith(self.tongue.at_least):
            text += self.tongue.at_least
        self.text = text
        self.mark(
            shown,
            reading.kind,
            value,
            reading.unit,
            reading.pointer,
            reading.rule_pointer,
            reading.op,
            reading.operands,
        )
        return True

    def mark(
        self,
        shown: Shown,
        kind: ReceiptKind,
        value: Value,
        unit: str | None,
        pointer: str | None,
        rule_pointer: str | None = None,
        op: Op | None = None,
        operands: tuple[Operand, ...] = (),
    ) -> None:
        """Write what is shown of a value, with the right article before it, and mark it."""
        words, rounding = shown
        text = self.text
        if words[0] in VOWEL_STARTS and text[-3:] == " a " and words.startswith(VOWEL_SOUNDS):
            text = text[:-1] + "n "
        self.marks.append(
            (len(text), words, rounding, kind, value, unit, pointer, rule_pointer, op, operands)
        )
        self.text = text + words

    def copy_to(self, other: "Writer") -> bool:
        """Write all of this into another sentence, with its receipts."""
        shift = len(other.text)
        other.text += self.text
        other.marks += [(mark[0] + shift, *mark[1:]) for mark in self.marks]
        if self.exempt:
            other.exempt += [(start + shift, end + shift) for start, end in self.exempt]
        return True

    def here(self) -> Place:
        """A place to come back to."""
        return self.text, len(self.marks), len(self.exempt)

    def repeats(self, place: Place) -> bool:
        """Whether a figure since *place* was told before."""
        marks = self.marks
        for number in range(place[1], len(marks)):
            if marks[number][6] in self.told and not isinstance(marks[number][4], str):
                return True
        return False

    def back(self, place: Place) -> None:
        """Unwrite everything since *place*."""
        self.text, marks, exempt = place
        del self.marks[marks:]
        del self.exempt[exempt:]


STYLES: dict[str | None, Style | None] = {
    None: None,
    "date": None,
    "ordinal": "ordinal",
    "signed": "signed",
    "count": "count",
    "words": "words",
    "share": "share",
    "moved": "moved",
    "flowed": "flowed",
    "gained": "gained",
}


def reading_of(
    value: Value, unit: str | None, pointer: str | None, fact: Fact | None, lower_bound: bool
) -> Reading:
    """A reading of the snapshot, or one that was computed from several."""
    if pointer is None and fact is not None:
        if fact.op is not None:
            return Reading(value, unit, "derived", None, None, fact.op, fact.operands, lower_bound)
        pointer = fact.pointer
    return Reading(value, unit, "given", pointer, None, None, (), lower_bound)


def read(
    facts: FactsByMetric, metric: str, unit: str | None, lower_bound: bool = False
) -> Reading | None:
    """The reading of a metric by its id; None while it is unknown."""
    value = facts.values.get(metric)
    if value is None:
        return None
    if metric.startswith(DERIVED):
        return reading_of(value, unit, None, facts[metric], lower_bound)
    return Reading(value, unit, "given", pointer_to(metric), None, None, (), lower_bound)
