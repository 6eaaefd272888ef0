"""What to watch: where readings would flip and how far they are from there; what is scheduled."""

import msgspec

from explainer.assessment import Operand, Signal
from explainer.narrative import causes
from explainer.narrative.desk import Desk, Write
from explainer.narrative.numbers import Shown
from explainer.narrative.opening import LEXICON
from explainer.narrative.writing import Draft, Reading, Scope, Writer

FIRST, STEP = 89.0, 5.0
"""Weight of the first item, and how much less each further one weighs."""
NEXT, FURTHER = 81.0, 50.0
WANTED = 3
"""Signals that weigh as much as drivers; further ones are told where there is room."""
MOST_SIGNALS, MOST_DATES = 4, 2
DISTANCE_UNITS = {"pct": "pp", "index": "points"}
"""Two readings in percent lie percentage points apart."""
SIGNED = ("change", "flow")
"""Parts of the names of metrics that show a plus as well as a minus."""
STATE_ORDER = {"beyond": 1, "near": 0, "clear": 2}


def watch(desk: Desk) -> list[Draft]:
    """Up to four signals, those of the fired drivers first, and the next dates."""
    drafts: list[Draft] = []
    for place, signal in enumerate(_chosen(desk)):
        weight = FIRST - STEP * place if place < WANTED else FURTHER
        draft = item(desk, signal, weight, meaning=False)
        if draft is not None:
            drafts.append(draft)
    return [*drafts, *_dates(desk)]


def _chosen(desk: Desk) -> list[Signal]:
    """Signals worth watching: what fired drivers name, then what is near or past its line."""
    known = {
        signal.id: signal
        for signal in desk.assessment.signals
        if signal.value is not None and signal.threshold is not None
    }
    chosen: dict[str, Signal] = {}
    for finding in causes.fired(desk):
        for name in finding.signals:
            if name in known:
                chosen.setdefault(name, known[name])
    rest = [signal for name, signal in known.items() if name not in chosen]
    rest.sort(key=lambda signal: STATE_ORDER[signal.state])
    metrics: set[str | None] = set()
    distinct: list[Signal] = []
    for signal in [*chosen.values(), *rest]:
        if signal.metric not in metrics:
            metrics.add(signal.metric)
            distinct.append(signal)
    return distinct[:MOST_SIGNALS]


def item(desk: Desk, signal: Signal, weight: float, *, meaning: bool) -> Draft | None:
    """One signal as a list item, with what crossing the line would mean if asked for."""
    reading = desk.value_of(signal)
    words = desk.words.signals.get(signal.id)
    if reading is None or words is None or signal.threshold is None or signal.distance is None:
        return None
    assert isinstance(reading.value, float | int)
    unit = signal.unit
    signed = any(part in (signal.metric or "") for part in SIGNED)
    value, threshold = _apart(desk, float(reading.value), signal, signed=signed)
    line = Reading(
        signal.threshold,
        unit,
        "threshold" if signal.threshold_pointer is None else "given",
        signal.threshold_pointer,
        signal.rule_pointer,
        shown=threshold,
    )
    between = Reading(
        signal.distance,
        DISTANCE_UNITS.get(unit or "", unit),
        "derived",
        op="difference",
        shown=desk.words.tongue.numerals.coarse(
            signal.distance, DISTANCE_UNITS.get(unit or "", unit)
        ),
        operands=(
            Operand(
                value=signal.threshold, pointer=signal.threshold_pointer or signal.rule_pointer
            ),
            Operand(
                value=reading.value,
                pointer=reading.pointer,
                op=reading.op,
                operands=reading.operands,
            ),
        ),
    )
    filled: dict[str, object] = {
        "title": desk.fill(words.title),
        "value": msgspec.structs.replace(reading, shown=value),
        "threshold": line,
        "distance": between,
        "trend": desk.words.lexicon.trends.get(signal.trend or ""),
        "meaning": desk.fill(words.meaning) if meaning else None,
    }
    key = signal.state if signal.distance else "at_line"
    return desk.sentence(desk.words.watch[key], filled, words.rule, weight=weight)


def _apart(desk: Desk, value: float, signal: Signal, *, signed: bool) -> tuple[Shown, Shown]:
    """The reading and the threshold as they are shown; the rules' own thresholds are shown once."""
    threshold, unit = signal.threshold, signal.unit
    assert threshold is not None
    numerals = desk.words.tongue.numerals
    shown = numerals.level(value, unit, signed=signed)
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
    draft = desk.sentence(desk.words.watch["next"], {"entries": entries}, LEXICON, weight=NEXT)
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
