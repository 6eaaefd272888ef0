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
from explainer.verification import saying
from explainer.verification.asking import check_numbers
from explainer.verification.background import Background
from explainer.verification.candidates import Candidate, Candidates
from explainer.verification.claims import Certain, ClaimReader, Said
from explainer.verification.figures import Context, Figures, Told
from explainer.verification.hearing import Ear, Heard
from explainer.verification.own import OwnSentence, OwnWords, Skeleton, own_sentence, skeleton
from explainer.verification.phrasebook import Mention
from explainer.verification.report import AdviceFinding, ClaimFinding, Findings, NumberFinding
from explainer.verification.sentences import sentences
from explainer.verification.subjects import few_assets, pack_phrases, topic_units
from explainer.verification.tokens import Sentence
from explainer.verification.trends import Trend, trends
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
        self._helpers = frozenset(words.helpers)
        self._negations = frozenset(words.negations)
        self._claims = ClaimReader(self._wording, words)
        drivers = msgspec.to_builtins(pack.drivers)
        signals = msgspec.to_builtins(pack.signals)
        background = Background(self._ear, self._abbreviations, drivers, signals, pack.lexicon)
        numerals = narrative.tongue.numerals
        self._figures = Figures(self._ear, background, numerals, words.spans)

    def verify(
        self, text: str, assessment: Assessment, explanations: Iterable[Explanation]
    ) -> Findings:
        """The findings on a text; *explanations* are ours of the same assessment."""
        own = OwnWords(found for explanation in explanations for found in self._own(explanation))
        heard = [
            self._ear.hear(sentence, self._symbols(sentence, assessment))
            for sentence in sentences(text, self._abbreviations)
        ]
        check_numbers(sum(len(one.quantities) for one in heard))
        told = self._told(assessment, heard)
        certain = self._certain(assessment)
        numbers: list[NumberFinding] = []
        claims: list[ClaimFinding] = []
        before = Context()
        for one in heard:
            alike = own.alike(one)
            said = own.says(text[one.sentence.start : one.sentence.end])
            for finding, candidate in self._figures.read(text, one, told, alike, before):
                numbers.append(finding)
                if candidate is not None and not said:
                    claims.extend(self._bound(one, finding, candidate))
            claims.extend(self._claimed(text, one, certain, own=said))
            if not said:
                claims.extend(self._moved(text, one, assessment))
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
        everything = frozenset((*assets, "BTC", "ETH"))
        if any(name == MARKET for name in assets) or not assets:
            everything |= frozenset(few_assets(assessment))
        return Told(
            candidates=self._candidates.numbers(assessment, everything, self._labels),
            dates=self._candidates.dates(assessment),
            counts={
                status: statuses.count(status) for status in ("fired", "not_fired", "not_evaluated")
            },
            titles=[event.title for event in assessment.events]
            + [entry.title for entry in assessment.calendar if entry.title],
            sizes=[
                (event.title, event.size_usd)
                for event in assessment.events
                if event.size_usd is not None
            ],
            windows=WINDOWS,
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
            yield self._claim(text, said, certain, own=own)

    def _claim(self, text: str, said: Said, certain: Certain, *, own: bool) -> ClaimFinding:
        finding = certain.findings[said.driver]
        detail = saying.CLAIMS["own" if own else said.reason].format(
            said=said.said,
            allowed=said.allowed,
            title=self._titles[said.driver],
            role=saying.ROLES[finding.role],
        )
        return ClaimFinding(
            text=text[said.start : said.end],
            start=said.start,
            end=said.end,
            kind="driver",
            status="within" if own else said.status,
            severity="problem",
            driver=said.driver,
            said=said.said,
            allowed=said.allowed,
            detail=detail,
        )

    def _moved(self, text: str, heard: Heard, assessment: Assessment) -> Iterator[ClaimFinding]:
        for trend in trends(heard, assessment, self._flat_within, self._helpers, self._negations):
            yield _direction(text, trend)

    def _bound(
        self, heard: Heard, finding: NumberFinding, candidate: Candidate
    ) -> Iterator[ClaimFinding]:
        """A note where a lower bound is stated as if it were the whole."""
        if finding.status != "supported" or not candidate.bound:
            return
        place = next(q.first for q in heard.quantities if q.start == finding.start)
        for kept in heard.of(AT_LEAST):
            if 0 <= place - kept.last <= BOUND_REACH:
                return
        numerals = self._narrative.tongue.numerals
        shown = saying.shown(candidate.value, candidate.unit, numerals)
        yield ClaimFinding(
            text=finding.text,
            start=finding.start,
            end=finding.end,
            kind="lower_bound",
            status="beyond",
            severity="note",
            driver=None,
            said=None,
            allowed=None,
            detail=saying.CLAIMS["lower_bound"].format(label=candidate.label, shown=shown),
        )

    def _advice(self, text: str, heard: Sequence[Heard], own: OwnWords) -> Iterator[AdviceFinding]:
        for one in heard:
            said = text[one.sentence.start : one.sentence.end]
            if own.says(said):
                continue
            for found in self._wording.advice(said):
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
        return Context(topics, assets)
    return Context(topics or before.topics, assets or before.assets)


def _direction(text: str, trend: Trend) -> ClaimFinding:
    whole = trend.asset == MARKET
    detail = saying.CLAIMS["market_direction" if whole else "direction"].format(
        label=f"the 24-hour change of {trend.asset}", shown=trend.shown
    )
    return ClaimFinding(
        text=text[trend.start : trend.end],
        start=trend.start,
        end=trend.end,
        kind="direction",
        status=trend.status,
        severity="problem",
        driver=None,
        said=None,
        allowed=None,
        detail=detail,
    )
