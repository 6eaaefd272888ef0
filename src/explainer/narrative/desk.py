"""What every sentence of one explanation shares: the assessment, the words, and the seed."""

from collections.abc import Callable, Iterable, Sequence
from math import gcd

from explainer.assessment import Assessment, Evidence, Offset, Operand, Signal
from explainer.explanation import ClaimKind
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.numbers import Shown
from explainer.narrative.phrases import Phrase
from explainer.narrative.variants import Wordings
from explainer.narrative.words import Words
from explainer.narrative.writing import Reading, Scope, Writer, read

SEED_DIGITS = 12
ALWAYS = 1000.0
"""The weight of what is never left out."""
REQUIRED = 500.0
"""The weight of what goes only when nothing else is left that could."""
MOST_SETTLED = 1024
"""Sentences without readings that are kept: which drivers they name depends on the snapshot."""
LEXICON = "lexicon"
"""The rule of sentences whose words no driver or signal supplies."""
Write = Callable[[Writer], bool]


def _stride(most: int) -> int:
    """How far apart two tries among so many wordings lie: neighbors differ in their last words.

    It has no divisor in common with *most*, so that every wording is reached.
    """
    stride = most // 3 or 1
    while gcd(stride, most) > 1:
        stride += 1
    return stride


class Desk:
    """Writes sentences about one assessment. *seed* picks among wordings, and nothing else.

    *listing* asks for sentences that stand alone, item by item.
    """

    __slots__ = (
        "assessment",
        "facts",
        "fired",
        "known",
        "listing",
        "movers",
        "plain",
        "seed",
        "words",
        "year",
    )

    def __init__(
        self, assessment: Assessment, words: Words, seed: str, *, listing: bool = False
    ) -> None:
        self.assessment = assessment
        self.listing = listing
        self.facts = assessment.facts
        self.words = words
        self.seed = int(seed[:SEED_DIGITS], 16)
        self.year = assessment.as_of.year
        self.plain = Scope(assessment)
        self.fired = [found for found in assessment.drivers if found.status == "fired"]
        self.known: set[str] = set()
        self.movers: dict[str, object] = {}

    def writer(self, *, quiet: bool = False) -> Writer:
        """An empty sentence; a *quiet* one leaves no receipts."""
        return Writer(self.words.tongue, self.year, quiet, self.known)

    def pick(self, wordings: Wordings, turn: int = 0) -> Phrase:
        """One of several wordings; another *turn* gives the next one."""
        most = len(wordings)
        if most == 1:
            return wordings[0]
        # the length of the words keeps the choices of different sentences apart
        chosen = self.seed // wordings[0].length
        return wordings[(chosen + turn * _stride(most)) % most if turn else chosen % most]

    def sentence(
        self,
        wordings: Wordings,
        filled: dict[str, object],
        rule: str,
        *,
        weight: float = 0.0,
        turn: int = 0,
        kind: ClaimKind | None = None,
        stop: str = ".",
    ) -> Draft | None:
        """A sentence of the lexicon with its slots filled; None when one of them is unknown."""
        writer = Writer(self.words.tongue, self.year, False, self.known)
        scope = Scope(self.assessment, None, "", None, None, filled)
        if not self.pick(wordings, turn).write(writer, scope):
            return None
        if len(wordings) == 1 or turn:
            return finish(writer, rule, kind, weight, stop)

        def again(next_turn: int) -> Draft | None:
            return self.sentence(
                wordings, filled, rule, weight=weight, turn=next_turn, kind=kind, stop=stop
            )

        return finish(writer, rule, kind, weight, stop, again)

    def say(
        self,
        key: str,
        filled: dict[str, object] | None = None,
        *,
        weight: float = 0.0,
        kind: ClaimKind | None = None,
        turn: int = 0,
    ) -> list[Draft]:
        """A sentence of the article by its key in the lexicon; none when a slot is unknown."""
        wordings = self.words.article[key]
        draft = self.sentence(wordings, filled or {}, LEXICON, weight=weight, kind=kind, turn=turn)
        return [] if draft is None else [draft]

    def settled(
        self,
        wordings: Wordings,
        key: tuple[str | None, ...],
        filled: Callable[[], dict[str, object]],
        rule: str,
        *,
        weight: float = 0.0,
        turn: int = 0,
        kind: ClaimKind | None = None,
    ) -> Draft | None:
        """A sentence that no reading goes into: *key* says all that fills its slots.

        It is written once for each key, as the same few come back in most answers.
        """
        phrase = self.pick(wordings, turn)
        known, told = self.words.settled, (phrase, key)
        if told in known and not phrase.reads:
            draft = known[told]
        else:
            draft = self.sentence((phrase,), filled(), rule, weight=weight, kind=kind)
            if len(known) < MOST_SETTLED and not phrase.reads:
                known[told] = draft
        if draft is None or len(wordings) == 1 or turn:
            return draft

        def again(next_turn: int) -> Draft | None:
            return self.settled(
                wordings, key, filled, rule, weight=weight, turn=next_turn, kind=kind
            )

        return Draft(
            draft.text,
            draft.kind,
            draft.rule,
            draft.marks,
            draft.exempt,
            draft.weight,
            again,
            draft.words,
        )

    def reading(self, metric: str) -> Reading | None:
        """A reading by its id; None while it is unknown."""
        return read(self.facts, metric, self.words.measures.unit(metric))

    def scope_of(self, said: Evidence | Offset) -> Scope:
        """What the slots of the sentence of an evidence or an offset refer to."""
        return Scope(self.assessment, said.asset, said.metric, said.value, said.pointer)

    def tell(self, evidence: Evidence, draft: Draft) -> None:
        """Remember which readings a sentence has told."""
        self.known.add(evidence.pointer or evidence.metric)
        for mark in draft.marks:
            if mark[6] is not None:
                self.known.add(mark[6])

    def told(self, metric: str, pointer: str | None) -> bool:
        """Whether a sentence so far has told this reading."""
        return (pointer or metric) in self.known

    def count(self, operands: Sequence[Operand]) -> Reading:
        """How many drivers or readings there are, with a list of them to count again."""
        return Reading(float(len(operands)), "count", "count", None, None, "count", tuple(operands))

    def value_of(self, signal: Signal, shown: Shown) -> Reading | None:
        """The reading of a signal, as it is to be shown."""
        value, metric, unit, pointer = signal.value, signal.metric, signal.unit, signal.pointer
        if value is None or metric is None:
            return None
        bound = self.words.measures.is_lower_bound(metric)
        if pointer is None:
            fact = self.facts[metric]
            if fact.op is not None:
                return Reading(
                    value, unit, "derived", None, None, fact.op, fact.operands, bound, shown
                )
            pointer = fact.pointer
        return Reading(value, unit, "given", pointer, None, None, (), bound, shown)

    def fill(self, phrase: Phrase) -> "str | Write":
        """What fills a slot with a phrase of a rule file that refers to nothing."""
        return phrase.static or self.phrase(phrase)

    def phrase(self, phrase: Phrase, scope: Scope | None = None) -> Write:
        """Writing that can fill a slot: a phrase of a rule file."""
        seen = self.plain if scope is None else scope
        return lambda writer: phrase.write(writer, seen)

    def listed(self, items: Sequence[Write], comma: str, last: str) -> Write:
        """Several writings as a list; those that cannot be written are left out."""

        def write(writer: Writer) -> bool:
            written = 0
            final = len(items) - 1
            for position, item in enumerate(items):
                place = writer.here()
                if written:
                    writer.text += last if position == final else comma
                if item(writer):
                    written += 1
                else:
                    writer.back(place)
            return written > 0

        return write

    def names(self, items: Iterable[Write]) -> Write:
        """Noun phrases as a list: "a, b and c"."""
        lists = self.words.lexicon.lists
        return self.listed(list(items), lists.comma, lists.last)
