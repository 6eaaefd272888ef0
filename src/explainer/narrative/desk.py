"""What every sentence of one explanation shares: the assessment, the words, and the seed."""

from collections.abc import Callable, Iterable, Sequence

from explainer.assessment import Assessment, Evidence, Signal
from explainer.explanation import ClaimKind
from explainer.narrative.phrases import Phrase
from explainer.narrative.words import Wordings, Words
from explainer.narrative.writing import Draft, Reading, Scope, Writer, finish, read, reading_of

SEED_DIGITS = 12
Write = Callable[[Writer], bool]


class Desk:
    """Writes sentences about one assessment. *seed* picks among wordings, and nothing else."""

    __slots__ = ("assessment", "facts", "movers", "plain", "seed", "words", "year")

    def __init__(self, assessment: Assessment, words: Words, seed: str) -> None:
        self.assessment = assessment
        self.facts = assessment.facts
        self.words = words
        self.seed = int(seed[:SEED_DIGITS], 16)
        self.year = assessment.as_of.year
        self.plain = Scope(assessment)
        self.movers: dict[str, object] = {}

    def writer(self, *, quiet: bool = False) -> Writer:
        """An empty sentence; a *quiet* one leaves no receipts."""
        return Writer(self.words.tongue, self.year, quiet=quiet)

    def pick(self, wordings: Wordings, turn: int = 0) -> Phrase:
        """One of several wordings; another *turn* gives the next one."""
        if len(wordings) == 1:
            return wordings[0]
        # the length of the words keeps the choices of different sentences apart
        return wordings[(self.seed // len(wordings[0].source) + turn) % len(wordings)]

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
        writer = self.writer()
        scope = Scope(self.assessment, filled=filled)
        if not self.pick(wordings, turn).write(writer, scope):
            return None
        again = None
        if len(wordings) > 1 and turn < len(wordings):

            def again(next_turn: int) -> Draft | None:
                return self.sentence(
                    wordings, filled, rule, weight=weight, turn=next_turn, kind=kind, stop=stop
                )

        return finish(writer, rule, kind=kind, weight=weight, stop=stop, again=again)

    def reading(self, metric: str) -> Reading | None:
        """A reading by its id; None while it is unknown."""
        return read(self.facts, metric, self.words.unit(metric))

    def scope_of(self, evidence: Evidence) -> Scope:
        """What the slots of an evidence's sentence refer to."""
        return Scope(
            self.assessment, evidence.asset, evidence.metric, evidence.value, evidence.pointer
        )

    def value_of(self, signal: Signal) -> Reading | None:
        """The reading of a signal."""
        value, metric, pointer = signal.value, signal.metric, signal.pointer
        if value is None or metric is None:
            return None
        lower_bound = self.words.is_lower_bound(metric)
        if pointer is not None:
            return Reading(value, signal.unit, "given", pointer, lower_bound=lower_bound)
        return reading_of(value, signal.unit, None, self.facts[metric], lower_bound)

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
            for position, item in enumerate(items):
                place = writer.here()
                if written:
                    writer.say(last if position == len(items) - 1 else comma)
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
