"""What cannot be compared, and what was set aside."""

from explainer.assessment import Operand
from explainer.comparison.answering import named
from explainer.comparison.ledger import Ledger
from explainer.comparison.sides import Pair, Side
from explainer.narrative.desk import REQUIRED, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.sides import label

UNCOMPARED, UNLIKE = 65.0, 52.0
SETS = ("events", "calendar")
"""What is supplied as a whole, and has no label of its own."""
MOST = 3
"""Drivers that one sentence names with what lacked."""


def uncompared(pair: Pair, ledger: Ledger) -> list[Draft]:
    """Drivers seen at one moment and not checked at the other, then a count of the rest."""
    drafts: list[Draft | None] = []
    for key, side, names in (
        ("only_before", pair.after, ledger.only_before),
        ("only_after", pair.before, ledger.only_after),
    ):
        if names:
            items = pair.desk.names([_lacking(pair, ledger, side, name) for name in names[:MOST]])
            drafts.append(pair.sentence(key, UNCOMPARED, {"items": items}))
    if ledger.unlike:
        drafts.append(pair.sentence("unlike", UNLIKE, {"items": named(pair, ledger.unlike)}))
    rest = ledger.only_before[MOST:] + ledger.only_after[MOST:] + ledger.uncompared
    if rest:
        key = "uncompared_rest" if drafts else "uncompared"
        wordings = key if len(rest) > 1 else f"{key}_one"
        drafts.append(pair.sentence(wordings, REQUIRED, {"count": pair.count(rest)}))
    return [draft for draft in drafts if draft is not None]


def _lacking(pair: Pair, ledger: Ledger, side: Side, name: str) -> Write:
    """A driver with the first reading that lacked on one side."""
    change = ledger.changes[name]
    missing = (change.before if side.name == "before" else change.after).missing
    first = missing[0] if missing else ""
    if first in SETS:
        lacking: Write | None = pair.phrase(f"lacking_{first}")
    else:
        lacking = label(side.desk, first)
    if lacking is None:
        return pair.noun(name)
    return pair.phrase("lacking_item", noun=pair.noun(name), lacking=lacking)


def set_aside(pair: Pair) -> list[Draft]:
    """How many readings of each side were not used, so that nothing rests on them."""
    items: list[Write] = []
    for side, slot in ((pair.before, "on_then"), (pair.after, "on")):
        found = side.desk.assessment.data_quality
        flaws = [
            Operand(value=flaw.value, pointer=f"/{side.name}{flaw.pointer}")
            for flaw in (*found.rejected, *found.stale)
        ]
        if flaws:
            count, on = pair.desk.count(flaws), pair.moments[slot]
            items.append(pair.phrase("set_aside_item", count=count, on=on))
    if not items:
        return []
    draft = pair.sentence("set_aside", REQUIRED, {"items": pair.desk.names(items)})
    return [] if draft is None else [draft]
