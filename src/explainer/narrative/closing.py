"""What was wrong with the data, the moment of the figures and their sources, the disclosure."""

from collections.abc import Sequence
from datetime import date

from explainer.assessment import Flaw, Operand
from explainer.engine.ageing import SESSION_FIELDS, Cover
from explainer.narrative import crediting
from explainer.narrative.dates import DATE_LENGTH
from explainer.narrative.desk import ALWAYS, LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.sides import label
from explainer.narrative.writing import Reading, Scope, Writer
from explainer.snapshot import utc_text

MOST_FLAWS, MOST_SOURCES = 2, 2


def quality(desk: Desk) -> list[Draft]:
    """Readings set aside, taken with care, or too old: named with the reason, or counted."""
    found = desk.assessment.data_quality
    drafts: list[Draft] = []
    seen: set[str] = set()
    for key, flaws in (
        ("rejected", found.rejected),
        ("stale", found.stale),
        ("flagged", (*found.conflicts, *found.flagged) if found.conflicts else found.flagged),
    ):
        if flaws:
            drafts += _group(desk, key, flaws, seen)
    return drafts


def unobtained(desk: Desk) -> list[Draft]:
    """Readings that their sources did not give, named with the reason, or counted."""
    found = desk.assessment.data_quality.unobtained
    return _group(desk, "unobtained", found, set()) if found else []


def _group(desk: Desk, key: str, flaws: Sequence[Flaw], seen: set[str]) -> list[Draft]:
    """One sentence on what is wrong in one way; *seen* are the readings that were told before."""
    items: list[Write] = []
    rest: list[Operand] = []
    for flaw in flaws:
        if flaw.pointer in seen:
            continue
        seen.add(flaw.pointer)
        write = _flaw(desk, flaw, key) if len(items) < MOST_FLAWS else None
        if write is None:
            rest.append(Operand(value=flaw.value, pointer=flaw.pointer))
        else:
            items.append(write)
    lists = desk.words.lexicon.lists
    filled: dict[str, object] = {}
    if rest:
        filled["count"] = desk.count(rest)
    if items:
        last = lists.comma if rest else lists.last
        filled["items"] = desk.listed(items, lists.comma, last)
    elif not rest:
        return []
    kind = key if items else f"{key}_only"
    if len(rest) == 1:
        kind += "_one"
    draft = desk.sentence(desk.words.quality[kind], filled, LEXICON, weight=REQUIRED)
    return [draft] if draft else []


def _flaw(desk: Desk, flaw: Flaw, key: str) -> Write | None:
    """One reading with what is wrong with it; None where it has no name."""
    _, group, *rest = flaw.pointer.split("/")
    reasons = desk.words.lexicon.flaws
    filled: dict[str, object] = {"reason": reasons.get(flaw.code, reasons["other"])}
    if group in ("events", "sources") and rest:
        if group == "events":
            event = desk.assessment.events[int(rest[0])]
            filled["title"] = lambda writer: writer.title(event.title)
        else:
            filled["title"] = crediting.name_of(desk.assessment.sources[int(rest[0])])
        phrase = desk.words.quality["event_item"][0]
        return desk.phrase(phrase, Scope(desk.assessment, filled=filled))
    metric = ".".join([group, *rest])
    named = label(desk, metric)
    if named is None:
        return None
    filled["label"] = named
    if key == "stale" and isinstance(flaw.value, str):
        return None  # the date of a session, whose readings are told with their age
    if isinstance(flaw.value, float | int) and not isinstance(flaw.value, bool):
        unit = desk.words.measures.unit(metric)
        shown = desk.words.tongue.numerals.level(float(flaw.value), unit)
        filled["value"] = Reading(flaw.value, unit, "given", flaw.pointer, shown=shown)
    if key == "stale":
        filled["age"] = _age(desk, metric)
    phrase = desk.words.quality["stale_item" if key == "stale" else "item"][0]
    return desk.phrase(phrase, Scope(desk.assessment, filled=filled))


def _age(desk: Desk, metric: str) -> Reading | None:
    """The days from when a stale reading was taken to these figures; None for less than one."""
    taken = _session_of(desk, metric) or _youngest_source(desk, metric)
    if taken is None:
        return None
    moment = utc_text(desk.assessment.as_of)
    days = (_day(moment) - _day(str(taken.value))).days
    operands = (taken, Operand(value=moment, pointer="/as_of"))
    if days < 1:
        return None
    return Reading(float(days), "days", "derived", op="days_between", operands=operands)


def _session_of(desk: Desk, metric: str) -> Operand | None:
    """The session that a reading belongs to, where that session is what is too old."""
    group, _, rest = metric.partition(".")
    if metric.rpartition(".")[2] not in SESSION_FIELDS.get(group, ()):
        return None
    symbol = f"/{rest.partition('.')[0]}" if "." in rest else ""
    pointer = f"/{group}{symbol}/session_date"
    for flaw in desk.assessment.data_quality.stale:
        if flaw.pointer == pointer:
            return Operand(value=flaw.value, pointer=pointer)
    return None


def _youngest_source(desk: Desk, metric: str) -> Operand | None:
    """When the youngest of the sources that cover a reading was read."""
    read: list[tuple[str, int]] = []
    for place, source in enumerate(desk.assessment.sources):
        if source.observed_at is not None and Cover(source.covers).takes_in(metric):
            read.append((utc_text(source.observed_at), place))
    if not read:
        return None
    moment, place = max(read)
    return Operand(value=moment, pointer=f"/sources/{place}/observed_at")


def _day(text: str) -> date:
    return date.fromisoformat(text[:DATE_LENGTH])


def as_of(desk: Desk) -> Draft | None:
    """The moment of the figures in UTC, and where they came from."""
    reading = moment_of(desk)
    sources = desk.assessment.sources
    places = crediting.places(desk)
    named, rest = places[:MOST_SOURCES], places[MOST_SOURCES:]
    if len(rest) == 1:
        named, rest = places, []
    filled: dict[str, object] = {"moment": reading}
    if named:
        lists = desk.words.lexicon.lists
        names = [crediting.name_of(sources[place]) for place in named]
        filled["sources"] = desk.listed(names, lists.comma, lists.comma if rest else lists.last)
    if rest:
        operands = [Operand(value=sources[at].name, pointer=f"/sources/{at}/name") for at in rest]
        filled["count"] = desk.count(operands)
    return desk.sentence((desk.words.as_of,), filled, LEXICON, weight=ALWAYS)


def chat_as_of(desk: Desk) -> Draft:
    """The moment of the figures, and that the text is automatic and no advice, in a few words."""
    filled: dict[str, object] = {"moment": moment_of(desk)}
    draft = desk.sentence((desk.words.chat_as_of,), filled, LEXICON, weight=ALWAYS)
    assert draft is not None
    return draft


def moment_of(desk: Desk) -> Reading:
    """The moment of the figures, in UTC."""
    moment = desk.assessment.as_of
    shown = desk.words.tongue.calendar.show_moment(moment)
    return Reading(utc_text(moment), None, "given", "/as_of", shown=shown)


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
