"""What prices did, then and now."""

from collections.abc import Mapping

from explainer.assessment import Direction, Operand
from explainer.comparison.sides import Pair, Side
from explainer.narrative import movers
from explainer.narrative.desk import LEXICON, Desk, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.movers import Mover
from explainer.narrative.writing import Reading

MOVED, PRICE, FURTHER, JUDGED = 90.0, 88.0, 60.0, 55.0
"""Weights of the sentences on the move."""
MOST_FURTHER = 2
DIRECTIONS: Mapping[Direction, str] = {
    "down": "falling",
    "up": "rising",
    "flat": "flat",
    "mixed": "mixed",
}
"""Keys of the words for directions; an unknown one has none."""

Both = tuple[Mover, Mover]


def moved(pair: Pair) -> list[Draft]:
    """The daily changes at both moments, the price in between, how the move is judged."""
    found = _on_both(pair)
    drafts: list[Draft | None]
    if not found:
        drafts = [_on_one(pair)]
    else:
        drafts = [_changes(pair, found[0]), _price(pair, found[0][1]), _further(pair, found[1:])]
    drafts.append(_judged(pair))
    return [draft for draft in drafts if draft is not None]


def symbols(desk: Desk) -> list[str]:
    """The assets that a sentence may name: the one in focus, else the large ones."""
    focus = desk.assessment.move.focus
    return [focus] if focus is not None else list(desk.words.lexicon.majors)


def _known(desk: Desk) -> list[Mover]:
    """What has a daily change, bitcoin or the asset in focus first, then the market."""
    assets = [movers.asset(desk, symbol) for symbol in symbols(desk)]
    found = [*assets[:1], movers.market(desk), *assets[1:]]
    return [mover for mover in found if mover is not None]


def _on_both(pair: Pair) -> list[Both]:
    earlier = {(mover.symbol, mover.words): mover for mover in _known(pair.before.desk)}
    return [
        (earlier[key], mover)
        for mover in _known(pair.after.desk)
        if (key := (mover.symbol, mover.words)) in earlier
    ]


def _changes(pair: Pair, both: Both) -> Draft | None:
    before, after = both
    return pair.sentence(
        "changes",
        MOVED,
        {
            "name": after.name,
            "first": _change(pair, pair.before, before),
            "last": _change(pair, pair.after, after),
        },
    )


def _change(pair: Pair, side: Side, mover: Mover, since: Mover | None = None) -> Write:
    """A daily change with its direction, "down 5.9%", or without it where it is that of *since*."""
    key = "down" if mover.size < 0 else "up" if mover.size > 0 else "level"
    if since is not None and since.size * mover.size > 0:
        key = "bare"
    return pair.phrase(key, change=side.reading(mover.change))


def _further(pair: Pair, found: list[Both]) -> Draft | None:
    """Others that both snapshots know, in one sentence."""
    told = [_then(pair, before, after) for before, after in found[:MOST_FURTHER]]
    if not told:
        return None
    desk = pair.desk
    between = desk.words.lexicon.lists.clauses_pair
    phrase = desk.words.bare
    filled: dict[str, object] = {"moved": desk.listed(told, between, between)}
    return desk.sentence((phrase,), filled, LEXICON, weight=FURTHER)


def _then(pair: Pair, before: Mover, after: Mover) -> Write:
    """Both changes of one: "ether was down 3%, then 4.1%"."""
    first = _change(pair, pair.before, before)
    if _alike(pair, before.size, after.size):
        return pair.phrase("changes_alike", name=after.name, first=first)
    last = _change(pair, pair.after, after, since=before)
    return pair.phrase("changes_further", name=after.name, first=first, last=last)


def _alike(pair: Pair, one: float, other: float) -> bool:
    """Whether two changes look the same once they are rounded."""
    numerals = pair.desk.words.tongue.numerals
    return numerals.show(one, "pct", "signed") == numerals.show(other, "pct", "signed")


def _on_one(pair: Pair) -> Draft | None:
    """A daily change that only one of the snapshots holds."""
    for side, key, slot in (
        (pair.after, "change_last", "last"),
        (pair.before, "change_first", "first"),
    ):
        known = _known(side.desk)
        if known:
            changed = _change(pair, side, known[0])
            return pair.sentence(key, MOVED, {"name": known[0].name, slot: changed})
    return None


def _price(pair: Pair, mover: Mover) -> Draft | None:
    """What a price did between the two moments."""
    metric = f"assets.{mover.symbol}.price_usd"
    first, last = pair.before.desk.reading(metric), pair.after.desk.reading(metric)
    if first is None or last is None:
        return None
    first, last = pair.before.reading(first), pair.after.reading(last)
    old, new = first.value, last.value
    if not isinstance(old, float) or not isinstance(new, float) or not old:
        return None
    numerals = pair.desk.words.tongue.numerals
    shown_old, shown_new = numerals.apart(old, new, first.unit)
    operands = (
        Operand(value=new, pointer=last.pointer),
        Operand(value=old, pointer=first.pointer),
    )
    size = 100 * (new / old - 1)
    if old == new:
        return pair.sentence("price_level", PRICE, {"name": mover.name, "last": last})
    if _alike(pair, size, mover.size):
        return None  # a day lies in between, and the daily change has told it
    return pair.sentence(
        "price",
        PRICE,
        {
            "name": mover.name,
            "fell": movers.verb(pair.desk, size, "past"),
            "change": Reading(size, "pct", "derived", op="change_pct", operands=operands),
            "first": Reading(old, first.unit, "given", first.pointer, shown=shown_old),
            "last": Reading(new, last.unit, "given", last.pointer, shown=shown_new),
        },
    )


def _judged(pair: Pair) -> Draft | None:
    """The direction where it changed, else the word for the fall where that did."""
    first, last = pair.before.desk.assessment.move, pair.after.desk.assessment.move
    if first.direction != last.direction:
        if first.direction not in DIRECTIONS or last.direction not in DIRECTIONS:
            return None
        return pair.sentence(
            "direction",
            JUDGED,
            {
                "first": pair.phrase(DIRECTIONS[first.direction]),
                "last": pair.phrase(DIRECTIONS[last.direction]),
            },
        )
    if first.severity is None or last.severity is None or first.severity == last.severity:
        return None
    named = pair.desk.words.lexicon.severities
    words = {"first": named[first.severity], "last": named[last.severity]}
    return pair.sentence("severity", JUDGED, words)
