"""What moved, and the drivers told in order: trigger, what made it worse, what showed it."""

from explainer.assessment import DriverFinding
from explainer.narrative import causes, movers
from explainer.narrative.desk import LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.movers import Mover
from explainer.narrative.words import Wordings
from explainer.narrative.writing import Scope

MOVED, JUDGED, DRIVER, REST, HURT = 90.0, 59.0, 85.0, 34.0, 40.0
"""Weights: what moved, the word for it, drivers, their further evidence, why the first hurts."""
GAP_DECIMALS = 10
"""Gaps are kept at this precision, which hides what binary fractions add."""
RANK_STEP = 3.0
"""Each rank weighs this much less than the one before."""
CLAUSES = 2
"""Pieces of evidence that one sentence on a driver holds, at most."""
FULLY_TOLD = 3
"""Up to so many drivers are told with as many; of more, only the first is."""


def moved(desk: Desk) -> list[Draft]:
    """Other assets than the answer named, the market's value, and the word for the move."""
    drafts = [_against(desk), _others(desk), _market_value(desk), _judged(desk)]
    return [draft for draft in drafts if draft is not None]


def _against(desk: Desk) -> Draft | None:
    """How the asset in focus did against bitcoin and the market, and whether it moved with them."""
    move = desk.assessment.move
    own = movers.asset(desk, move.focus) if move.focus is not None else None
    if own is None:
        return None
    words = desk.words.focus
    gaps: list[Write] = []
    for other in (movers.asset(desk, movers.BITCOIN), movers.market(desk)):
        if other is None or other is own:
            continue
        gap = round(own.size - other.size, GAP_DECIMALS)
        filled: dict[str, object] = {
            "gap": movers.gap(own, other, gap),
            "other": other.name,
        }
        key = "level" if gap == 0 else "worse" if gap < 0 else "better"
        scope = Scope(desk.assessment, filled=filled)
        gaps.append(desk.phrase(words[key][0], scope))
    if not gaps:
        return None
    along = words.get(move.scope)
    filled = {
        "name": own.name,
        "gaps": desk.names(gaps),
        "along": None if along is None else desk.fill(along[0]),
    }
    return desk.sentence(words["against"], filled, LEXICON, weight=REQUIRED)


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


def chain(desk: Desk, answered: list[str]) -> list[Draft]:
    """The fired drivers in the order of their rank; *answered* is the evidence the answer told."""
    drafts: list[Draft] = []
    before: DriverFinding | None = None
    follows = False
    roles: set[str] = set()
    for place, finding in enumerate(desk.fired):
        told = [
            one
            for one in causes.order(desk, finding)
            if f"{finding.id}.{one.evidence.id}" not in answered
            and not desk.told(one.evidence.metric, one.evidence.pointer)
        ]
        leads = place == 0 and bool(answered)
        weight = DRIVER - RANK_STEP * place
        if told:
            drafts += _driver(
                desk, finding, told, before, roles, weight, leads=leads, follows=follows
            )
        if place == 0 and finding.explains:
            drafts += _hurt(desk, finding)
        before, follows = finding, bool(told)
        roles.add(finding.role)
    return drafts


def _driver(
    desk: Desk,
    finding: DriverFinding,
    told: list[causes.Told],
    before: DriverFinding | None,
    roles: set[str],
    weight: float,
    *,
    leads: bool,
    follows: bool,
) -> list[Draft]:
    """One driver: a sentence with its strongest evidence, and perhaps one with the rest."""
    rule = causes.words_of(desk, finding).rule
    caused = finding.explains and desk.assessment.move.direction != "unknown"
    few = len(desk.fired) <= FULLY_TOLD or before is None
    most = CLAUSES if few else 1
    brief = not few and caused and told[0].words.tail is not None
    drafts: list[Draft] = []
    if leads or not caused:
        # named before, or not to be named as a cause: the evidence speaks for itself
        drafts += _plain(desk, told[:most], rule, weight)
    else:
        filled: dict[str, object] = {"noun": causes.name(desk, finding)}
        if before is not None:
            filled["before"] = causes.name(desk, before)
        wordings = _frame(desk, finding, before, roles, follows=follows)
        if brief:
            wordings = desk.words.shortened(wordings)
            filled["clauses"] = causes.tail(desk, told[0])
        else:
            filled["clauses"] = causes.clauses(desk, told[:most], framed=True)
        draft = desk.sentence(wordings, filled, rule, weight=weight)
        if draft is not None:
            drafts.append(draft)
    for one in told[:most]:
        for draft in drafts:
            desk.tell(one.evidence, draft)
    if len(told) > most and few and len(desk.fired) <= FULLY_TOLD:
        rest = [
            one
            for one in told[most : most + CLAUSES]
            if not desk.told(one.evidence.metric, one.evidence.pointer)
        ]
        if rest:
            drafts += _plain(desk, rest, rule, weight - DRIVER + REST)
    return drafts


def _frame(
    desk: Desk,
    finding: DriverFinding,
    before: DriverFinding | None,
    roles: set[str],
    *,
    follows: bool,
) -> Wordings:
    """The wordings for a driver: by role, certainty, and what was told before it."""
    if not finding.explains or desk.assessment.move.direction == "unknown":
        # without a fall that the figures show, nothing can be said to have caused one
        return desk.words.present
    frames = desk.words.frames[finding.role]
    certainty = causes.certainty(desk, finding)
    leads = before is not None and finding.id in causes.words_of(desk, before).leads_to
    if before is not None and leads and causes.certainty(desk, before) != causes.COINCIDED:
        linked = frames["linked" if follows else "named"].get(certainty)
        if linked is not None:
            return linked
    return frames["further" if finding.role in roles else "first"][certainty]


def _plain(
    desk: Desk, told: list[causes.Told], rule: str, weight: float, turned: bool = False
) -> list[Draft]:
    """Evidence as a sentence of its own; in other words, it is told in another order.

    No sentence opens with a figure: another clause goes first, or words are put before it.
    """
    writer = desk.writer()
    if not causes.clauses(desk, told)(writer):
        return []
    if writer.marks and writer.marks[0][0] == 0:
        if len(told) > 1 and not turned:
            return _plain(desk, told[::-1], rule, weight, True)
        opened: dict[str, object] = {"clauses": causes.clauses(desk, told)}
        draft = desk.sentence(desk.words.figure_first, opened, rule, weight=weight)
        return [draft] if draft is not None else []
    if len(told) == 1 or turned:
        return [finish(writer, rule, None, weight)]

    def again(_: int) -> Draft | None:
        other = _plain(desk, told[::-1], rule, weight, True)
        return other[0] if other else None

    return [finish(writer, rule, None, weight, again=again)]


def _hurt(desk: Desk, finding: DriverFinding) -> list[Draft]:
    """Why the leading driver weighs on prices."""
    words = causes.words_of(desk, finding)
    draft = desk.settled((words.hurt,), (), dict, words.rule, weight=HURT, kind="background")
    return [] if draft is None else [draft]
