"""The headline, and the candidates an editor may choose from."""

from explainer.narrative import causes, closing, focusing, movers, opening, sides
from explainer.narrative.desk import ALWAYS, LEXICON, Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.movers import Mover
from explainer.narrative.phrases import Phrase
from explainer.narrative.plan import Plan, headed
from explainer.narrative.variants import Wordings

HEADLINE_LENGTH = 90
Tried = tuple[Wordings, dict[str, object]]
"""Wordings, and what fills their slots."""
MOST_CANDIDATES = 5
ENOUGH = 3
"""With so many candidates, none is a shorter form of another one."""
MOST_DRIVERS = 3
"""Drivers that a candidate may name."""


def headline(desk: Desk) -> Draft:
    """One line of at most 90 characters."""
    last: Draft | None = None
    for wordings, filled in _ways(desk):
        draft = desk.sentence(wordings, filled, LEXICON, weight=ALWAYS, stop="")
        if draft is not None and len(draft.text) <= HEADLINE_LENGTH:
            return draft
        last = draft or last
    assert last is not None
    return last


def _ways(desk: Desk) -> list[Tried]:
    """Headlines, the most telling first; the last one is short in any case."""
    move = desk.assessment.move
    phrases = desk.words.headlines
    mover = movers.leading(desk)
    what = movers.moved(desk, mover, "present") if mover else movers.basis(desk, "present")
    if focusing.asked(desk) and (tried := focusing.headlines(desk, what)):
        return tried
    if move.direction == "unknown" or what is None:
        return [(phrases["unknown"], {})]
    if move.direction == "mixed":
        contrast = opening.both(desk, headline=True) or what
        return [(phrases["mixed"], {"moved": contrast}), (phrases["mixed"], {"moved": what})]
    if move.direction == "flat":
        return [(phrases["flat"], {"moved": what})]
    if move.direction != "down":
        return [(phrases["not_falling"], {"moved": what})]
    tried = []
    explaining = [finding for finding in desk.fired if finding.explains]
    if explaining:
        driver = desk.fill(causes.words_of(desk, explaining[0]).headline)
        if mover is not None and isinstance(driver, str):
            what = movers.moved(desk, mover, "present", avoid=driver)
        if focusing.asked(desk):
            along = focusing.with_market(desk, what, "headline")
            tried.append((phrases["driven"], {"moved": along, "driver": driver}))
        tried.append((phrases["driven"], {"moved": what, "driver": driver}))
    else:
        tried.extend(((phrase,), {"moved": what}) for phrase in phrases["undriven"])
    bare: Phrase = desk.words.bare
    tried.append(((bare,), {"moved": what}))
    return tried


def headline_alone(desk: Desk) -> tuple[Plan, sides.Findings]:
    """One line of at most 90 characters; candidates and the answer stand beside it."""
    line = headline(desk)
    answer, _ = opening.answer(desk)
    _, offsets = sides.offsets(desk)
    _, ruled_out = sides.ruled_out(desk)
    plan = Plan(line, answer, [headed(line)], closing.disclosure(desk), candidates(desk, line))
    return plan, sides.Findings(offsets, ruled_out, sides.shown(desk))


def candidates(desk: Desk, chosen: Draft) -> list[Draft]:
    """Headlines to choose from: the *chosen* one first, none twice, none beyond its limit."""
    found = {chosen.text: chosen}
    first, *short = _ways(desk)
    telling = [first, *_others(desk)]
    for place, (wordings, filled) in enumerate([*telling, *short]):
        if place >= len(telling) and len(found) >= ENOUGH:
            break
        for turn in range(len(wordings)):
            draft = desk.sentence(wordings, filled, LEXICON, weight=ALWAYS, turn=turn, stop="")
            if draft is not None and len(draft.text) <= HEADLINE_LENGTH:
                found.setdefault(draft.text, draft)
    return list(found.values())[:MOST_CANDIDATES]


def _others(desk: Desk) -> list[Tried]:
    """Falls told by the other drivers that explain them, or of the other things that fell."""
    if desk.assessment.move.direction != "down":
        quiet = desk.words.headlines["quiet"]
        leading_last = sorted(_fallen(desk), key=lambda one: one == movers.leading(desk))
        return [(quiet, {"moved": movers.moved(desk, one, "present")}) for one in leading_last]
    explaining = [finding for finding in desk.fired[:MOST_DRIVERS] if finding.explains]
    told = [desk.fill(causes.words_of(desk, finding).headline) for finding in explaining]
    named = [mover for mover in _fallen(desk) if mover.size < 0]
    tried: list[Tried] = []
    basis = None if named else movers.basis(desk, "present")
    if basis is not None:
        alternatives = desk.words.headlines["alternatives"]
        tried += [(alternatives, {"moved": basis, "driver": driver}) for driver in told]
    theirs = [
        driver for driver, one in zip(told, explaining, strict=True) if one.id == causes.ALTCOINS
    ]
    falling = movers.altcoins(desk)
    # "altcoins fall as altcoins lead the losses" says one thing twice
    pairs = [
        (mover, driver)
        for driver in told
        for mover in named
        if not (driver in theirs and mover == falling)
    ]
    pairs.sort(key=lambda pair: (named.index(pair[0]) + told.index(pair[1]), named.index(pair[0])))
    for mover, driver in pairs:
        avoid = driver if isinstance(driver, str) else ""
        filled: dict[str, object] = {
            "moved": movers.moved(desk, mover, "present", avoid=avoid),
            "driver": driver,
        }
        tried.append((desk.words.headlines["alternatives"], filled))
    return tried


def _fallen(desk: Desk) -> list[Mover]:
    """What a headline may say fell, the leading one first."""
    focus = desk.assessment.move.focus
    found = [movers.leading(desk)]
    if focus is None:
        found += [movers.market(desk), movers.asset(desk, movers.BITCOIN), movers.altcoins(desk)]
    unique: dict[str, Mover] = {}
    for mover in found:
        if mover is not None:
            unique.setdefault(mover.symbol or mover.words, mover)
    return list(unique.values())
