"""The door of verification: a text and an assessment in, findings out."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from explainer.assessment import Assessment
from explainer.explanation import Explanation, Receipt
from explainer.narrative import Words as NarrativeWords
from explainer.narrative import causes
from explainer.narrative.desk import Desk
from explainer.pack import RulePack
from explainer.pack.verification import verification_words
from explainer.pack.wording import Wording
from explainer.verification import findings, saying
from explainer.verification.asking import check_comparisons, check_numbers
from explainer.verification.background import Background
from explainer.verification.candidates import Candidate, Candidates
from explainer.verification.claims import Certain, ClaimReader
from explainer.verification.edited import Edits
from explainer.verification.figures import Figures
from explainer.verification.hearing import Ear
from explainer.verification.listed import Heard
from explainer.verification.nouns import Nouns
from explainer.verification.own import OwnSentence, OwnWords, Skeleton, own_sentence, skeleton
from explainer.verification.phrasebook import Mention
from explainer.verification.report import AdviceFinding, ClaimFinding, Findings, NumberFinding
from explainer.verification.sentences import sentences
from explainer.verification.subjects import few_assets, pack_phrases, topic_units
from explainer.verification.titles import titles_of
from explainer.verification.tokens import Sentence
from explainer.verification.told import Context, Told, gaps_between
from explainer.verification.trends import trends
from explainer.verification.words import MARKET, read_words

WINDOWS = frozenset({1.0, 24.0, 168.0, 720.0})
"""Hours that changes of the catalogue cover: an hour, a day, a week, 30 days."""
SHORTEST_SYMBOL = 2
AT_LEAST = "bounds_kept"
BOUND_REACH = 4
SEED = "0" * 12


class Verifier:
    """Verifies texts with one rule pack; what the pack's words come to is made once, here."""

    def __init__(self, pack: RulePack, narrative: NarrativeWords) -> None:
        words = read_words(verification_words())
        lexicon = narrative.lexicon
        self._narrative = narrative
        self._titles = {driver.id: driver.noun for driver in pack.drivers}
        self._leads_to = {driver.id: frozenset(driver.leads_to) for driver in pack.drivers}
        self._labels = {
            name.replace("{asset}", "*"): rule.label for name, rule in pack.metrics.derived.items()
        }
        self._flat_within = narrative.flat_within
        self._abbreviations = frozenset(words.dates.abbreviations)
        self._candidates = Candidates(words, frozenset(lexicon.lower_bounds))
        self._ear = Ear(words, (*lexicon.names, pack.version), topic_units(words, pack))
        self._ear.book.add(pack_phrases(pack, lexicon.assets))
        self._wording = Wording(pack.style)
        self._plain = frozenset((*words.plain, *words.ties, *words.breaks))
        self._helpers = frozenset(words.helpers)
        self._negations = frozenset(words.negations)
        self._claims = ClaimReader(self._wording, words)
        drivers = msgspec.to_builtins(pack.drivers)
        signals = msgspec.to_builtins(pack.signals)
        background = Background(self._ear, self._abbreviations, drivers, signals, pack.lexicon)
        numerals = narrative.tongue.numerals
        nouns = Nouns(frozenset((*words.ties, *words.breaks, *words.plain, *words.helpers)))
        self._figures = Figures(self._ear, background, numerals, words, nouns)

    def verify(
        self, text: str, assessment: Assessment, explanations: Iterable[Explanation]
    ) -> Findings:
        """The findings on a text; *explanations* are ours of the same assessment.

        Raises SnapshotTooLarge for a text with more numbers than can be held against the readings.
        """
        own = OwnWords(one for explanation in explanations for one in self._own(explanation))
        edits = Edits(own.sentences)
        heard = [
            self._ear.hear(sentence, self._symbols(sentence, assessment))
            for sentence in sentences(text, self._abbreviations)
        ]
        stated = sum(len(one.quantities) for one in heard)
        check_numbers(stated)
        told = self._told(assessment, heard)
        check_comparisons(stated, len(told.candidates))
        certain = self._certain(assessment)
        numbers: list[NumberFinding] = []
        claims: list[ClaimFinding] = []
        before = Context()
        for one in heard:
            alike = own.alike(one)
            said = own.says(text[one.sentence.start : one.sentence.end])
            read = len(numbers)
            for finding, candidate in self._figures.read(text, one, told, alike, before):
                numbers.append(finding)
                if candidate is not None and not said:
                    claims.extend(self._bound(one, finding, candidate))
            claims.extend(self._claimed(text, one, certain, own=said))
            if not said:
                claims.extend(self._moved(text, one, assessment))
                stood_for = [
                    stood.nearest.metric
                    for stood in numbers[read:]
                    if stood.nearest is not None and stood.status == "supported"
                ]
                claims.extend(self._edited(text, one, edits, certain, stood_for))
            before = _context(one, before)
        return Findings(
            numbers=tuple(sorted(numbers, key=lambda found: found.start)),
            claims=tuple(sorted(claims, key=lambda found: found.start)),
            advice=tuple(self._advice(text, heard, own)),
        )

    def _own(self, explanation: Explanation) -> Iterator[tuple[Skeleton, OwnSentence]]:
        """The sentences of an explanation, headlines included, with their receipts."""
        yield from self._own_text(
            explanation.text, [one for claim in explanation.claims for one in claim.receipts]
        )
        for claim in explanation.headlines:
            yield from self._own_text(claim.text, claim.receipts)
        for plain in (explanation.headline, explanation.answer):
            yield from self._own_text(plain, ())

    def _own_text(
        self, text: str, receipts: Sequence[Receipt]
    ) -> Iterator[tuple[Skeleton, OwnSentence]]:
        for sentence in sentences(text, self._abbreviations):
            heard = self._ear.hear(sentence)
            start, end = sentence.start, sentence.end
            inside = [one for one in receipts if start <= one.start and one.end <= end]
            yield skeleton(heard), own_sentence(text, heard, inside)

    def _symbols(self, sentence: Sentence, assessment: Assessment) -> list[Mention]:
        """Symbols of the snapshot's assets, and names of funds, that stand in a sentence."""
        values = assessment.facts.values
        found: list[Mention] = []
        for place, token in enumerate(sentence.tokens):
            word = token.text
            if len(word) < SHORTEST_SYMBOL or not word.isupper():
                continue
            if f"assets.{word}.price_usd" in values or f"assets.{word}.change_24h_pct" in values:
                found.append(Mention("asset", word, place, place + 1))
            if any(values.get(f"etf.{one}.largest_outflow_fund") == word for one in ("BTC", "ETH")):
                found.append(Mention("topic", "etf_fund", place, place + 1))
        return found

    def _told(self, assessment: Assessment, heard: Sequence[Heard]) -> Told:
        assets = {found.means for one in heard for found in one.of("asset")}
        statuses = [finding.status for finding in assessment.drivers]
        dates = self._candidates.dates(assessment)
        named = [event.title for event in assessment.events]
        named += [entry.title for entry in assessment.calendar if entry.title]
        titles = titles_of(named, self._ear, self._abbreviations, self._plain)
        everything = frozenset((*assets, "BTC", "ETH"))
        if any(name == MARKET for name in assets) or not assets:
            everything |= frozenset(few_assets(assessment))
        return Told(
            candidates=self._candidates.numbers(assessment, everything, self._labels),
            dates=dates,
            counts={
                status: statuses.count(status) for status in ("fired", "not_fired", "not_evaluated")
            },
            titles=titles,
            sizes=[
                (named, event.size_usd)
                for named, event in zip(titles, assessment.events, strict=False)
                if event.size_usd is not None
            ],
            windows=WINDOWS,
            gaps=gaps_between([one.day for one in dates], assessment.as_of.date()),
            as_of=assessment.as_of.date(),
        )

    def _certain(self, assessment: Assessment) -> Certain:
        desk = Desk(assessment, self._narrative, SEED)
        findings = {finding.id: finding for finding in assessment.drivers}
        return Certain(
            findings=findings,
            allowed={
                name: causes.certainty(desk, finding)
                for name, finding in findings.items()
                if finding.status == "fired"
            },
            leads_to=self._leads_to,
            falling=assessment.move.direction in ("down", "mixed")
            or any(finding.explains for finding in assessment.drivers),
        )

    def _claimed(
        self, text: str, heard: Heard, certain: Certain, *, own: bool
    ) -> Iterator[ClaimFinding]:
        for said in self._claims.read(text, heard, certain):
            finding = certain.findings[said.driver]
            title = self._titles[said.driver]
            yield findings.of_driver(text, said, finding, title, own=own)

    def _edited(
        self,
        text: str,
        heard: Heard,
        edits: Edits,
        certain: Certain,
        stood_for: Sequence[str],
    ) -> Iterator[ClaimFinding]:
        """Findings on words that stand where the explanation has others.

        *stood_for* are the metrics of the numbers: of their assets a sentence may well speak.
        """
        for edit in edits.faults(heard, certain.findings):
            if edit.asset and any(edit.asset in metric.split(".") for metric in stood_for):
                continue
            yield findings.of_edit(text, edit, self._titles.get(edit.driver or "", ""))

    def _moved(self, text: str, heard: Heard, assessment: Assessment) -> Iterator[ClaimFinding]:
        for trend in trends(heard, assessment, self._flat_within, self._helpers, self._negations):
            yield findings.of_trend(text, trend)

    def _bound(
        self, heard: Heard, finding: NumberFinding, candidate: Candidate
    ) -> Iterator[ClaimFinding]:
        """A note where a lower bound is stated as if it were the whole."""
        if finding.status != "supported" or not candidate.bound:
            return
        numerals = self._narrative.tongue.numerals
        place = next(q.first for q in heard.quantities if q.start == finding.start)
        for most in heard.of("hedge"):
            if most.means == "under" and 0 <= place - most.last <= BOUND_REACH:
                yield findings.of_bound(finding, candidate, "most", numerals)
                return
        for kept in heard.of(AT_LEAST):
            if 0 <= place - kept.last <= BOUND_REACH:
                return
        yield findings.of_bound(finding, candidate, "lower_bound", numerals)

    def _advice(self, text: str, heard: Sequence[Heard], own: OwnWords) -> Iterator[AdviceFinding]:
        for one in heard:
            said = text[one.sentence.start : one.sentence.end]
            if own.says(said):
                continue
            innocent = {one.sentence.tokens[past.first].start for past in one.of("told_back")}
            for found in self._wording.advice(said):
                if one.sentence.start + found.start in innocent:
                    continue
                yield AdviceFinding(
                    text=found.words,
                    start=one.sentence.start + found.start,
                    end=one.sentence.start + found.end,
                    detail=saying.ADVICE.get(found.kind, saying.ADVICE["phrase"]),
                )


def _context(heard: Heard, before: Context) -> Context:
    """What the next sentence may take for granted."""
    topics = frozenset(found.means for found in heard.of("topic"))
    assets = frozenset(found.means for found in heard.of("asset"))
    if heard.sentence.opens:
        return Context(topics, assets, topics)
    paragraph = topics | before.paragraph
    return Context(topics or before.topics, assets or before.assets, paragraph)
