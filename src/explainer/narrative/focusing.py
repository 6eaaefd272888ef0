"""Sentences on one asset: what it did beside the others, and what of the market touches it.

They stand in for those on the market where an asset is asked about. A move that the asset made on
its own is explained by drivers about it; what weighs on the market is then told as context.
"""

from explainer.assessment import DriverFinding
from explainer.narrative import causes, movers
from explainer.narrative.desk import ALWAYS, LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.movers import Mover
from explainer.narrative.variants import Wordings
from explainer.narrative.writing import Scope, Writer

GAP_DECIMALS = 10
"""Gaps are kept at this precision, which hides what binary fractions add."""
MOST_NAMED = 3
"""Drivers that the sentence on the market names."""
NO_DRIVERS = {"single_asset": "nothing_specific", "market_wide": "no_driver"}
"""What is said where no driver explains a fall, by whether it was the asset's own."""


def asked(desk: Desk) -> bool:
    """Whether one asset is asked about."""
    return desk.assessment.move.focus is not None


def headlines(desk: Desk, what: Write | None) -> list[tuple[Wordings, dict[str, object]]]:
    """Headlines of a day on which the asset did not fall, or with nothing that explains its fall.

    None where the headlines on the market fit the asset as well.
    """
    words, move = desk.words.focus, desk.assessment.move
    name: dict[str, object] = {"name": _name(desk)}
    if move.direction == "unknown" or what is None:
        return [(words["headline_unknown"], name)]
    if move.direction in ("up", "flat"):
        own = _own(desk)
        if own is None:
            return [(words["headline_unknown"], name)]
        done: dict[str, object] = {**name, "moved": movers.done(desk, own, "present")}
        return [(words[f"headline_{move.direction}"], done)]
    if move.scope == "single_asset" and not _explaining(desk):
        return [(words["headline_own"], {"moved": what})]
    return []


def with_market(desk: Desk, moved: Write, where: str) -> Write:
    """What the asset did, with what that has to do with the market; *where* it is said."""
    move = desk.assessment.move
    phrase = desk.words.focus.get(f"{where}_{move.scope}")
    if phrase is None or not asked(desk) or move.focus == movers.BITCOIN:
        return moved
    return desk.phrase(desk.pick(phrase), Scope(desk.assessment, filled={"moved": moved}))


def not_falling(desk: Desk) -> list[Draft]:
    """What the asset did instead of falling, what the market did if it fell, and the pressure."""
    words, own = desk.words.focus, _own(desk)
    if own is None:
        return []
    filled: dict[str, object] = {"name": _name(desk), "moved": movers.done(desk, own, "past")}
    fell = _falling_market(desk)
    if fell is not None:
        filled["other"] = movers.moved(desk, fell, "past", turn=1)
    opening = _say(desk, words[f"answer_{desk.assessment.move.direction}"], filled)
    return [*opening, *pressures(desk)]


def unknown(desk: Desk) -> list[Draft]:
    """That the figures do not show which way the asset went, and which pressure there is."""
    return [*_say(desk, desk.words.focus["unknown"], {"name": _name(desk)}), *pressures(desk)]


def unexplained(desk: Desk, moved: Write) -> list[Draft]:
    """That no driver explains the fall: none at all, or none of the asset's own."""
    key = NO_DRIVERS.get(desk.assessment.move.scope, "no_driver")
    filled: dict[str, object] = {"moved": moved, "name": _name(desk)}
    return [*_say(desk, desk.words.focus[key], filled), *context(desk)]


def pressures(desk: Desk) -> list[Draft]:
    """What presses on an asset that did not fall: on itself, else on the market as a whole."""
    own = [finding for finding in desk.fired if finding.about == "asset"]
    if own:
        return _listed(desk, desk.words.answers["pressure"], own)
    if not desk.fired:
        return _say(desk, desk.words.answers["calm"], {})
    return context(desk)


def context(desk: Desk) -> list[Draft]:
    """What weighs on the market as a whole and does not explain what the asset did."""
    others = [
        finding for finding in desk.fired if not finding.explains and finding.about != "asset"
    ]
    return _listed(desk, desk.words.focus["context"], others) if others else []


def against(desk: Desk) -> Draft | None:
    """How the asset did against bitcoin and the rest, and whether it moved with them.

    The answer has said the latter of a fall. A stablecoin is held against nothing.
    """
    move, own = desk.assessment.move, _own(desk)
    if own is None or move.focus in desk.words.stablecoins:
        return None
    words = desk.words.focus
    rest = movers.market(desk) or movers.altcoins(desk)
    gaps: list[Write] = []
    for other in (movers.asset(desk, movers.BITCOIN), rest):
        if other is None or other is own:
            continue
        gap = round(own.size - other.size, GAP_DECIMALS)
        if not gap and other.change.op == "median":
            continue  # the asset is the median itself
        filled: dict[str, object] = {"gap": movers.gap(own, other, gap), "other": other.name}
        key = "level" if gap == 0 else "worse" if gap < 0 else "better"
        gaps.append(desk.phrase(words[key][0], Scope(desk.assessment, filled=filled)))
    if not gaps:
        return None
    along = words.get(move.scope) if move.direction != "down" else None
    filled = {
        "name": own.name,
        "gaps": desk.names(gaps),
        "along": None if along is None else desk.fill(along[0]),
    }
    return desk.sentence(words["against"], filled, LEXICON, weight=REQUIRED)


def _explaining(desk: Desk) -> list[DriverFinding]:
    return [finding for finding in desk.fired if finding.explains]


def _own(desk: Desk) -> Mover | None:
    focus = desk.assessment.move.focus
    return None if focus is None else movers.asset(desk, focus)


def _name(desk: Desk) -> Write:
    focus = desk.assessment.move.focus or ""

    def write(writer: Writer) -> bool:
        return writer.asset(focus)

    return write


def _falling_market(desk: Desk) -> Mover | None:
    """The market, else bitcoin, where it clearly fell while the asset did not."""
    focus = desk.assessment.move.focus
    if focus in desk.words.stablecoins:
        return None
    other = movers.market(desk) or movers.asset(desk, movers.BITCOIN)
    if other is None or other.symbol == focus or other.size >= -desk.words.flat_within:
        return None
    return other


def _listed(desk: Desk, wordings: Wordings, findings: list[DriverFinding]) -> list[Draft]:
    nouns = desk.names([causes.noun(desk, finding) for finding in findings[:MOST_NAMED]])
    return _say(desk, wordings, {"nouns": nouns})


def _say(desk: Desk, wordings: Wordings, filled: dict[str, object]) -> list[Draft]:
    draft = desk.sentence(wordings, filled, LEXICON, weight=ALWAYS)
    return [] if draft is None else [draft]
