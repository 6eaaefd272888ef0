"""How an article came about: the method, the sources, and what an editor is still to see to."""

from explainer.narrative import causes, crediting
from explainer.narrative.desk import Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.writing import Reading
from explainer.snapshot import Source, utc_text

METHOD, SOURCE, CHECK = 200.0, 150.0, 49.0
"""Weights: how the text was made, one source, one item of the check list."""
LESSER = 42.0
"""The weight of an item of the check list that the article says elsewhere."""
GENERAL = ("unchecked", "quality", "receipts")
MOST_SOURCES, MOST_NAMES = 8, 40
"""Sources with their links, and further ones by name alone."""
ETF, LIQUIDATIONS = "etf_outflows", "liquidation_cascade"


def method(desk: Desk) -> list[Draft]:
    """How many drivers were checked and could be decided, and what strength is."""
    drivers = desk.assessment.drivers
    decided = causes.decided(desk)
    filled: dict[str, object] = {
        "drivers": causes.count(desk, drivers),
        "known": causes.count(desk, decided),
    }
    return [
        *desk.say("method.checked" if decided else "method.checked_none", filled, weight=METHOD),
        *desk.say("method.strength", weight=METHOD, kind="background"),
    ]


def sources(desk: Desk) -> list[Draft]:
    """Where the figures came from: name, time, link; each name once, the rest in brief."""
    places = crediting.places(desk)
    if not places:
        return desk.say("method.no_sources", weight=SOURCE, kind="background")
    sources = desk.assessment.sources
    found: list[Draft] = []
    for place in places[:MOST_SOURCES]:
        found += desk.say("method.source", _source(desk, sources[place], place), weight=SOURCE)
    rest = [crediting.name_of(sources[place]) for place in places[MOST_SOURCES:][:MOST_NAMES]]
    if rest:
        found += desk.say("method.more_sources", {"names": desk.names(rest)}, weight=SOURCE)
    return found


def _source(desk: Desk, source: Source, place: int) -> dict[str, object]:
    filled: dict[str, object] = {"name": crediting.name_of(source)}
    url = source.url
    if url is not None:
        filled["url"] = lambda writer: writer.name(url)
    credit = source.attribution
    if credit is not None:
        filled["credit"] = lambda writer: writer.credit(credit)
    if source.observed_at is not None:
        shown = desk.words.tongue.calendar.show_moment(source.observed_at)
        pointer = f"/sources/{place}/observed_at"
        moment = utc_text(source.observed_at)
        filled["moment"] = Reading(moment, None, "given", pointer, shown=shown)
    return filled


def check_list(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """What is still to be seen to, of what *drafts* say."""
    items: list[tuple[str, dict[str, object]]] = []
    if not desk.assessment.sources:
        items.append(("sources", {}))
    if any("\u201c" in draft.text for draft in drafts):
        items.append(("quotes", {}))
    fired = {finding.id: finding for finding in desk.fired}
    explaining = [finding for finding in desk.fired if finding.explains]
    if any(causes.certainty(desk, finding) == causes.COINCIDED for finding in explaining):
        items.append(("undated", {}))
    if LIQUIDATIONS in fired:
        items.append(("lower_bounds", {}))
    session = _session(desk)
    if ETF in fired and session is not None:
        items.append(("session", {"date": session}))
    found = desk.assessment.data_quality
    if found.rejected or found.stale or found.flagged or found.conflicts:
        items.append(("quality", {}))
    undecided = causes.undecided(desk)
    if undecided:
        noun = causes.name(desk, undecided[0])
        items.append(("unchecked", {"count": causes.count(desk, undecided), "noun": noun}))
    items.append(("receipts", {}))
    told: list[Draft] = []
    for key, filled in items:
        weight = LESSER if key in GENERAL else CHECK
        told += desk.say(f"check_list.{key}", filled, weight=weight, kind=None)
    return told


def _session(desk: Desk) -> Reading | None:
    """The session of the bitcoin funds, else that of the ether funds."""
    return desk.reading("etf.BTC.session_date") or desk.reading("etf.ETH.session_date")
