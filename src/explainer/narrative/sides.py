"""What argued the other way, what was ruled out, and what could not be checked."""

from typing import NamedTuple

from explainer.assessment import DriverFinding, Evidence, Offset
from explainer.explanation import RuledOut
from explainer.narrative import causes
from explainer.narrative.desk import LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft, finish, sentence
from explainer.narrative.phrases import Phrase
from explainer.narrative.writing import Scope, Writer

FEW = 3
"""With more fired drivers than this, each side is told in one item, to leave room for them."""
MOST_ITEMS = 2
MOST_LACKING = 4
"""Drivers that could not be checked which an article names."""
MOST_LISTED, LISTED = 8, 58.0
"""Drivers that a list of those ruled out holds, and the weight of the first of them."""
LACKING = 36.0
"""The weight of the readings that were missing."""


class Findings(NamedTuple):
    """What stands whole beside the text: offsets and ruled-out drivers in words, readings."""

    offsets: tuple[Offset, ...]
    ruled_out: tuple[RuledOut, ...]
    shown: dict[str, dict[int, str]]


def offsets(desk: Desk) -> tuple[list[Draft], tuple[Offset, ...]]:
    """A sentence on what argued the other way, and every offset.

    Those of fired drivers have their words, and so has the one that stands for all others.
    """
    found = desk.assessment.offsets
    if not found:
        return [], ()
    fired = {finding.id for finding in desk.fired}
    most = MOST_ITEMS if len(fired) <= FEW else 1
    worded = list(found)
    told: list[Write] = []
    seen: set[str] = set()
    for own in (True, False):
        for place, offset in enumerate(found):
            if (offset.driver in fired) is not own or not (own or not told):
                continue
            phrase = desk.words.drivers[offset.driver].offsets[offset.id][0]
            scope = desk.scope_of(offset)
            writer = desk.writer(quiet=True)
            if not phrase.write(writer, scope):
                continue
            worded[place] = _with_text(offset, sentence(writer.text))
            subject = offset.metric.rpartition(".")[2]
            known = subject in seen or desk.told(offset.metric, offset.pointer)
            if len(told) < most and not known:
                seen.add(subject)
                told.append(desk.phrase(phrase, scope))
    if not told or desk.assessment.move.direction not in ("down", "mixed"):
        return [], tuple(worded)
    pair = desk.words.lexicon.lists.clauses_pair
    filled: dict[str, object] = {"clauses": desk.listed(told, pair, pair)}
    draft = desk.sentence(desk.words.sides["offsets"], filled, LEXICON, weight=REQUIRED)
    return ([draft] if draft else []), tuple(worded)


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
    items, found = _ruled_out(desk, MOST_ITEMS if len(desk.fired) <= FEW else 1)
    if not items:
        return [], found
    listed: dict[str, object] = {"items": desk.names(items)}
    draft = desk.sentence(desk.words.sides["ruled_out"], listed, LEXICON, weight=REQUIRED)
    return ([draft] if draft else []), found


def ruled_out_items(desk: Desk) -> tuple[list[Draft], tuple[RuledOut, ...]]:
    """An item on each driver found absent, and all of them with their figures."""
    items, found = _ruled_out(desk, MOST_LISTED)
    drafts: list[Draft] = []
    for place, item in enumerate(items):
        writer = desk.writer()
        if item(writer):
            drafts.append(finish(writer, LEXICON, None, LISTED - place))
    return drafts, found


def _ruled_out(desk: Desk, most: int) -> tuple[list[Write], tuple[RuledOut, ...]]:
    """Up to so many drivers found absent in words, and all of them with their figures."""
    found: list[RuledOut] = []
    items: list[Write] = []
    for finding in desk.assessment.drivers:
        if finding.status != "not_fired":
            continue
        absent = _absent(desk, finding)
        if absent is None:
            continue
        evidence, phrase = absent
        loud = len(items) < most and phrase.figures
        writer = desk.writer(quiet=not loud)
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
        if loud:
            filled = {"clause": writer.copy_to}
            scope = Scope(desk.assessment, None, "", None, None, filled)
            items.append(desk.phrase(desk.words.ruled_out_item(finding.id), scope))
    return items, tuple(found)


def _absent(desk: Desk, finding: DriverFinding) -> tuple[Evidence, Phrase] | None:
    """The reading that speaks against a driver: a decisive one first, then the first with words."""
    spoken = desk.words.drivers[finding.id].evidence
    second: tuple[Evidence, Phrase] | None = None
    for evidence in finding.evidence:
        if evidence.status != "false" or evidence.value is None:
            continue
        phrase = spoken[evidence.id].absent
        if phrase is None:
            continue
        if evidence.decisive:
            return evidence, phrase
        if second is None:
            second = (evidence, phrase)
    return second


def unchecked(desk: Desk) -> list[Draft]:
    """How many drivers could not be evaluated, and those that could decide most."""
    undecided = causes.undecided(desk)
    if not undecided:
        return []
    spoken = desk.words.drivers
    told = [found.id for found in _telling(undecided, MOST_ITEMS if len(desk.fired) <= FEW else 1)]
    rest = [found.id for found in undecided if found.id not in told]

    def filled() -> dict[str, object]:
        items = [desk.phrase(spoken[name].noun) for name in told]
        lists = desk.words.lexicon.lists
        slots: dict[str, object] = {
            "items": desk.listed(items, lists.comma, lists.comma if rest else lists.last)
        }
        if rest:
            slots["count"] = desk.count([spoken[name].counted for name in rest])
        return slots

    wordings = desk.words.sides["unchecked_one" if len(rest) == 1 else "unchecked"]
    if any(spoken[name].noun.reads for name in told):
        draft = desk.sentence(wordings, filled(), LEXICON, weight=REQUIRED)
    else:
        key = (*told, None, *rest)
        draft = desk.settled(wordings, key, filled, LEXICON, weight=REQUIRED)
    return [draft] if draft else []


def unchecked_with_readings(desk: Desk) -> list[Draft]:
    """How many drivers could not be evaluated, which could decide most, and what was missing."""
    undecided = causes.undecided(desk)
    if not undecided:
        return []
    told = _telling(undecided, MOST_LACKING if len(desk.fired) <= FEW else MOST_ITEMS)
    words = desk.words.drivers
    filled: dict[str, object] = {
        "count": causes.count(desk, undecided),
        "items": desk.names([desk.phrase(words[finding.id].noun) for finding in told]),
    }
    key = "unchecked.single" if len(undecided) == 1 else "unchecked.several"
    drafts = desk.say(key, filled, weight=REQUIRED)
    missing = dict.fromkeys(metric for finding in told for metric in finding.missing[:1])
    reading = desk.words.article["unchecked.reading"][0]
    labels = [
        desk.phrase(reading, Scope(desk.assessment, filled={"label": named}))
        for metric in missing
        if (named := label(desk, metric)) is not None
    ]
    if labels:
        drafts += desk.say("unchecked.lacking", {"labels": desk.names(labels)}, weight=LACKING)
    return drafts


def _telling(undecided: list[DriverFinding], most: int) -> list[DriverFinding]:
    """Those that could decide most: triggers of which most is known, or most is possible.

    None that lacks the same as one before, and none that lacks but the calendar.
    """
    left = [f for f in undecided if f.role == "trigger" and f.missing[:1] != _ONLY_DATES]
    left = left or undecided
    named: list[DriverFinding] = []
    while left and len(named) < most:
        chosen = max(left, key=_deciding)
        named.append(chosen)
        if len(named) < most:
            lacking = chosen.missing[:1]
            left = [found for found in left if found.missing[:1] != lacking]
    return named


_ONLY_DATES = (causes.CALENDAR,)


def _deciding(finding: DriverFinding) -> float:
    """How much a driver weighs among those that could not be evaluated."""
    return finding.strength + finding.possible


def label(desk: Desk, metric: str) -> Write | None:
    """The short plain name of a metric."""
    phrase, symbol = desk.words.labels.of(metric)
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
    for finding in desk.fired:
        spoken = desk.words.drivers[finding.id].evidence
        words: dict[int, str] = {}
        for place, evidence in enumerate(finding.evidence):
            if evidence.status == "true" and isinstance(evidence.value, float):
                level = spoken[evidence.id].level
                words[place] = level(evidence.value)
        if words:
            found[finding.id] = words
    return found
