"""What was wrong with the data, the moment of the figures and their sources, the disclosure."""

from explainer.assessment import Flaw
from explainer.narrative.desk import Desk, Write
from explainer.narrative.opening import ALWAYS, LEXICON
from explainer.narrative.sides import label
from explainer.narrative.writing import Draft, Reading, Scope, Writer, finish
from explainer.snapshot import utc_text

REJECTED, FLAGGED, STALE = 88.0, 46.0, 60.0
MOST_FLAWS, MOST_SOURCES = 2, 3


def quality(desk: Desk) -> list[Draft]:
    """Readings that were set aside, taken with care, or too old, each with the reason."""
    found = desk.assessment.data_quality
    drafts: list[Draft | None] = []
    told: set[str] = set()
    for key, flaws, weight in (
        ("rejected", found.rejected, REJECTED),
        ("stale", found.stale, STALE),
        ("flagged", (*found.conflicts, *found.flagged), FLAGGED),
    ):
        items: list[Write] = []
        for flaw in flaws:
            if flaw.pointer in told:
                continue
            told.add(flaw.pointer)
            write = _flaw(desk, flaw, key)
            if write is not None and len(items) < MOST_FLAWS:
                items.append(write)
        if items:
            drafts.append(
                desk.sentence(
                    desk.words.quality[key], {"items": desk.names(items)}, LEXICON, weight=weight
                )
            )
    return [draft for draft in drafts if draft is not None]


def _flaw(desk: Desk, flaw: Flaw, key: str) -> Write | None:
    """One reading with what is wrong with it; None where the flaw is no reading's or event's."""
    _, group, *rest = flaw.pointer.split("/")
    reasons = desk.words.lexicon.flaws
    filled: dict[str, object] = {"reason": reasons.get(flaw.code, reasons["other"])}
    if group == "events" and rest:
        event = desk.assessment.events[int(rest[0])]
        filled["title"] = lambda writer: writer.title(event.title)
        phrase = desk.words.quality["event_item"][0]
        return desk.phrase(phrase, Scope(desk.assessment, filled=filled))
    metric = ".".join([group, *rest])
    named = label(desk, metric)
    if named is None:
        return None
    filled["label"] = named
    if isinstance(flaw.value, float | int) and not isinstance(flaw.value, bool):
        unit = desk.words.unit(metric)
        shown = desk.words.tongue.numerals.level(float(flaw.value), unit)
        filled["value"] = Reading(flaw.value, unit, "given", flaw.pointer, shown=shown)
    phrase = desk.words.quality["stale_item" if key == "stale" else "item"][0]
    return desk.phrase(phrase, Scope(desk.assessment, filled=filled))


def as_of(desk: Desk) -> Draft | None:
    """The moment of the figures in UTC, and where they came from."""
    moment = desk.assessment.as_of
    shown = desk.words.tongue.calendar.show_moment(moment)
    reading = Reading(utc_text(moment), None, "given", "/as_of", shown=shown)
    sources = desk.assessment.sources[:MOST_SOURCES]
    filled: dict[str, object] = {"moment": reading}
    if sources:
        filled["sources"] = desk.names([_named(source.name) for source in sources])
    return desk.sentence((desk.words.as_of,), filled, LEXICON, weight=ALWAYS)


def _named(name: str) -> Write:
    return lambda writer: writer.outside(name)


def disclosure(desk: Desk) -> Draft:
    """That the text was written automatically, by which rules, and that it is no advice.

    It is the same for every answer of a pack, so it is written once.
    """
    if desk.words.closing is None:
        desk.words.closing = _disclosure(desk)
    return desk.words.closing


def _disclosure(desk: Desk) -> Draft:
    words = desk.words
    version = Reading(
        words.pack_version,
        None,
        "background",
        rule_pointer="pack.yaml#/version",
        shown=(words.pack_version, "as the rule says it"),
    )
    filled: dict[str, object] = {
        "pack": _pack_name(words.pack_name),
        "version": lambda writer: writer.put(version),
    }
    writer = desk.writer()
    words.disclosure.write(writer, Scope(desk.assessment, filled=filled))
    return finish(writer, "pack", kind="background", weight=ALWAYS)


def _pack_name(name: str) -> Write:
    def write(writer: Writer) -> bool:
        return writer.name(name)

    return write
