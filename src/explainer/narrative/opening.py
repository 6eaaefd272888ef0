"""The answer: what moved, how far, and the leading driver with its figure."""

from explainer.assessment import DriverFinding
from explainer.narrative import causes, focusing, movers
from explainer.narrative.causes import Told
from explainer.narrative.desk import ALWAYS, LEXICON, Desk, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.fitting import vary
from explainer.narrative.plan import Block
from explainer.narrative.variants import Wordings
from explainer.narrative.writing import Scope

FIGURE_WITHIN = 30
"""The leading driver's figure is among the first words of the answer, this many of them."""
FIGURE_UNITS = frozenset({"usd", "pct", "pp", "bp", "btc"})
"""Units of what an answer names before counts, days and indexes."""
ROOM = 10
"""Words by which the answer may grow for the sake of style."""
SEVERAL = 3
"""From this many fired drivers on the answer says how many others there were."""


def both(desk: Desk, *, headline: bool) -> Write | None:
    """Bitcoin and the altcoins, which went different ways."""
    first, second = movers.asset(desk, movers.BITCOIN), movers.altcoins(desk)
    if first is None or second is None:
        return None
    tense: movers.Tense = "present" if headline else "past"
    filled: dict[str, object] = {
        "first": movers.moved(desk, first, tense),
        "second": movers.moved(desk, second, tense),
    }
    pair = desk.words.headlines["pairs"] if headline else desk.words.answers["contrast"]
    return desk.phrase(desk.pick(pair), Scope(desk.assessment, filled=filled))


def answer(desk: Desk) -> tuple[list[Draft], list[str]]:
    """One or two sentences, and the ids of what they told: evidence as `driver.evidence`."""
    drafts, told = _answer(desk)
    whole = [Block("answer", drafts)]
    # here, so that the answer is the same at every length
    vary(whole, "", ROOM)
    return whole[0].drafts, told


def _answer(desk: Desk) -> tuple[list[Draft], list[str]]:
    direction = desk.assessment.move.direction
    fired = desk.fired
    if direction == "unknown":
        return _unknown(desk, fired)
    moved = _moved(desk)
    if direction in ("up", "flat"):
        return _not_falling(desk, moved, fired), []
    if focusing.asked(desk) and not (fired and fired[0].explains):
        return focusing.unexplained(desk, moved), []
    if direction == "mixed":
        opening = _say(desk, "mixed", {"moved": moved})
        if not fired:
            return [*opening, *_no_driver(desk, None)], []
        if fired[0].explains:
            pressed, told = _told_first(desk, fired[0], "mixed_pressure")
            if pressed:
                return [*opening, *pressed], told
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")], []
    if not fired:
        return _no_driver(desk, moved), []
    lead, told = _lead(desk, fired[0], moved)
    if focusing.asked(desk) and (context := focusing.context(desk)):
        return [*lead, *context], told
    more = len(fired) - 1
    if more + 1 < SEVERAL:
        return lead, told
    return [*lead, *_say(desk, "more", {"count": causes.count(desk, fired[1:])})], told


def short_answer(desk: Desk) -> list[Draft]:
    """What moved and the name of the leading driver, without anybody's words."""
    if desk.assessment.move.direction == "unknown":
        return focusing.unknown(desk)[:1] if focusing.asked(desk) else _say(desk, "unknown", {})
    moved = _moved(desk)
    explaining = [finding for finding in desk.fired if finding.explains]
    if focusing.asked(desk) and not explaining:
        falls = desk.assessment.move.direction == "down"
        return (focusing.unexplained(desk, moved) if falls else focusing.not_falling(desk))[:1]
    if not explaining:
        return _say(desk, "not_falling_up", {"moved": moved})
    return _say(desk, "short", {"moved": moved, "noun": causes.name(desk, explaining[0])})


def _moved(desk: Desk) -> Write:
    """What moved and over which time: a change over a day, else the level that shows the fall."""
    mover = movers.leading(desk)
    if desk.assessment.move.direction == "mixed":
        contrast = both(desk, headline=False)
        if contrast is not None:
            return _over_a_day(desk, contrast)
    if mover is not None:
        day = _over_a_day(desk, movers.moved(desk, mover, "past"))
        return focusing.with_market(desk, day, "answer") if focusing.asked(desk) else day
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


def _calm(desk: Desk) -> list[Draft]:
    """That no pressure shows; where no driver could be checked, that nothing can be said of it."""
    return _say(desk, "calm" if causes.decided(desk) else "unchecked", {})


def _not_falling(desk: Desk, moved: Write, fired: list[DriverFinding]) -> list[Draft]:
    if focusing.asked(desk):
        return focusing.not_falling(desk)
    key = "not_falling_up" if desk.assessment.move.direction == "up" else "not_falling_flat"
    opening = _say(desk, key, {"moved": moved})
    if fired:
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")]
    return [*opening, *_calm(desk)]


def _unknown(desk: Desk, fired: list[DriverFinding]) -> tuple[list[Draft], list[str]]:
    if fired and fired[0].explains:
        drafts, told = _told_first(desk, fired[0], "premise")
        if drafts:
            return drafts, told
    if focusing.asked(desk):
        return focusing.unknown(desk), []
    opening = _say(desk, "unknown", {})
    if fired:
        return [*opening, *_more(desk, fired[:SEVERAL], "pressure")], []
    return [*opening, *_calm(desk)], []


def _told_first(desk: Desk, finding: DriverFinding, key: str) -> tuple[list[Draft], list[str]]:
    """The leading driver where it may only have weighed, with a figure if it has one."""
    ordered = causes.order(desk, finding)
    for told in sorted(ordered, key=lambda one: not has_figure(desk, one)):
        filled: dict[str, object] = {
            "noun": causes.name(desk, finding),
            "clause": causes.clause(desk, told, alone=True, framed=True),
        }
        drafts = _say(desk, key, filled, causes.words_of(desk, finding).rule)
        if drafts:
            desk.tell(told.evidence, drafts[0])
            return drafts, [_id(finding, told)]
    return [], []


def _no_driver(desk: Desk, moved: Write | None) -> list[Draft]:
    if moved is None:
        return _calm(desk)
    return _say(desk, "no_driver", {"moved": moved})


def _figures_first(desk: Desk, told: list[Told]) -> list[Told]:
    """Evidence that prints a figure, amounts and percentages first."""
    found = [one for one in told if has_figure(desk, one)]
    if len(found) > 1:
        found.sort(key=lambda one: one.words.unit not in FIGURE_UNITS)
    return found


def has_figure(desk: Desk, told: Told) -> bool:
    """Whether the sentence of an evidence prints a figure, other than a date."""
    evidence = told.evidence
    if evidence.metric == causes.EVENTS:
        event = causes.event_of(desk, evidence)
        return event is not None and event.size_usd is not None
    return isinstance(evidence.value, float) and told.words.say.figures


def _id(finding: DriverFinding, told: Told) -> str:
    return f"{finding.id}.{told.evidence.id}"


def _lead(desk: Desk, finding: DriverFinding, moved: Write) -> tuple[list[Draft], list[str]]:
    """The answer's first sentence, with a figure of the leading driver early in it.

    Where an event is what speaks most for the driver, it is told as well if there is room.
    """
    ordered = causes.order(desk, finding)
    figures = _figures_first(desk, ordered)
    strongest = ordered[0]
    tried = [[told] for told in figures]
    if strongest.evidence.metric == causes.EVENTS and strongest not in figures:
        tried = [[strongest, told] for told in figures] + tried
    spare: tuple[list[Draft], list[str]] | None = None
    wordings = lead_wordings(desk, finding)
    rule = causes.words_of(desk, finding).rule
    for several in [*tried, *([one] for one in ordered if one not in figures)]:
        filled: dict[str, object] = {
            "moved": moved,
            "noun": causes.name(desk, finding),
            "clause": causes.in_a_row(desk, several),
        }
        draft = desk.sentence(wordings, filled, rule, weight=ALWAYS)
        if draft is None:
            continue
        if len(several) > 1 and _place_of(draft, several[-1]) >= FIGURE_WITHIN:
            continue
        found = ([draft], [_id(finding, told) for told in several])
        if _place_of(draft, several[-1]) < FIGURE_WITHIN:
            for told in several:
                desk.tell(told.evidence, draft)
            return found
        spare = spare or found
    short = desk.words.shortened(wordings)
    for told in figures:
        if told.words.tail is not None and causes.fits_behind(desk, told):
            filled = {
                "moved": moved,
                "noun": causes.name(desk, finding),
                "clause": causes.tail(desk, told),
            }
            draft = desk.sentence(short, filled, rule, weight=ALWAYS)
            if draft is not None and _place_of(draft, told) < FIGURE_WITHIN:
                desk.tell(told.evidence, draft)
                return [draft], [_id(finding, told)]
    return spare or (_no_driver(desk, moved), [])


def lead_wordings(desk: Desk, finding: DriverFinding) -> Wordings:
    """How the leading driver is named.

    "Because" only of a trigger whose evidence has a date, and of the change of a day: that a loss
    over weeks was the work of one session or event may be said with a hedge alone.
    """
    certainty = causes.certainty(desk, finding)
    if (
        finding.role == "trigger"
        and certainty in desk.words.because
        and desk.assessment.move.change_pct is not None
        and causes.dated(desk, finding)
    ):
        return desk.words.because[certainty]
    if desk.assessment.move.change_pct is None and certainty != causes.COINCIDED:
        certainty = causes.HEDGED
    return desk.words.leads[finding.role][certainty]


def _place_of(draft: Draft, told: Told) -> int:
    """How many words stand before the figure of the leading driver, if it has one."""
    value = told.evidence.value
    for mark in draft.marks:
        if mark[4] == value:
            return draft.text.count(" ", 0, mark[0])
    return 0
