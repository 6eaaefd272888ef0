"""What to watch: where readings would flip and how far they are from there; what is scheduled."""

from explainer.assessment import Operand, Signal
from explainer.explanation import ReceiptKind
from explainer.narrative.desk import LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.numbers import Shown
from explainer.narrative.spoken import SignalWords
from explainer.narrative.writing import Figure, Reading, Scope, Writer

FIRST, STEP = 80.0, 20.0
"""Weight of the second item, and how much less each further one weighs; the first one stays."""
MOST_DATES = 2
DISTANCE_UNITS = {"pct": "pp", "index": "points"}
"""Two readings in percent lie percentage points apart."""
STATES = ("near", "beyond", "clear")
"""States of signals, those most worth watching first."""


def watch(desk: Desk, most: int) -> list[Draft]:
    """Up to so many signals, those of the fired drivers first, and the next dates."""
    drafts: list[Draft] = []
    for signal in _chosen(desk, most):
        draft = _item(desk, signal, FIRST - STEP * len(drafts) if drafts else REQUIRED)
        if draft is not None:
            drafts.append(draft)
    return [*drafts, *_dates(desk)]


def _chosen(desk: Desk, most: int) -> list[Signal]:
    """Signals worth watching: what fired drivers name, then what is near or past its line."""
    known: dict[str, Signal] = {}
    for signal in desk.assessment.signals:
        if signal.value is not None and signal.threshold is not None:
            known[signal.id] = signal
    metrics: set[str | None] = set()
    chosen: list[Signal] = []
    for finding in desk.fired:
        for name in finding.signals:
            named = known.pop(name, None)
            if named is not None and named.metric not in metrics:
                metrics.add(named.metric)
                chosen.append(named)
                if len(chosen) == most:
                    return chosen
    for state in STATES:
        for signal in known.values():
            if signal.state == state and signal.metric not in metrics:
                metrics.add(signal.metric)
                chosen.append(signal)
                if len(chosen) == most:
                    return chosen
    return chosen


def _item(desk: Desk, signal: Signal, weight: float) -> Draft | None:
    """One signal as a list item: its reading, its line, and how far apart they are."""
    value, threshold, distance = signal.value, signal.threshold, signal.distance
    words = desk.words.signals.get(signal.id)
    if words is None or value is None or threshold is None or distance is None:
        return None
    unit, numerals = signal.unit, desk.words.tongue.numerals
    shown, line = _apart(desk, value, signal, words)
    reading = desk.value_of(signal, shown)
    if reading is None:
        return None
    between = DISTANCE_UNITS.get(unit or "", unit)
    place = signal.threshold_pointer
    operands = (
        Operand(value=threshold, pointer=place or signal.rule_pointer),
        Operand(value=value, pointer=reading.pointer, op=reading.op, operands=reading.operands),
    )
    kind: ReceiptKind = "threshold" if place is None else "given"
    level: Figure = line, kind, threshold, unit, place, signal.rule_pointer, None, ()
    apart = numerals.coarse(distance, between)
    gap: Figure = apart, "derived", distance, between, None, None, "difference", operands
    filled: dict[str, object] = {"value": reading, "threshold": level, "distance": gap}
    writer = desk.writer()
    phrase = desk.words.watched(signal.id, signal.state if distance else "at_line", signal.trend)
    phrase.write(writer, Scope(desk.assessment, None, "", None, None, filled))
    return finish(writer, words.rule, None, weight)


def _apart(desk: Desk, value: float, signal: Signal, words: SignalWords) -> tuple[Shown, Shown]:
    """The reading and the threshold as they are shown; the rules' own thresholds are shown once."""
    threshold, unit = signal.threshold, signal.unit
    assert threshold is not None
    numerals, signed = desk.words.tongue.numerals, words.signed
    shown = words.level(value)
    if signal.rule_pointer is None:
        line = numerals.level(threshold, unit, signed=signed)
    else:
        key = (threshold, unit, signed)
        known = desk.words.thresholds
        if key not in known:
            known[key] = numerals.exact(threshold, unit, signed=signed)
        line = known[key]
    if shown[0] == line[0] and value != threshold:
        return numerals.apart(value, threshold, unit, signed=signed)
    return shown, line


def _dates(desk: Desk) -> list[Draft]:
    """The next scheduled events with their dates."""
    due = [signal for signal in desk.assessment.signals if signal.due is not None]
    if not due:
        return []
    entries = desk.names([_entry(desk, signal) for signal in due[:MOST_DATES]])
    draft = desk.sentence(desk.words.watch["next"], {"entries": entries}, LEXICON, weight=REQUIRED)
    return [draft] if draft else []


def _entry(desk: Desk, signal: Signal) -> Write:
    """One scheduled event: what the lexicon calls its kind, else its title in quotation marks."""
    pointer = f"{signal.pointer}/date"
    kind = signal.kind or "other"
    name = desk.words.scheduled.get(kind) or desk.words.scheduled["other"]
    if kind == "other" and signal.title and signal.title != kind:

        def named(writer: Writer) -> bool:
            return writer.title(signal.title)

        filled: dict[str, object] = {"name": named}
    else:
        filled = {"name": desk.fill(name)}
    filled["date"] = Reading(signal.due, None, "given", pointer)
    return desk.phrase(desk.words.watch["entry"][0], Scope(desk.assessment, filled=filled))
