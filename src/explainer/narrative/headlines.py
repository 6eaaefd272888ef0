"""The headline alone, and the candidates an editor may choose from."""

from explainer.narrative import causes, closing, movers, opening, sides
from explainer.narrative.desk import ALWAYS, LEXICON, Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.movers import Mover
from explainer.narrative.opening import HEADLINE_LENGTH, Tried
from explainer.narrative.plan import Plan, headed

MOST_CANDIDATES = 5
MOST_DRIVERS = 3
"""Drivers that a candidate may name."""


def headline_alone(desk: Desk) -> tuple[Plan, sides.Findings]:
    """One line of at most 90 characters; candidates and the answer stand beside it."""
    headline = opening.headline(desk)
    answer, _ = opening.answer(desk)
    _, offsets = sides.offsets(desk)
    _, ruled_out = sides.ruled_out(desk)
    plan = Plan(
        headline, answer, [headed(headline)], closing.disclosure(desk), candidates(desk, headline)
    )
    return plan, sides.Findings(offsets, ruled_out, sides.shown(desk))


def candidates(desk: Desk, headline: Draft) -> list[Draft]:
    """Headlines to choose from: the headline first, none twice, none beyond its limit."""
    found = {headline.text: headline}
    # the short one that names no driver comes last: it tells least
    first, *short = opening.headlines(desk)
    for wordings, filled in [first, *_others(desk), *short]:
        for turn in range(len(wordings)):
            draft = desk.sentence(wordings, filled, LEXICON, weight=ALWAYS, turn=turn, stop="")
            if draft is not None and len(draft.text) <= HEADLINE_LENGTH:
                found.setdefault(draft.text, draft)
    return list(found.values())[:MOST_CANDIDATES]


def _others(desk: Desk) -> list[Tried]:
    """Falls told by the other drivers that explain them, or of the other things that fell."""
    if desk.assessment.move.direction != "down":
        mover = movers.leading(desk)
        quiet = desk.words.headlines["quiet"]
        moved = None if mover is None else movers.moved(desk, mover, "present")
        return [] if moved is None else [(quiet, {"moved": moved})]
    told = [
        desk.fill(causes.words_of(desk, finding).headline)
        for finding in desk.fired[:MOST_DRIVERS]
        if finding.explains
    ]
    named = [mover for mover in _fallen(desk) if mover.size < 0]
    tried: list[Tried] = []
    basis = None if named else movers.basis(desk, "present")
    if basis is not None:
        alternatives = desk.words.headlines["alternatives"]
        tried += [(alternatives, {"moved": basis, "driver": driver}) for driver in told]
    pairs = [(mover, driver) for driver in told for mover in named]
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
