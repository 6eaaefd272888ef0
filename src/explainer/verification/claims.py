"""Claims about drivers: what a sentence says a driver did, held against its finding."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from explainer.assessment import DriverFinding
from explainer.pack.matching import Found, WordList, Words
from explainer.pack.style import CERTAINTIES
from explainer.pack.wording import Wording
from explainer.verification.beside import (
    NAMED,
    is_general,
    is_link,
    negated,
    place_of,
    run,
    same_part,
)
from explainer.verification.listed import Heard
from explainer.verification.phrasebook import Mention
from explainer.verification.report import ClaimStatus
from explainer.verification.words import Words as VerificationWords

COINCIDED, HEDGED, MODERATE, STRONG, SEVERE = CERTAINTIES
SOFT = frozenset((COINCIDED, HEDGED))
SHOWN = "shown"
"""The kind of words that say a driver was there, and no more."""
OWING = frozenset(("due to", "owing to", "because of", "caused by", "the result of"))
SOFTENING = 30
"""Characters between a hedge and the verb that it softens, at most."""
BEGINS = frozenset({"trigger"})
"""Roles of which it may be said that they began a fall."""


class Certain(NamedTuple):
    """How certainly each driver may be spoken of: a rung of the ladder, by driver."""

    findings: Mapping[str, DriverFinding]
    allowed: Mapping[str, str]
    leads_to: Mapping[str, frozenset[str]]
    falling: bool


class Said(NamedTuple):
    """A claim in a sentence, with the rung that its words stand on, and the ruling."""

    start: int
    end: int
    driver: str
    status: ClaimStatus
    said: str | None
    allowed: str | None
    reason: str


class ClaimReader:
    """Finds and judges claims about drivers, sentence by sentence."""

    def __init__(self, wording: Wording, words: VerificationWords) -> None:
        self._wording = wording
        self._followed = frozenset(words.followed)
        self._nouns = frozenset(words.causes)
        self._pronouns = frozenset(words.pronouns)
        entries = [(word, kind) for kind, listed in words.more_causal.items() for word in listed]
        self._more = WordList((*entries, *((word, SHOWN) for word in words.shown)))

    def read(self, text: str, heard: Heard, certain: Certain) -> Iterator[Said]:
        """The claims of one sentence of a text."""
        drivers = [found for found in heard.of("driver") if found.means in certain.findings]
        yield from _turned(heard, certain)
        if not drivers or heard.sentence.row:
            return
        denied = self._denials(heard, drivers)
        for place, kind in denied.items():
            yield self._denied(heard, drivers[place], kind, certain)
        start, end = heard.sentence.start, heard.sentence.end
        said = text[start:end]
        causal = self._causal(said)
        begins = [found.start for found in self._wording.triggering(said)]
        begins += [found.start for found in self._more.find(Words(said)) if found.kind == SEVERE]
        hedges = [found for found in causal if found.kind == HEDGED]
        told: set[str] = set()
        yield from self._reversed(heard, causal, drivers, certain)
        for found in causal:
            if found.kind == HEDGED or is_general(heard, found):
                continue
            for mention in self._causes(heard, found, drivers, denied):
                if found.kind == SHOWN and mention.last - mention.first < NAMED:
                    continue
                if mention.means in told:
                    continue
                told.add(mention.means)
                rung = _rung(found, hedges, heard)
                if rung not in SOFT and is_link(heard, found, mention, drivers):
                    yield self._linked(heard, mention, found, rung)
                    continue
                begun = any(found.start <= place < found.end for place in begins)
                yield self._judged(heard, mention, found, rung, certain, begun=begun)

    def _causal(self, said: str) -> list[Found]:
        """The words that claim a cause, or that a driver was there, without those inside others."""
        found = sorted(
            (*self._wording.causal(said), *self._more.find(Words(said))),
            key=lambda one: (one.start, -one.end),
        )
        kept: list[Found] = []
        for one in found:
            if not kept or one.end > kept[-1].end:
                kept.append(one)
        return kept

    def _causes(
        self,
        heard: Heard,
        found: Found,
        drivers: Sequence[Mention],
        denied: Mapping[int, str],
    ) -> list[Mention]:
        """The drivers that causal words name as a cause."""
        first, last = place_of(heard, found)
        usable = [one for place, one in enumerate(drivers) if place not in denied]
        before = [one for one in usable if one.last <= first]
        after = [one for one in usable if one.first >= last]
        words = found.words.lower().split()
        going_on = heard.tokens[last].same if last < len(heard.tokens) else ""
        passive = words[-1] in self._followed or going_on in ("by", "from")
        follows = any(
            one.first <= first < one.last or one.first == first
            for one in heard.of("driver_follows")
        )
        ahead = run(heard, after, last, forward=True)
        back = run(heard, before, first, forward=False)
        if found.kind in (COINCIDED, SHOWN) or going_on == ":":
            return ahead or back
        if self._nouns.intersection(words):
            return back or ahead
        if passive or follows:
            return ahead
        pronoun = heard.tokens[first - 1].same in self._pronouns if first else False
        return back or (ahead if pronoun else [])

    def _reversed(
        self,
        heard: Heard,
        causal: Sequence[Found],
        drivers: Sequence[Mention],
        certain: Certain,
    ) -> Iterator[Said]:
        """What is said to have been caused by the fall, though it is among what explains it."""
        for found in causal:
            first, last = place_of(heard, found)
            going_on = heard.tokens[last].same if last < len(heard.tokens) else ""
            if going_on != "by" and found.words.lower() not in OWING:
                continue
            fallen = any(last <= one.first <= last + 2 for one in heard.of("effects"))
            named = run(heard, [one for one in drivers if one.last <= first], first, forward=False)
            for mention in named if fallen else ():
                finding = certain.findings[mention.means]
                if finding.role in BEGINS:
                    start = heard.tokens[mention.first].start
                    end = heard.tokens[last].end
                    yield Said(start, end, mention.means, "beyond", None, None, "reversed")

    def _denials(self, heard: Heard, drivers: Sequence[Mention]) -> dict[int, str]:
        """The drivers that the sentence denies or calls unchecked, by their place."""
        denied: dict[int, str] = {}
        absent, unchecked = list(heard.of("absent")), list(heard.of("unchecked"))
        for place, mention in enumerate(drivers):
            if unchecked and (not absent or unchecked[0].first < mention.first):
                denied[place] = "unchecked"
            elif any(same_part(heard, one, mention) for one in absent) or negated(heard, mention):
                denied[place] = "absent"
        return denied

    def _denied(self, heard: Heard, mention: Mention, kind: str, certain: Certain) -> Said:
        finding = certain.findings[mention.means]
        start, end = heard.tokens[mention.first].start, heard.tokens[mention.last - 1].end
        status: ClaimStatus
        if kind == "unchecked":
            status = "within" if finding.status == "not_evaluated" else "against"
            reason = "unchecked" if status == "within" else "was_checked"
        elif finding.status == "fired":
            status, reason = "against", "fired"
        elif finding.status == "not_evaluated":
            status, reason = "beyond", "not_evaluated_denied"
        else:
            status, reason = "within", "ruled_out"
        return Said(start, end, mention.means, status, None, None, reason)

    def _judged(
        self,
        heard: Heard,
        mention: Mention,
        found: Found,
        rung: str,
        certain: Certain,
        *,
        begun: bool,
    ) -> Said:
        base = heard.sentence.start
        start = min(heard.tokens[mention.first].start, base + found.start)
        end = max(heard.tokens[mention.last - 1].end, base + found.end)
        finding = certain.findings[mention.means]
        allowed = certain.allowed.get(mention.means)
        status, reason = self._ruling(finding, rung, allowed, certain, begun=begun)
        return Said(start, end, mention.means, status, rung, allowed, reason)

    def _linked(self, heard: Heard, mention: Mention, found: Found, rung: str) -> Said:
        """One driver told as the cause of another, which the figures never show."""
        base = heard.sentence.start
        start, end = heard.tokens[mention.first].start, base + found.end
        return Said(start, end, mention.means, "beyond", rung, HEDGED, "link")

    def _ruling(
        self,
        finding: DriverFinding,
        rung: str,
        allowed: str | None,
        certain: Certain,
        *,
        begun: bool,
    ) -> tuple[ClaimStatus, str]:
        if finding.status == "not_fired":
            return "against", "not_fired"
        if finding.status == "not_evaluated" or allowed is None:
            return "beyond", "not_evaluated"
        if not certain.falling and rung not in (COINCIDED, HEDGED):
            return "beyond", "not_falling"
        if begun and rung != HEDGED and finding.role not in BEGINS:
            return "beyond", "role"
        if _height(rung) > _height(allowed):
            return "beyond", "certainty"
        return "within", "certainty"


def _turned(heard: Heard, certain: Certain) -> Iterator[Said]:
    """Drivers named by the opposite of their names: inflows from a fund."""
    for mention in heard.of("turned"):
        if mention.means in certain.findings:
            start, end = heard.tokens[mention.first].start, heard.tokens[mention.last - 1].end
            yield Said(start, end, mention.means, "against", None, None, "turned")


def _height(rung: str) -> int:
    """The rung's height; those two that evidence bears alike count as one."""
    heights: dict[str, int] = {COINCIDED: 0, HEDGED: 0, MODERATE: 1, STRONG: 2, SEVERE: 2}
    return heights[rung]


def _rung(found: Found, hedges: Sequence[Found], heard: Heard) -> str:
    """How certainly causal words speak, with the hedge before them."""
    for hedge in hedges:
        if 0 <= found.start - hedge.end <= SOFTENING or hedge.start == found.start:
            return HEDGED
    if found.kind == SHOWN:
        return COINCIDED
    if found.kind in (COINCIDED, HEDGED, MODERATE):
        return found.kind
    base = heard.sentence.start
    for part in heard.of("parts"):
        if 0 <= base + found.start - heard.tokens[part.last - 1].end <= SOFTENING // 2:
            return MODERATE
    return found.kind
