"""Signals that crossed their mark, as items of a list."""

from explainer.assessment import Signal
from explainer.comparison.result import SignalChange
from explainer.comparison.sides import Pair, Side
from explainer.narrative.drafts import Draft
from explainer.narrative.numbers import Shown
from explainer.narrative.writing import Reading

FIRST, STEP = 74.0, 5.0
"""Weight of the first item, and how much less each further one weighs."""
MOST = 5
INTO, BACK = "crossed_into", "crossed_back"


def crossed(changes: tuple[SignalChange, ...]) -> list[SignalChange]:
    """The signals that changed sides, one for each metric."""
    metrics: set[str | None] = set()
    found: list[SignalChange] = []
    for change in changes:
        if change.change in (INTO, BACK) and change.metric not in metrics:
            metrics.add(change.metric)
            found.append(change)
    return found


def items(pair: Pair, found: list[SignalChange]) -> list[Draft]:
    """Each with both readings and the mark."""
    earlier, later = _signals(pair.before), _signals(pair.after)
    drafts: list[Draft] = []
    for change in found[:MOST]:
        draft = _item(pair, change, earlier[change.id], later[change.id], len(drafts))
        drafts += [] if draft is None else [draft]
    return drafts


def _signals(side: Side) -> dict[str, Signal]:
    return {signal.id: signal for signal in side.desk.assessment.signals}


def _item(
    pair: Pair, change: SignalChange, before: Signal, after: Signal, place: int
) -> Draft | None:
    words = pair.desk.words.signals[change.id]
    old, new = _reading(pair.before, before), _reading(pair.after, after)
    if old is None or new is None:
        return None
    filled: dict[str, object] = {
        "title": pair.desk.fill(words.title),
        "before": old,
        "after": new,
        "threshold": _mark(pair.after, after),
    }
    key: str = change.change
    if key == INTO and after.distance == 0:
        key = "crossed_onto"
    elif key == BACK and before.distance == 0:
        key = "crossed_off"
    if before.threshold != after.threshold:
        key = "mark_moved"
        filled["mark_before"] = _mark(pair.before, before)
    return pair.sentence(key, FIRST - STEP * place, filled, rule=words.rule)


def _reading(side: Side, signal: Signal) -> Reading | None:
    """The reading of a signal, shown apart from its mark if they differ."""
    shown, _ = _shown(side, signal)
    reading = side.desk.value_of(signal, shown)
    return None if reading is None else side.reading(reading)


def _mark(side: Side, signal: Signal) -> Reading:
    """The threshold: a number of the rules, or a reading of this snapshot."""
    _, shown = _shown(side, signal)
    if signal.threshold_pointer is not None:
        given = Reading(
            signal.threshold, signal.unit, "given", signal.threshold_pointer, shown=shown
        )
        return side.reading(given)
    return Reading(
        signal.threshold,
        signal.unit,
        "threshold",
        None,
        signal.rule_pointer,
        shown=shown,
    )


def _shown(side: Side, signal: Signal) -> tuple[Shown, Shown]:
    value, threshold = signal.value, signal.threshold
    assert value is not None
    assert threshold is not None
    words = side.desk.words.signals[signal.id]
    numerals = side.desk.words.tongue.numerals
    first = words.level(value)
    second = numerals.exact(threshold, signal.unit, signed=words.signed)
    if first[0] == second[0] and value != threshold:
        return numerals.apart(value, threshold, signal.unit, signed=words.signed)
    return first, second
