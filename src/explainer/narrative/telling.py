"""What moved: the assets, the market, and the word for the move."""

from explainer.narrative import focusing, movers
from explainer.narrative.desk import LEXICON, Desk
from explainer.narrative.drafts import Draft
from explainer.narrative.movers import Mover

MOVED, JUDGED, REST = 90.0, 59.0, 34.0
"""Weights: what moved, the word for it, what is worth saying where there is room."""


def moved(desk: Desk) -> list[Draft]:
    """Other assets than the answer named, the market's value, and the word for the move."""
    drafts = [focusing.against(desk), _others(desk), _market_value(desk), _judged(desk)]
    return [draft for draft in drafts if draft is not None]


def _others(desk: Desk) -> Draft | None:
    """The largest assets that the answer did not name, in one sentence."""
    named = movers.leading(desk)
    direction = desk.assessment.move.direction
    told = {named.symbol} if named is not None else set()
    if direction == "mixed" or direction == "unknown":
        told = {movers.BITCOIN} if direction == "mixed" else set()
    found: list[Mover] = []
    for symbol in desk.words.lexicon.majors:
        if symbol in told or len(found) == movers.MOST_NAMED:
            continue
        mover = movers.asset(desk, symbol)
        if mover is not None:
            found.append(mover)
    if not found:
        return None
    key = "rest" if named is not None else "all"
    return desk.sentence(
        desk.words.moves[key], {"moved": movers.moved_all(desk, found)}, LEXICON, weight=MOVED
    )


def _market_value(desk: Desk) -> Draft | None:
    """The value of the whole market, how it changed, or what it has lost."""
    moves = desk.words.moves
    cap, change = desk.reading("market.total_cap_usd"), movers.market(desk)
    leading = movers.leading(desk)
    told = (
        leading is not None
        and leading.symbol is None
        and leading.words == (desk.words.lexicon.subjects.market)
    )
    if change is not None and change.size and not told:
        filled: dict[str, object] = {
            "fell": movers.verb(desk, change.size, "past", turn=2),
            "change": change.change,
            "cap": cap,
        }
        key = "market_change" if cap is None else "market_value"
        return desk.sentence(moves[key], filled, LEXICON, weight=MOVED - 4)
    lost = desk.reading("market.cap_lost_usd")
    if lost is not None and "market.cap_lost_usd" not in desk.assessment.move.basis:
        return desk.sentence(moves["cap_lost"], {"value": lost}, LEXICON, weight=MOVED - 4)
    if cap is not None:
        return desk.sentence(moves["market_cap"], {"cap": cap}, LEXICON, weight=REST)
    return None


def _judged(desk: Desk) -> Draft | None:
    """The severity with what it was judged by, who led, and the stage."""
    move, lexicon = desk.assessment.move, desk.words.lexicon
    market = move.focus is None and move.direction == "down"
    scope = lexicon.scopes.get(move.scope) if market else None
    stage = lexicon.stages.get(move.stage)
    severity = None if move.severity is None else lexicon.severities[move.severity]

    def filled() -> dict[str, object]:
        return {"scope": scope, "stage": stage, "severity": severity}

    said = (scope, stage, severity)
    if severity is not None and move.severity_basis is not None:
        wordings = desk.words.judged[move.severity_basis]
        return desk.settled(wordings, said, filled, LEXICON, weight=JUDGED, kind="reading")
    for key in ("unjudged", "scope_only", "stage_only"):
        draft = desk.settled(
            desk.words.moves[key], said, filled, LEXICON, weight=JUDGED - 20, kind="reading"
        )
        if draft is not None:
            return draft
    return None
