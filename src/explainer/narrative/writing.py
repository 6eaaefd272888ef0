"""The one way in which a number reaches prose: it is written, and leaves a receipt behind.

A `Writer` holds the sentence that is being written. `Writer.put` prints a reading and notes what
its receipt needs; the `Receipt` itself is made once, when the sentence has its place in the text.
"""

from collections.abc import Callable, Mapping

import msgspec

from explainer.assessment import Assessment, Fact, FactsByMetric, Op, Operand, Value
from explainer.explanation import ClaimKind, ReceiptKind
from explainer.narrative.dates import Calendar
from explainer.narrative.numbers import Numerals, Shown, Style
from explainer.narrative.titles import named, quoted

DERIVED = "derived."
"""How the ids of computed metrics begin."""
VOWEL_SOUNDS = ("8", "11", "18", "eigh")
"""Beginnings of numbers that take "an"."""
VOWEL_STARTS = "81e"


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


class Mark(msgspec.Struct, gc=False):
    """A number in a sentence: where it starts, how it is shown, and the reading behind it."""

    start: int
    shown: str
    rounding: str
    reading: Reading


class Tongue(msgspec.Struct, frozen=True):
    """How one language shows readings."""

    numerals: Numerals
    calendar: Calendar
    assets: Mapping[str, str]
    at_least: str


class Scope(msgspec.Struct):
    """What the slots of one sentence refer to.

    What fills a slot of the lexicon is words, a `Reading`, or a function that writes more.
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

    A *quiet* one leaves no receipts: it writes words that stand beside the text.
    """

    __slots__ = ("_year", "exempt", "marks", "quiet", "text", "tongue")

    def __init__(self, tongue: Tongue, year: int, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.tongue = tongue
        self._year = year
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

    def title(self, text: str) -> bool:
        """Write somebody else's words in quotation marks; False when nothing printable is left."""
        words = quoted(text)
        return len(words) > 2 and self.name(words)

    def put(self, reading: Reading, style: str | None = None) -> bool:
        """Write a number, date or choice, and leave its receipt; False when it is unknown."""
        value = reading.value
        shown = reading.shown
        if shown is None:
            if isinstance(value, str):
                if style != "date":
                    return bool(value) and self.outside(value)
                shown = self.tongue.calendar.show(value, self._year)
            elif isinstance(value, bool) or value is None:
                return False
            else:
                shown = self.tongue.numerals.show(value, reading.unit, _STYLES[style])
        if reading.lower_bound and not self.text.endswith(self.tongue.at_least):
            self.text += self.tongue.at_least
        words, rounding = shown
        text = self.text
        if words[0] in VOWEL_STARTS and text.endswith(" a ") and words.startswith(VOWEL_SOUNDS):
            text = text[:-1] + "n "
        if not self.quiet:
            self.marks.append(Mark(len(text), words, rounding, reading))
        self.text = text + words
        return True

    def append(self, other: "Writer") -> bool:
        """Write what another writer wrote, with its receipts."""
        shift = len(self.text)
        self.text += other.text
        for mark in other.marks:
            self.marks.append(Mark(mark.start + shift, mark.shown, mark.rounding, mark.reading))
        self.exempt += [(start + shift, end + shift) for start, end in other.exempt]
        return True

    def here(self) -> Place:
        """A place to come back to."""
        return self.text, len(self.marks), len(self.exempt)

    def back(self, place: Place) -> None:
        """Unwrite everything since *place*."""
        self.text, marks, exempt = place
        del self.marks[marks:]
        del self.exempt[exempt:]


_STYLES: dict[str | None, Style | None] = {
    None: None,
    "date": None,
    "ordinal": "ordinal",
    "signed": "signed",
    "count": "count",
    "words": "words",
}


def reading_of(
    value: Value, unit: str | None, pointer: str | None, fact: Fact | None, lower_bound: bool
) -> Reading:
    """A reading of the snapshot, or one that was computed from several."""
    if pointer is None and fact is not None:
        if fact.op is not None:
            return Reading(
                value,
                unit,
                "derived",
                op=fact.op,
                operands=fact.operands,
                lower_bound=lower_bound,
            )
        pointer = fact.pointer
    return Reading(value, unit, "given", pointer, lower_bound=lower_bound)


def read(
    facts: FactsByMetric, metric: str, unit: str | None, lower_bound: bool = False
) -> Reading | None:
    """The reading of a metric by its id; None while it is unknown."""
    value = facts.values.get(metric)
    if value is None:
        return None
    if metric.startswith(DERIVED):
        return reading_of(value, unit, None, facts[metric], lower_bound)
    pointer = "/" + metric.replace(".", "/")
    return Reading(value, unit, "given", pointer, lower_bound=lower_bound)


class Draft(msgspec.Struct):
    """A finished sentence or list item that has no place in the text yet.

    *weight* orders sentences by importance; *again* writes the same sentence in other words.
    *words* counts them.
    """

    text: str
    kind: ClaimKind
    rule: str
    marks: list[Mark]
    exempt: list[tuple[int, int]]
    weight: float = 0.0
    again: Callable[[int], "Draft | None"] | None = None
    words: int = 0


def finish(
    writer: Writer,
    rule: str,
    *,
    kind: ClaimKind | None = None,
    weight: float = 0.0,
    stop: str = ".",
    again: Callable[[int], Draft | None] | None = None,
) -> Draft:
    """The sentence with capital and full stop; its kind follows from its numbers unless given."""
    text, marks = sentence(writer.text, stop), writer.marks
    if marks and marks[0].start == 0:
        marks[0].shown = text[: len(marks[0].shown)]
    if writer.exempt:
        # American style puts full stops and commas inside quotation marks; no number moves
        text = text.replace("\u201d.", ".\u201d").replace("\u201d,", ",\u201d")
    words = text.count(" ") + 1
    return Draft(text, kind or _kind(marks), rule, marks, writer.exempt, weight, again, words)


def sentence(text: str, stop: str = ".") -> str:
    """Words with a capital at the start and *stop* at the end, unless they end already."""
    first = text[0]
    if "a" <= first <= "z":
        text = first.upper() + text[1:]
    return text if not stop or text.endswith(_ENDS) else text + stop


_ENDS = (".", "!", "?", ".\u201d", "!\u201d", "?\u201d", "\u2026\u201d")


def _kind(marks: list[Mark]) -> ClaimKind:
    """Derived if any number is; given if any is given; else the rule's own reading of the facts."""
    kind: ClaimKind = "reading"
    for mark in marks:
        if mark.reading.kind == "derived":
            return "derived"
        if mark.reading.kind == "given":
            kind = "given"
    return kind
