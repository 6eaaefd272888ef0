"""The drivers that came in, left, grew or faded, each with a figure of its own evidence."""

from collections.abc import Callable

from explainer.assessment import DriverFinding, Evidence
from explainer.comparison.answering import named, quiet
from explainer.comparison.ledger import Ledger
from explainer.comparison.sides import Pair, Side
from explainer.narrative import causes, opening
from explainer.narrative.causes import Told
from explainer.narrative.desk import Write
from explainer.narrative.drafts import Draft

ENTERED, GREW, LEFT, FADED = 85.0, 80.0, 75.0, 70.0
REMAINED = 50.0
STEP = 6.0
"""Each further driver of one change weighs this much less than the one before."""
UNSIGNED, SIGNED = "{value}", "{value|signed}"
"""How a sentence prints a reading beside which another can stand in the same style."""


def told(pair: Pair, ledger: Ledger, crossed: list[str]) -> list[list[Draft]]:
    """Two paragraphs: what came in or grew; what left, faded or stayed."""
    came = [
        *_group(pair, ledger.entered, "entered", ENTERED, _present),
        *_group(pair, ledger.grew, "grew", GREW, _compared),
    ]
    went = [
        *_group(pair, ledger.left, "left", LEFT, _gone),
        *_group(pair, ledger.faded, "faded", FADED, _compared),
    ]
    if ledger.remained and (ledger.changed or quiet(ledger, crossed) != "steady"):
        draft = pair.sentence("remained", REMAINED, {"names": named(pair, ledger.remained)})
        went += [] if draft is None else [draft]
    return [came, went]


Slots = dict[str, object]
SHORT = "short"
"""The slot that says whether a short addition fills the sentence."""
Fill = Callable[[Pair, str, bool], Slots | None]
"""What fills the sentence on a driver; *first* of its kind, it names the moment."""


def _group(pair: Pair, names: list[str], key: str, weight: float, fill: Fill) -> list[Draft]:
    drafts: list[Draft] = []
    for name in names:
        first = not drafts
        slots = fill(pair, name, first)
        if slots is None:
            continue
        rule = pair.desk.words.drivers[name].rule
        wordings = key if first else f"{key}_further"
        if slots.get(SHORT):
            wordings += "_short"
        place = weight - STEP * len(drafts)
        turn = max(0, len(drafts) - 1)
        slots["noun"] = pair.noun(name)
        draft = pair.sentence(wordings, place, slots, rule=rule, turn=turn)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _present(pair: Pair, name: str, _first: bool) -> Slots | None:
    """A driver that came in: its strongest evidence, one with a figure if there is one."""
    chosen = _figured(pair.after, pair.after.findings[name])
    return None if chosen is None else {"clause": _clause(pair.after, chosen)}


def _figured(side: Side, finding: DriverFinding) -> Told | None:
    ordered = causes.order(side.desk, finding)
    with_figure = [each for each in ordered if opening.has_figure(side.desk, each)]
    return next(iter([*with_figure, *ordered]), None)


def _clause(side: Side, chosen: Told) -> Write:
    return side.place(causes.clause(side.desk, chosen, alone=True, framed=True))


def _compared(pair: Pair, name: str, first: bool) -> Slots | None:
    """A driver that grew or faded: evidence that went the same way, with its earlier reading."""
    before, after = pair.before.findings[name], pair.after.findings[name]
    grew = after.strength > before.strength
    ordered = causes.order(pair.after.desk, after)
    ordered.sort(key=lambda each: not opening.has_figure(pair.after.desk, each))
    for chosen in ordered:
        earlier = matching(chosen.evidence, before)
        if earlier is None or earlier.status != "true":
            continue
        difference = (chosen.evidence.strength or 0.0) - (earlier.strength or 0.0)
        value = _earlier_value(pair, chosen, earlier)
        if value is None or not difference or (difference > 0) != grew:
            continue
        against = pair.phrase("against" if first else "against_further", value=value)
        for short, clause in _said(pair.after, chosen):
            if _figures(pair, clause) == 1:
                return {"clause": clause, "against": against, SHORT: short}
    alone = next((each for each in ordered if _goes(each, before, grew=grew)), None)
    return None if alone is None else {"clause": _clause(pair.after, alone), "against": None}


def _said(side: Side, chosen: Told) -> list[tuple[bool, Write]]:
    """The clause of an evidence, and the short addition where it has one."""
    said = [(False, _clause(side, chosen))]
    if chosen.words.tail is not None:
        said.append((True, side.place(causes.tail(side.desk, chosen))))
    return said


def _figures(pair: Pair, clause: Write) -> int:
    """How many readings a clause prints, dates aside: beside two, a third would be unclear."""
    writer = pair.desk.writer()
    clause(writer)
    return sum(isinstance(mark[4], float) for mark in writer.marks)


def _goes(chosen: Told, before: DriverFinding, *, grew: bool) -> bool:
    """Whether evidence that is told alone does not speak against the change."""
    earlier = matching(chosen.evidence, before)
    strength = 0.0 if earlier is None or earlier.strength is None else earlier.strength
    return not grew or (chosen.evidence.strength or 0.0) >= strength


def matching(evidence: Evidence, finding: DriverFinding) -> Evidence | None:
    """The same evidence in the other finding, of the same asset."""
    for other in finding.evidence:
        if other.id == evidence.id and other.asset == evidence.asset:
            return other
    return None


def _earlier_value(pair: Pair, chosen: Told, earlier: Evidence) -> Write | None:
    """The earlier reading in the style of the clause; None where it would look the same."""
    old, new = earlier.value, chosen.evidence.value
    signed = SIGNED in chosen.words.say.source
    if not signed and UNSIGNED not in chosen.words.say.source:
        return None
    if not isinstance(old, float) or not isinstance(new, float):
        return None
    numerals, unit = pair.desk.words.tongue.numerals, chosen.words.unit
    if (old < 0) != (new < 0) and not signed:
        return None
    if numerals.level(old, unit, signed=signed) == numerals.level(new, unit, signed=signed):
        return None
    reading = pair.before.reading(
        causes.reading(pair.before.desk, earlier, chosen.words, bound=True)
    )
    return lambda writer: writer.put(reading, "signed" if signed else None)


def _gone(pair: Pair, name: str, _first: bool) -> Slots | None:
    """A driver that left: the reading that now speaks against it, else what it had been."""
    before, after = pair.before.findings[name], pair.after.findings[name]
    ordered = causes.order(pair.before.desk, before)
    for chosen in ordered:
        now = matching(chosen.evidence, after)
        absent = chosen.words.absent
        if now is None or absent is None or now.status != "false":
            continue
        if absent.figures and now.value is not None and not _beyond(pair, name, now):
            desk = pair.after.desk
            write = pair.after.place(desk.phrase(absent, desk.scope_of(now)))
            return {"absent": write, "had": None}
    had = _figured(pair.before, before)
    if had is None:
        return {"absent": None, "had": None}
    still = pair.phrase("had", clause=_clause(pair.before, had))
    return {"absent": None, "had": still}


def _beyond(pair: Pair, name: str, now: Evidence) -> bool:
    """Whether a reading alone would still speak for the driver, and only its guard keeps it out."""
    bands = pair.rules[name].evidence[now.id].bands
    if not bands or not isinstance(now.value, float):
        return False
    first, last = bands[0].at, bands[-1].at
    return now.value > first if first < last else now.value < first
