"""Headline and answer: what moved, how far, and the leading driver with its figure."""

from explainer.assessment import DriverFinding
from explainer.narrative import causes, movers
from explainer.narrative.causes import Told
from explainer.narrative.desk import Desk, Write
from explainer.narrative.phrases import Phrase
from explainer.narrative.writing import Draft, Reading, Scope

HEADLINE_LENGTH = 90
FIGURE_WITHIN = 30
"""The leading driver's figure is among the first words of the answer, this many of them."""
FIGURE_UNITS = frozenset({"usd", "pct", "pp", "bp", "btc"})
"""Units of what an answer names before counts, days and indexes."""
SEVERAL = 3
"""From this many fired drivers on the answer says how many others there were."""
ALWAYS = 1000.0
"""The weight of what is never left out."""
LEXICON = "lexicon"

Tried = tuple[tuple[Phrase, ...], dict[str, object]]
"""Wordings, and what fills their slots."""


def headline(desk: Desk) -> Draft:
    """One line of at most 90 characters."""
    last: Draft | None = None
    for wordings, filled in _headlines(desk):
        draft = desk.sentence(wordings, filled, LEXICON, weight=ALWAYS, stop="")
        if draft is not None and len(draft.text) <= HEADLINE_LENGTH:
            return draft
        last = draft or last
    assert last is not None
    return last


def _headlines(desk: Desk) -> list[Tried]:
    """Headlines, the most telling first; the last one is short in any case."""
    move = desk.assessment.move
    phrases = desk.words.headlines
    mover = movers.leading(desk)
    what = movers.moved(desk, mover, "present") if mover else movers.basis(desk, "present")
    if move.direction == "unknown" or what is None:
        return [(phrases["unknown"], {})]
    if move.direction == "mixed":
        both = _both(desk, "headline") or what
        return [(phrases["mixed"], {"moved": both}), (phrases["mixed"], {"moved": what})]
    if move.direction == "flat":
        return [(phrases["flat"], {"moved": what})]
    if move.direction != "down":
        return [(phrases["not_falling"], {"moved": what})]
    tried: list[Tried] = []
    explaining = [finding for finding in causes.fired(desk) if finding.explains]
    if explaining:
        driver = desk.fill(causes.words_of(desk, explaining[0]).headline)
        if mover is not None and isinstance(driver, str):
            what = movers.moved(desk, mover, "present", avoid=driver)
        tried.append((phrases["driven"], {"moved": what, "driver": driver}))
    else:
        tried.extend(((phrase,), {"moved": what}) for phrase in phrases["undriven"])
    bare: Phrase = desk.words.bare
    tried.append(((bare,), {"moved": what}))
    return tried


def _both(desk: Desk, where: str) -> Write | None:
    """Bitcoin and the altcoins, which went different ways."""
    first, second = movers.asset(desk, movers.BITCOIN), movers.altcoins(desk)
    if first is None or second is None:
        return None
    tense: movers.Tense = "present" if where == "headline" else "past"
    filled: dict[str, object] = {
        "first": movers.moved(desk, first, tense),
        "second": movers.moved(desk, second, tense),
    }
    pair = desk.words.headlines["pairs"] if where == "headline" else desk.words.answers["contrast"]
    return desk.phrase(desk.pick(pair), Scope(desk.assessment, filled=filled))


def answer(desk: Desk) -> tuple[list[Draft], list[str]]:
    """One or two sentences, and the ids of what they told: evidence as `driver.evidence`."""
    direction = desk.assessment.move.direction
    fired = causes.fired(desk)
    if direction == "unknown":
        return _unknown(desk, fired)
    moved = _moved(desk)
    if direction in ("up", "flat"):
        return _not_falling(desk, moved, fired), []
    if direction == "mixed":
        opening = _say(desk, "mixed", {"moved": moved})
        if not fired:
            return [*opening, *_no_driver(desk, None)], []
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")], []
    if not fired:
        return _no_driver(desk, moved), []
    lead, told = _lead(desk, fired[0], moved)
    more = len(fired) - 1
    if more + 1 < SEVERAL:
        return lead, told
    count = Reading(float(more), "count", "count", op="count")
    return [*lead, *_say(desk, "more", {"count": count})], told


def _moved(desk: Desk) -> Write:
    """What moved and over which time: a change over a day, else the level that shows the fall."""
    mover = movers.leading(desk)
    if desk.assessment.move.direction == "mixed":
        both = _both(desk, "answer")
        if both is not None:
            return _over_a_day(desk, both)
    if mover is not None:
        return _over_a_day(desk, movers.moved(desk, mover, "past"))
    level = movers.basis(desk, "past")
    if level is not None:
        return level
    return lambda writer: writer.say(desk.words.lexicon.subjects.crypto)


def _over_a_day(desk: Desk, moved: Write) -> Write:
    phrase = desk.words.answers["over_a_day"][0]
    return desk.phrase(phrase, Scope(desk.assessment, filled={"moved": moved}))


def _say(desk: Desk, key: str, filled: dict[str, object], rule: str = LEXICON) -> list[Draft]:
    draft = desk.sentence(desk.words.answers[key], filled, rule, weight=ALWAYS)
    return [] if draft is None else [draft]


def _more(desk: Desk, others: list[DriverFinding], key: str) -> list[Draft]:
    nouns = desk.names([causes.noun(desk, finding) for finding in others])
    return _say(desk, key, {"nouns": nouns})


def _not_falling(desk: Desk, moved: Write, fired: list[DriverFinding]) -> list[Draft]:
    key = "not_falling_up" if desk.assessment.move.direction == "up" else "not_falling_flat"
    opening = _say(desk, key, {"moved": moved})
    if fired:
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")]
    return [*opening, *_say(desk, "calm", {})]


def _unknown(desk: Desk, fired: list[DriverFinding]) -> tuple[list[Draft], list[str]]:
    if fired and fired[0].explains:
        for told in _figures_first(causes.order(desk, fired[0])):
            filled: dict[str, object] = {
                "noun": causes.name(desk, fired[0]),
                "clause": causes.clause(desk, told, alone=True),
            }
            drafts = _say(desk, "premise", filled, causes.words_of(desk, fired[0]).rule)
            if drafts:
                return drafts, [_id(fired[0], told)]
    opening = _say(desk, "unknown", {})
    if fired:
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")], []
    return [*opening, *_say(desk, "calm", {})], []


def _no_driver(desk: Desk, moved: Write | None) -> list[Draft]:
    if moved is None:
        return _say(desk, "calm", {})
    return _say(desk, "no_driver", {"moved": moved})


def _figures_first(told: list[Told]) -> list[Told]:
    """Evidence that prints a figure before evidence that does not."""
    return sorted(
        told, key=lambda one: (not one.words.say.figures, one.words.unit not in FIGURE_UNITS)
    )


def _id(finding: DriverFinding, told: Told) -> str:
    return f"{finding.id}.{told.evidence.id}"


def _figure(draft: Draft, told: Told) -> int:
    """Where the figure of the leading driver stands in the answer; its end if there is none."""
    for mark in draft.marks:
        if mark.reading.value == told.evidence.value:
            return mark.start
    return len(draft.text) if told.words.say.figures else 0


def _lead(desk: Desk, finding: DriverFinding, moved: Write) -> tuple[list[Draft], list[str]]:
    """The answer's first sentence, with a figure of the leading driver early in it."""
    certainty = causes.certainty(desk, finding)
    wordings = desk.words.leads[finding.role][certainty]
    ordered = causes.order(desk, finding)
    if certainty != causes.COINCIDED:
        ordered = _figures_first(ordered)
    rule = causes.words_of(desk, finding).rule
    spare: tuple[list[Draft], list[str]] | None = None
    for told in ordered:
        filled: dict[str, object] = {
            "moved": moved,
            "noun": causes.name(desk, finding),
            "clause": causes.clause(desk, told, alone=True, framed=True),
        }
        draft = desk.sentence(wordings, filled, rule, weight=ALWAYS)
        if draft is None:
            continue
        found = ([draft], [_id(finding, told)])
        if (
            certainty == causes.COINCIDED
            or draft.text.count(" ", 0, _figure(draft, told)) < FIGURE_WITHIN
        ):
            return found
        spare = spare or found
    return spare or (_no_driver(desk, moved), [])
