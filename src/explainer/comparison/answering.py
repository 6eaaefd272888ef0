"""Headline and answer of a comparison: what changed, in one line and in one or two sentences."""

from explainer.comparison.ledger import Ledger
from explainer.comparison.sides import Pair
from explainer.narrative.desk import ALWAYS, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.headlines import HEADLINE_LENGTH

MOST_NAMED = 3
"""Drivers that one list names."""
IN_HEADLINE = (2, 1)
"""How many drivers of a kind a headline names: the most that fit."""

SIGNALS = "signals"

Tried = tuple[str, dict[str, list[str]]]
"""A headline, and the drivers or signals that fill its slots."""


def headline(pair: Pair, ledger: Ledger, crossed: list[str], *, same: bool) -> Draft:
    """One line of at most 90 characters; the last one tried names nothing and always fits.

    *crossed* are the signals that crossed their mark.
    """
    tried = [("headline_same", {})] if same else _headlines(ledger, crossed)
    for key, lists in tried:
        for most in IN_HEADLINE:
            filled = {slot: _in_headline(pair, slot, names, most) for slot, names in lists.items()}
            draft = pair.sentence(key, ALWAYS, filled, stop="")
            if draft is not None and len(draft.text) <= HEADLINE_LENGTH:
                return draft
    bare = pair.sentence("headline_changed", ALWAYS, stop="")
    assert bare is not None
    return bare


def _named(pair: Pair, slot: str, name: str) -> Write:
    """A driver or a signal by its name inside a sentence."""
    if slot == SIGNALS:
        return pair.desk.phrase(pair.desk.words.signals[name].name)
    return pair.noun(name)


def _in_headline(pair: Pair, slot: str, names: list[str], most: int) -> Write:
    """The first ones by name, and "others" for the rest."""
    items = [_named(pair, slot, name) for name in names[:most]]
    rest = [pair.phrase("others")] if len(names) > most else []
    return pair.desk.names([*items, *rest])


def _headlines(ledger: Ledger, crossed: list[str]) -> list[Tried]:
    """Headlines, the most telling first."""
    entered, left, grew, faded = ledger.entered, ledger.left, ledger.grew, ledger.faded
    tried: list[Tried] = []
    if entered and left:
        tried.append(("headline_swapped", {"entered": entered, "left": left}))
    if entered:
        tried.append(("headline_entered", {"entered": entered}))
    elif left:
        tried.append(("headline_left", {"left": left}))
    elif grew and faded:
        tried.append(("headline_turned", {"grew": grew, "faded": faded}))
    if not tried and grew:
        tried.append(("headline_grew", {"grew": grew}))
    if not (entered or left or grew) and faded:
        tried.append(("headline_faded", {"faded": faded}))
    if tried:
        return tried
    kind = quiet(ledger, crossed)
    named_too = {"seen": {"seen": ledger.only_after}, "unclear": {}}
    return [(f"headline_{kind}", named_too.get(kind, {SIGNALS: crossed} if crossed else {}))]


def quiet(ledger: Ledger, crossed: list[str]) -> str:
    """The key for a pair in which no driver is known to have changed."""
    if crossed:
        return "crossed" if len(crossed) == 1 else "crossed_several"
    if ledger.unclear:
        return "seen" if ledger.only_after else "unclear"
    return "steady" if ledger.remained else "none"


def answer(pair: Pair, ledger: Ledger, crossed: list[str], *, same: bool) -> list[Draft]:
    """One or two sentences."""
    drafts: list[Draft | None] = []
    if same:
        drafts.append(pair.sentence("same", ALWAYS))
    came = [*_clause(pair, "entered", ledger.entered), *_clause(pair, "left", ledger.left)]
    for clauses in (came, _turned(pair, ledger)):
        if clauses:
            told = clauses[0]
            if len(clauses) > 1:
                told = pair.phrase("contrast", clauses=told, others=clauses[1])
            key = "stayed" if drafts else "changed"
            drafts.append(pair.sentence(key, ALWAYS, {"clauses": told}))
    if not drafts:
        kind = quiet(ledger, crossed)
        names = named(pair, ledger.only_after if kind == "seen" else ledger.remained)
        drafts.append(pair.sentence(kind, ALWAYS, {"names": names}))
    return [draft for draft in drafts if draft is not None]


def _clause(pair: Pair, kind: str, names: list[str]) -> list[Write]:
    return [pair.phrase(f"{kind}_clause", names=named(pair, names))] if names else []


def _turned(pair: Pair, ledger: Ledger) -> list[Write]:
    """What grew and what faded, in one clause."""
    if ledger.grew and ledger.faded:
        grew, faded = named(pair, ledger.grew), named(pair, ledger.faded)
        return [pair.phrase("turned_clause", grew=grew, faded=faded)]
    return [*_clause(pair, "grew", ledger.grew), *_clause(pair, "faded", ledger.faded)]


def named(pair: Pair, names: list[str]) -> Write:
    """Drivers as a list, the first ones by name and the rest counted."""
    most = MOST_NAMED if len(names) <= MOST_NAMED else MOST_NAMED - 1
    desk, rest = pair.desk, names[most:]
    lists = desk.words.lexicon.lists
    items = desk.listed(
        [pair.noun(name) for name in names[:most]],
        lists.comma,
        lists.comma if rest else lists.last,
    )
    if not rest:
        return items
    count = pair.count(rest)
    return pair.phrase("several" if len(rest) > 1 else "several_one", items=items, count=count)
