"""Drivers in words: which evidence is told, in which order, and how certainly."""

import msgspec

from explainer.assessment import DriverFinding, Evidence
from explainer.narrative.desk import Desk, Write
from explainer.narrative.words import DriverWords, EvidenceWords
from explainer.narrative.writing import Reading, Scope, Writer, reading_of

COINCIDED, HEDGED = "coincided", "hedged"
EVENTS, CALENDAR = "events", "calendar"


class Told(msgspec.Struct, frozen=True):
    """One evidence that is worth telling, with the same evidence of other assets beside it."""

    evidence: Evidence
    words: EvidenceWords
    beside: tuple[Evidence, ...]


def order(desk: Desk, finding: DriverFinding) -> list[Told]:
    """The evidence of a fired driver that counted, strongest first; its doubles stand beside it."""
    spoken = desk.words.drivers[finding.id].evidence
    true = [e for e in finding.evidence if e.status == "true" and e.value is not None]
    true.sort(key=_importance)
    counted = {evidence.id for evidence in true if evidence.counted}
    told: list[Told] = []
    seen: dict[str, int] = {}
    metrics: set[str] = set()
    for evidence in true:
        words = spoken.get(evidence.id)
        if words is None or evidence.id not in counted:
            continue
        place = seen.get(evidence.id)
        if place is not None:
            first = told[place]
            if words.plain:
                told[place] = Told(first.evidence, first.words, (*first.beside, evidence))
            continue
        if evidence.metric in metrics and evidence.metric not in (EVENTS, CALENDAR):
            continue
        seen[evidence.id] = len(told)
        metrics.add(evidence.metric)
        told.append(Told(evidence, words, ()))
    return told


def _importance(evidence: Evidence) -> tuple[bool, float]:
    return (not evidence.counted, -(evidence.strength or 0.0))


def clause(desk: Desk, told: Told, *, alone: bool = False, framed: bool = False) -> Write:
    """The clause of one evidence; with other assets in brackets unless it is to stand *alone*.

    Where it is *framed* by words that name the driver, an event is told by its title only.
    """
    scope = desk.scope_of(told.evidence)
    say = desk.words.event if framed and told.evidence.metric == EVENTS else told.words.say
    if alone or not told.beside:
        return lambda writer: say.write(writer, scope)
    other = told.beside[0]
    filled: dict[str, object] = {
        "clause": lambda writer: say.write(writer, scope),
        "value": _value(desk, other, told.words),
    }
    likewise = Scope(desk.assessment, other.asset, filled=filled)
    return lambda writer: desk.words.likewise.write(writer, likewise)


def _value(desk: Desk, evidence: Evidence, words: EvidenceWords) -> Reading:
    fact = desk.facts[evidence.metric] if evidence.pointer is None else None
    return reading_of(evidence.value, words.unit, evidence.pointer, fact, False)


def tail(desk: Desk, told: Told) -> Write:
    """One evidence as an addition to a sentence: "with the dollar index at 109.6"."""
    phrase, scope = told.words.tail, desk.scope_of(told.evidence)
    assert phrase is not None
    return lambda writer: phrase.write(writer, scope)


def clauses(desk: Desk, told: list[Told], *, framed: bool = False) -> Write:
    """Several clauses as one sentence: the second as an addition to the first where it can be."""
    lists = desk.words.lexicon.lists

    def write(writer: Writer) -> bool:
        if not told or not clause(desk, told[0], framed=framed)(writer):
            return False
        rest = told[1:]
        if rest and (addition := rest[0].words.tail) is not None:
            place = writer.here()
            # two additions that begin alike would trip the reader
            alike = lists.comma + addition.source.split(" ", 1)[0] + " " in writer.text
            writer.say(lists.comma)
            if not alike and addition.write(writer, desk.scope_of(rest[0].evidence)):
                rest = rest[1:]
            else:
                writer.back(place)
        for other in rest:
            place = writer.here()
            writer.say(lists.clauses_pair if len(rest) == 1 else lists.clauses)
            if not clause(desk, other)(writer):
                writer.back(place)
        return True

    return write


def name(desk: Desk, finding: DriverFinding) -> str | Write:
    """What fills a slot with the driver as a noun phrase."""
    return desk.fill(desk.words.drivers[finding.id].noun)


def noun(desk: Desk, finding: DriverFinding) -> Write:
    """The driver as a noun phrase."""
    return desk.phrase(desk.words.drivers[finding.id].noun)


def certainty(desk: Desk, finding: DriverFinding) -> str:
    """How certainly its verb may speak: a level of evidence, `hedged`, or `coincided`.

    An undated event only coincided; what is only scheduled, what something argues against, and
    anything on a day when prices went both ways is hedged.
    """
    strongest = max(finding.evidence, key=lambda evidence: evidence.strength or 0.0)
    if strongest.metric == EVENTS and strongest.pointer is not None:
        event = desk.assessment.events[int(strongest.pointer.rsplit("/", 1)[1])]
        if event.date is None:
            return COINCIDED
    if strongest.metric == CALENDAR or finding.offsets or desk.assessment.move.direction != "down":
        return HEDGED
    return finding.level if finding.level in ("strong", "severe") else "moderate"


def fired(desk: Desk) -> list[DriverFinding]:
    """Drivers that fired, in the order of their rank."""
    return [finding for finding in desk.assessment.drivers if finding.status == "fired"]


def words_of(desk: Desk, finding: DriverFinding) -> DriverWords:
    """The words of a driver."""
    return desk.words.drivers[finding.id]
