"""What argued the other way, what was ruled out, and what could not be checked."""

from typing import NamedTuple

from explainer.assessment import DriverFinding, Evidence, Offset
from explainer.explanation import RuledOut
from explainer.narrative import causes
from explainer.narrative.desk import Desk, Write
from explainer.narrative.opening import LEXICON
from explainer.narrative.phrases import Phrase
from explainer.narrative.writing import Draft, Reading, Scope, Writer, sentence

OFFSETS, RULED_OUT, UNCHECKED = 62.0, 58.0, 48.0
MOST_OFFSETS, MOST_RULED_OUT, MOST_UNCHECKED = 2, 2, 2


class Findings(NamedTuple):
    """What stands whole beside the text: offsets and ruled-out drivers in words, readings."""

    offsets: tuple[Offset, ...]
    ruled_out: tuple[RuledOut, ...]
    shown: dict[str, dict[int, str]]


def offsets(desk: Desk) -> tuple[list[Draft], tuple[Offset, ...]]:
    """A sentence on what argued the other way, and every offset with its words."""
    worded: list[Offset] = []
    told: list[Write] = []
    falling = desk.assessment.move.direction in ("down", "mixed")
    fired = {finding.id for finding in causes.fired(desk)}
    others: list[Write] = []
    seen: set[str] = set()
    for offset in desk.assessment.offsets:
        phrase, _ = desk.words.drivers[offset.driver].offsets[offset.id]
        scope = Scope(desk.assessment, offset.asset, offset.metric, offset.value, offset.pointer)
        kept = told if offset.driver in fired else others
        wanted = falling and len(kept) < (MOST_OFFSETS if kept is told else 1)
        writer = desk.writer(quiet=not wanted)
        if not phrase.write(writer, scope):
            worded.append(offset)
            continue
        worded.append(_with_text(offset, sentence(writer.text)))
        subject = offset.metric.rsplit(".", 1)[-1]
        if wanted and subject not in seen:
            seen.add(subject)
            kept.append(_again(writer))
    told = (told or others[:1])[:MOST_OFFSETS]
    if not told:
        return [], tuple(worded)
    lists = desk.words.lexicon.lists
    clauses = desk.listed(told, lists.clauses_pair, lists.clauses_pair)
    draft = desk.sentence(
        desk.words.sides["offsets"], {"clauses": clauses}, LEXICON, weight=OFFSETS
    )
    return ([draft] if draft else []), tuple(worded)


def _again(writer: Writer) -> Write:
    """What a writer wrote, to be written into another sentence."""
    return lambda other: other.append(writer)


def _with_text(offset: Offset, text: str) -> Offset:
    return Offset(
        id=offset.id,
        driver=offset.driver,
        metric=offset.metric,
        asset=offset.asset,
        pointer=offset.pointer,
        value=offset.value,
        text=text,
    )


def ruled_out(desk: Desk) -> tuple[list[Draft], tuple[RuledOut, ...]]:
    """A sentence on drivers found absent, and all of them with their figures."""
    found: list[RuledOut] = []
    items: list[Write] = []
    item = desk.words.sides["ruled_out_item"][0]
    for finding in desk.assessment.drivers:
        if finding.status != "not_fired":
            continue
        absent = _absent(desk, finding)
        if absent is None:
            continue
        evidence, phrase = absent
        writer = desk.writer(quiet=len(items) == MOST_RULED_OUT)
        if not phrase.write(writer, desk.scope_of(evidence)):
            continue
        found.append(
            RuledOut(
                driver=finding.id,
                title=finding.title,
                metric=evidence.metric,
                pointer=evidence.pointer,
                value=evidence.value,
                text=sentence(writer.text),
            )
        )
        if len(items) < MOST_RULED_OUT and writer.marks:
            filled = {"noun": causes.name(desk, finding), "clause": _again(writer)}
            scope = Scope(desk.assessment, filled=filled)
            items.append(desk.phrase(item, scope))
    if not items:
        return [], tuple(found)
    draft = desk.sentence(
        desk.words.sides["ruled_out"], {"items": desk.names(items)}, LEXICON, weight=RULED_OUT
    )
    return ([draft] if draft else []), tuple(found)


def _absent(desk: Desk, finding: DriverFinding) -> tuple[Evidence, Phrase] | None:
    """The reading that speaks against a driver: a decisive one first, then the first with words."""
    spoken = desk.words.drivers[finding.id].evidence
    second: tuple[Evidence, Phrase] | None = None
    for evidence in finding.evidence:
        if evidence.status != "false" or evidence.value is None:
            continue
        words = spoken[evidence.id]
        if words.absent is None:
            continue
        if evidence.decisive:
            return evidence, words.absent
        if second is None:
            second = (evidence, words.absent)
    return second


def unchecked(desk: Desk) -> list[Draft]:
    """Drivers that could not be evaluated, and what they lacked."""
    undecided = [f for f in desk.assessment.drivers if f.status == "not_evaluated"]
    if not undecided:
        return []
    named = _telling(undecided)
    more = len(undecided) - len(named)
    item = desk.words.sides["unchecked_item"][0]
    items: list[Write] = []
    for finding in named:
        filled: dict[str, object] = {
            "noun": causes.name(desk, finding),
            "label": _lacking(desk, finding),
        }
        items.append(desk.phrase(item, Scope(desk.assessment, filled=filled)))
    lists = desk.words.lexicon.lists
    count = Reading(float(more), "count", "count", op="count") if more > 0 else None
    last = lists.comma if count else lists.last
    filled = {"items": desk.listed(items, lists.comma, last), "count": count}
    draft = desk.sentence(desk.words.sides["unchecked"], filled, LEXICON, weight=UNCHECKED)
    return [draft] if draft else []


def _telling(undecided: list[DriverFinding]) -> list[DriverFinding]:
    """The undecided drivers to name: triggers first, and none that lacks the same as one before."""
    triggers = [f for f in undecided if f.role == "trigger" and f.missing[:1] != _ONLY_DATES]
    named: list[DriverFinding] = []
    lacking: set[tuple[str, ...]] = set()
    for finding in triggers or undecided:
        if finding.missing[:1] not in lacking:
            lacking.add(finding.missing[:1])
            named.append(finding)
            if len(named) == MOST_UNCHECKED:
                break
    return named


_ONLY_DATES = (causes.CALENDAR,)


def _lacking(desk: Desk, finding: DriverFinding) -> Write | None:
    """The label of the first reading that a driver lacks."""
    if not finding.missing:
        return None
    # a figure of the whole market says more than that of one coin
    metric = next((m for m in finding.missing if not m.startswith("assets.")), finding.missing[0])
    sides = desk.words.lexicon.sides
    if metric == causes.EVENTS:
        return lambda writer: writer.say(sides.events_label)
    if metric == causes.CALENDAR:
        return lambda writer: writer.say(sides.calendar_label)
    return label(desk, metric)


def label(desk: Desk, metric: str) -> Write | None:
    """The short plain name of a metric."""
    phrase, symbol = desk.words.label(metric)
    if phrase is None:
        return None
    found = phrase
    scope = Scope(desk.assessment, symbol)

    def write(writer: Writer) -> bool:
        return found.write(writer, scope)

    return write


def shown(desk: Desk) -> dict[str, dict[int, str]]:
    """For each fired driver, the reading of each true evidence as prose shows it, by its place."""
    found: dict[str, dict[int, str]] = {}
    numerals = desk.words.tongue.numerals
    for finding in causes.fired(desk):
        spoken = desk.words.drivers[finding.id].evidence
        words: dict[int, str] = {}
        for place, evidence in enumerate(finding.evidence):
            if evidence.status == "true" and isinstance(evidence.value, float):
                unit = spoken[evidence.id].unit
                bound = desk.words.is_lower_bound(evidence.metric)
                level = numerals.level(evidence.value, unit)[0]
                words[place] = desk.words.tongue.at_least + level if bound else level
        if words:
            found[finding.id] = words
    return found
