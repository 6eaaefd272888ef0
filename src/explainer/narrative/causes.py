"""Drivers in words: which evidence is told, in which order, and how certainly."""

from collections.abc import Iterable

import msgspec
from msgspec import structs

from explainer.assessment import DriverFinding, Evidence
from explainer.metric_spec import ASSET_SLOT
from explainer.narrative.desk import Desk, Write
from explainer.narrative.spoken import DriverWords, EvidenceWords
from explainer.narrative.writing import Reading, Scope, Writer, reading_of
from explainer.snapshot import Event

ALTCOINS = "altcoin_rotation"
"""The driver that tells of altcoins falling further than bitcoin."""
COINCIDED, HEDGED = "coincided", "hedged"
BITCOIN, OTHERS = "BTC", "others"
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
    focus = desk.assessment.move.focus
    if len(true) > 1:
        true.sort(key=_importance)
        if focus is not None:
            own = finding.about == "asset"
            true.sort(key=lambda evidence: _distance(evidence, focus, own=own))
    counted = {evidence.id for evidence in true if evidence.counted}
    told: list[Told] = []
    seen: dict[str, int] = {}
    metrics: set[str] = set()
    for evidence in true:
        words = spoken.get(evidence.id)
        asked = finding.about == "asset" and evidence.asset == focus
        if words is None or not (asked or evidence.id in counted):
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


def _distance(evidence: Evidence, focus: str, *, own: bool) -> int:
    """How far evidence is from the asset asked about: bitcoin's is farthest.

    Where the driver is about the asset (*own*), the market's is farther than the asset's.
    """
    if evidence.asset == focus:
        return 0
    return int(own) if evidence.asset != BITCOIN else 2


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
        "value": reading(desk, other, told.words),
    }
    likewise = Scope(desk.assessment, other.asset, filled=filled)
    return lambda writer: desk.words.likewise.write(writer, likewise)


def reading(
    desk: Desk, evidence: Evidence, words: EvidenceWords, *, bound: bool = False
) -> Reading:
    """What an evidence read; a *bound* one says "at least" where its metric is a lower bound."""
    fact = desk.facts[evidence.metric] if evidence.pointer is None else None
    bounded = bound and desk.words.measures.is_lower_bound(evidence.metric)
    return reading_of(evidence.value, words.unit, evidence.pointer, fact, bounded)


def level_of(desk: Desk, told: Told) -> Reading:
    """The reading of an evidence as it stands by itself, with its sign."""
    evidence = told.evidence
    assert isinstance(evidence.value, float)
    shown = desk.words.tongue.numerals.level(evidence.value, told.words.unit)
    return structs.replace(reading(desk, evidence, told.words, bound=True), shown=shown)


def tail(desk: Desk, told: Told) -> Write:
    """One evidence as an addition to a sentence: "with the dollar index at 109.6"."""
    phrase, scope = told.words.tail, desk.scope_of(told.evidence)
    assert phrase is not None
    return lambda writer: phrase.write(writer, scope)


def fits_behind(desk: Desk, told: Told, first: Told | None = None) -> bool:
    """Whether an addition is understood behind *first*, or behind the driver's name.

    One that names no asset is taken to be about the asset of the clause before it; where that has
    none, about the asset asked about, else bitcoin.
    """
    about, addition = told.evidence.asset, told.words.tail
    if about is None or (addition is not None and ASSET_SLOT in addition.source):
        return True
    before = None if first is None else first.evidence.asset
    return about == (before or desk.assessment.move.focus or BITCOIN)


def clauses(desk: Desk, told: list[Told], *, framed: bool = False) -> Write:
    """Several clauses as one sentence: the second as an addition to the first where it can be."""
    lists = desk.words.lexicon.lists

    def write(writer: Writer) -> bool:
        if not told or not clause(desk, told[0], framed=framed)(writer):
            return False
        rest = told[1:]
        addition = rest[0].words.tail if rest and fits_behind(desk, rest[0], told[0]) else None
        if addition is not None:
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

    An undated event only coincided; what is only scheduled, what something argues against, what
    touches the asset asked about mainly by bitcoin, and anything on a day when prices went both
    ways is hedged.
    """
    strongest = strongest_of(finding)
    event = event_of(desk, strongest)
    if event is not None and event.date is None:
        return COINCIDED
    if strongest.metric == CALENDAR or finding.offsets or desk.assessment.move.direction != "down":
        return HEDGED
    if _is_remote(desk, finding):
        return HEDGED
    return finding.level if finding.level in ("strong", "severe") else "moderate"


def _is_remote(desk: Desk, finding: DriverFinding) -> bool:
    """Whether a driver touches the asset asked about mainly by others, or perhaps not at all."""
    move = desk.assessment.move
    if move.focus in (None, BITCOIN) or finding.about == "asset":
        return False
    by_bitcoin = strongest_of(finding).asset == BITCOIN
    return by_bitcoin or finding.about == OTHERS or move.scope == "unknown"


def dated(desk: Desk, finding: DriverFinding) -> bool:
    """Whether what speaks most for a driver has a date before the move was read.

    That is an event with its date, or a session of funds; evidence outside its window does not
    count to begin with.
    """
    strongest = strongest_of(finding)
    event = event_of(desk, strongest)
    if event is not None:
        return event.date is not None
    group, _, rest = strongest.metric.partition(".")
    return group == "etf" and f"etf.{rest.partition('.')[0]}.session_date" in desk.facts.values


def strongest_of(finding: DriverFinding) -> Evidence:
    """The evidence that speaks most for a driver."""
    return max(finding.evidence, key=_strength)


def _strength(evidence: Evidence) -> float:
    return evidence.strength or 0.0


def event_of(desk: Desk, evidence: Evidence) -> Event | None:
    """The event behind an evidence."""
    if evidence.metric != EVENTS or evidence.pointer is None:
        return None
    return desk.assessment.events[int(evidence.pointer.rpartition("/")[2])]


def in_a_row(desk: Desk, told: list[Told]) -> Write:
    """Clauses after words that have named the driver: "x, and y"."""
    if len(told) == 1:
        return clause(desk, told[0], alone=True, framed=True)
    pair = desk.words.lexicon.lists.clauses_pair
    return desk.listed([clause(desk, one, alone=True, framed=True) for one in told], pair, pair)


def decided(desk: Desk) -> list[DriverFinding]:
    """The drivers that could be evaluated."""
    return [found for found in desk.assessment.drivers if found.status != "not_evaluated"]


def undecided(desk: Desk) -> list[DriverFinding]:
    """The drivers that could not be evaluated."""
    return [found for found in desk.assessment.drivers if found.status == "not_evaluated"]


def count(desk: Desk, findings: Iterable[DriverFinding]) -> Reading:
    """How many drivers these are."""
    return desk.count([words_of(desk, finding).counted for finding in findings])


def words_of(desk: Desk, finding: DriverFinding) -> DriverWords:
    """The words of a driver."""
    return desk.words.drivers[finding.id]
