"""One condition of a driver in words: what it reads, what it comes to, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.assessment import Fact, Operand
from explainer.trace import EvidenceTrace, GuardTrace, Lack, Occasion
from explainer.workbench.figures import figure

MARKS = {"true": "+", "false": "-", "unknown": "?"}
"""How evidence that holds, does not hold and is not known is marked."""
OPERANDS_SHOWN = 4
OCCASIONS_SHOWN = 5


def headline(one: EvidenceTrace) -> str:
    """The mark, the name, what was found and what it comes to: `+ week, BTC: ... is -2B: 0.6`."""
    name = one.id if one.asset is None else f"{one.id}, {one.asset}"
    counts = ", counts for its family" if one.counted else ""
    return f"{MARKS[one.status]} {name}: {_found(one)}: {_worth(one)}{counts}"


def details(one: EvidenceTrace, fires_at: float) -> Iterator[str]:
    """What stands under the head: operands, band and need, events, conditions; a line each."""
    if one.reading is not None and one.reading.operands:
        yield f"computed as {_computed(one.reading)}"
    if one.lacks and not _is_told(one):
        yield lacking(one.lacks, any_of=one.any_of)
    if one.reading is not None and one.status != "unknown":
        placed = [part for part in (_band(one), _need(one, fires_at)) if part]
        if placed:
            yield "; ".join(placed)
    if one.rules_out:
        yield "decisive: as it is known and absent, it rules the driver out"
    yield from _occasions(one)
    known = one.reading is not None or bool(one.unguarded)
    yield from (condition(each, why=known) for each in one.guard if _matters(each, one))


def _matters(each: GuardTrace, one: EvidenceTrace) -> bool:
    """Whether a condition decided anything; it does not where the reading is harmless anyway."""
    if one.status == "true":
        return one.counted
    known = one.reading is not None or bool(one.occasions)
    return each.holds is not True and (bool(one.unguarded) or not known)


def _is_told(one: EvidenceTrace) -> bool:
    """Whether the head says already what lacks."""
    return len(one.lacks) == 1 and one.lacks[0].metric == one.metric


def _found(one: EvidenceTrace) -> str:
    """What was found: the reading, the event, or that there is none."""
    if one.reads == "reading":
        assert one.metric is not None
        if one.reading is not None:
            return f"{_named(one.metric, one.reading)} is {figure(one.reading.value)}"
        return lack(one.lacks[0]) if _is_told(one) else f"{one.metric} is not known"
    named = " or ".join(one.kinds)
    if not one.supplied:
        return f"{'no events were' if one.reads == 'event' else 'no calendar was'} sent ({named})"
    counting = next((each for each in one.occasions if each.counts), None)
    if counting is None:
        return f"no {'event' if one.reads == 'event' else 'date'} that counts ({named})"
    return f"{counting.kind} {_when(counting)} ({counting.pointer})"


def _worth(one: EvidenceTrace) -> str:
    """What the evidence comes to, or could come to."""
    if one.strength is None:
        most = f"at most {figure(one.possible)}"
        need = None if one.need is None or one.reading is not None else one.need
        if need is not None and need.at is not None:
            return f"{most}, fires from {figure(need.at)}"
        if need is not None and need.choices:
            return f"{most}, fires as {' or '.join(need.choices)}"
        return most
    if one.strength:
        return figure(one.strength)
    if one.held_back and one.unguarded:
        return f"0, as a condition fails; {figure(one.unguarded)} without it"
    failing = any(each.holds is False for each in one.guard)
    return "0, as a condition fails" if one.reading is None and failing else "0"


def _band(one: EvidenceTrace) -> str:
    """Where the reading lies in its band."""
    if len(one.between) < 2:
        return ""
    lower, upper = (f"{figure(point.at)} ({figure(point.strength)})" for point in one.between)
    return f"between {lower} and {upper}"


def _need(one: EvidenceTrace, fires_at: float) -> str:
    """What the reading would have to be for the driver to fire, where it is not yet that."""
    need = one.need
    if need is None or (one.strength or 0.0) >= need.strength:
        return ""
    if any(each.holds is False for each in one.guard):
        return ""  # no reading of its own helps
    others = "with the other families" if need.strength < fires_at else "by itself"
    if need.choices:
        return f"fires {others} as {' or '.join(need.choices)}"
    if need.at is None or need.distance is None:
        return f"never enough, its greatest strength is below {figure(need.strength)}"
    return f"fires {others} at {figure(need.at)}, {figure(abs(need.distance))} away"


def _occasions(one: EvidenceTrace) -> Iterator[str]:
    """The events and entries that do not count, each with the reason."""
    others = [each for each in one.occasions if not each.counts]
    for each in others[:OCCASIONS_SHOWN]:
        yield f"{each.pointer}, {each.kind} {_when(each)}: {_objection(each, one)}"
    if len(others) > OCCASIONS_SHOWN:
        yield f"and {len(others) - OCCASIONS_SHOWN} more that do not count"


def _when(each: Occasion) -> str:
    if each.date is None or each.days is None:
        return "without a date"
    return f"of {each.date}"


def _objection(each: Occasion, one: EvidenceTrace) -> str:
    """Why an event or an entry does not count."""
    days = 0.0 if each.days is None else each.days
    within = 0.0 if one.within_days is None else one.within_days
    past = "" if not one.since_days else f" or {figure(one.since_days)} past"
    place = f"{figure(abs(days))} days {'ahead' if days > 0 else 'past'}"
    reasons = {
        "too_old": f"{figure(days)} days old, it counts for {figure(within)}",
        "after_as_of": "dated after the snapshot, so it explains nothing",
        "repeated": "its id was seen before, and the first counts",
        "impact": f"its impact is {each.impact or 'not stated'}",
        "not_falling": "its impact is not stated, and prices did not fall",
        "asset": f"it is about {', '.join(each.assets)}, not about the asset asked about",
        "not_due": f"{place}, it counts up to {figure(within)} ahead{past}",
        "not_first": "another one counts more",
    }
    return reasons[each.objection or "not_first"]


def condition(one: GuardTrace, *, why: bool = True) -> str:
    """One test of a guard: `when market.change_24h_pct is at most -2: no, -1.2, 0.8 short`.

    *why* says why it is not known, which tells little while the evidence's own reading lacks.
    """
    test = f"when {one.metric} is {_bound(one)}"
    if one.reading is None:
        lacks = f", {lacking(one.lacks, any_of=one.any_of)}" if why else " either"
        return f"{test}: not known{lacks}"
    value = figure(one.reading.value)
    where = "" if one.reading.metric == one.metric else f" ({one.reading.metric})"
    short = "" if one.miss is None else f", {figure(one.miss)} short"
    return f"{test}: {'yes' if one.holds else 'no'}, {value}{where}{short}"


def _bound(one: GuardTrace) -> str:
    bounds = []
    if one.above is not None:
        bounds.append(f"at least {figure(one.above)}")
    if one.below is not None:
        bounds.append(f"at most {figure(one.below)}")
    if one.equals is not None:
        bounds.append(figure(one.equals))
    return " and ".join(bounds)


def lack(each: Lack) -> str:
    """Why a reading is not known."""
    if each.why == "missing":
        return f"{each.metric} was not sent"
    if each.why == "undefined":
        return f"{each.metric} cannot be computed from what was sent"
    return f"{each.metric} {figure(each.value)} is {each.why}: {each.reason}"


def lacking(lacks: Sequence[Lack], *, any_of: bool) -> str:
    """Why something is not known that needs several readings, or *any_of* them."""
    missing = [each.metric for each in lacks if each.why == "missing"]
    told = [lack(each) for each in lacks if each.why != "missing"]
    if len(missing) > 1:
        named = f"{', '.join(missing[:-1])} and {missing[-1]}"
        told.append(f"none of {named} was sent" if any_of else f"{named} were not sent")
    elif missing:
        told.append(f"{missing[0]} was not sent")
    return "; ".join(told)


def _named(metric: str, reading: Fact) -> str:
    """The metric, and the one that stands in for it."""
    return metric if reading.metric == metric else f"{metric} ({reading.metric})"


def _computed(reading: Fact | Operand) -> str:
    """A computation with its operands: `share_pct of 250M (/market/...) and 2.1T (/market/...)`."""
    shown = [
        f"({_computed(each)})" if each.operands else f"{figure(each.value)} ({each.pointer})"
        for each in reading.operands[:OPERANDS_SHOWN]
    ]
    more = len(reading.operands) - len(shown)
    if more:
        shown.append(f"{more} more")
    return f"{reading.op} of {' and '.join(shown)}"
