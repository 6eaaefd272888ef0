"""What to watch: where readings would flip and how far they are from there; what is scheduled."""

from explainer.assessment import Operand, Signal
from explainer.explanation import ReceiptKind
from explainer.narrative.desk import LEXICON, REQUIRED, Desk, Write
from explainer.narrative.drafts import Draft, finish
from explainer.narrative.numbers import Shown
from explainer.narrative.spoken import SignalWords
from explainer.narrative.writing import Figure, Reading, Scope

FIRST, STEP = 80.0, 20.0
"""Weight of the second item, and how much less each further one weighs; the first one stays."""
MOST_DATES = 2
DISTANCE_UNITS = {"pct": "pp", "index": "points"}
"""Two readings in percent lie percentage points apart."""
FAR = 0.5
"""The share of its size by which a reading that is far from its line lies apart from it."""
OTHER = "other"
"""The kind of a scheduled event that has no name of its own."""
STATES = ("near", "beyond", "clear", "unknown")
"""States of signals, those most worth watching first."""


def watch(desk: Desk, most: int) -> list[Draft]:
    """Up to so many signals, those of the fired drivers first, and the next dates."""
    dates, drafts = _dates(desk), list[Draft]()
    for signal in chosen(desk, most):
        if dates and _far(signal):
            continue
        draft = _item(desk, signal, FIRST - STEP * len(drafts) if drafts else REQUIRED)
        if draft is not None:
            drafts.append(draft)
    return [*drafts, *dates]


def one(desk: Desk) -> Draft | None:
    """The first signal worth watching, or the next date where no signal is near its line."""
    dates = _dates(desk)
    for signal in chosen(desk, 1):
        words = desk.words.signals[signal.id]
        figures = figures_of(desk, signal, words)
        if figures is not None and not (dates and _far(signal)):
            filled = {**figures, "name": desk.fill(words.name)}
            return desk.sentence(desk.words.watch["one"], filled, words.rule, weight=REQUIRED)
    return dates[0] if dates else _unread(desk)


def _unread(desk: Desk) -> Draft | None:
    """What the leading driver says to watch, where the figures hold nothing to watch it by."""
    for name in [name for finding in desk.fired for name in finding.signals]:
        words = desk.words.signals.get(name)
        if words is not None:
            filled: dict[str, object] = {"name": desk.fill(words.name)}
            return desk.sentence(desk.words.watch["unread"], filled, words.rule, weight=REQUIRED)
    return None


def chosen(desk: Desk, most: int) -> list[Signal]:
    """Signals worth watching: what fired drivers name, then what is past its line or near it.

    One that is far from its line is worth it only where there is no other.
    """
    known: dict[str, Signal] = {}
    for signal in desk.assessment.signals:
        if signal.value is not None and signal.threshold is not None:
            known[signal.id] = signal
    named = [known.pop(name) for finding in desk.fired for name in finding.signals if name in known]
    left = sorted(known.values(), key=lambda signal: (STATES.index(signal.state), _apart(signal)))
    by_metric: dict[str | None, Signal] = {}
    for signal in (*named, *left):
        by_metric.setdefault(signal.metric, signal)
    ordered = list(by_metric.values())
    near = [signal for signal in ordered if not _far(signal)]
    return near[:most] or ordered[:1]


def _apart(signal: Signal) -> float:
    """How far a reading is from its line, as a share of the larger of the two."""
    value, threshold = signal.value or 0.0, signal.threshold or 0.0
    size = max(abs(value), abs(threshold))
    return abs(threshold - value) / size if size else 0.0


def _far(signal: Signal) -> bool:
    """Whether nothing is to be seen at a signal yet."""
    return signal.state == "clear" and _apart(signal) > FAR


def _item(desk: Desk, signal: Signal, weight: float) -> Draft | None:
    """One signal as a list item: its reading, its line, and how far apart they are."""
    words = desk.words.signals.get(signal.id)
    figures = None if words is None else figures_of(desk, signal, words)
    if words is None or figures is None:
        return None
    writer = desk.writer()
    phrase = desk.words.watched(signal.id, state_of(signal), signal.trend)
    phrase.write(writer, Scope(desk.assessment, None, "", None, None, figures))
    return finish(writer, words.rule, None, weight)


def state_of(signal: Signal) -> str:
    """How the reading stands to its line, as the lexicon knows it."""
    return signal.state if signal.distance else "at_line"


def figures_of(desk: Desk, signal: Signal, words: SignalWords) -> dict[str, object] | None:
    """What fills the slots of a sentence on a signal: value, threshold, distance."""
    value, threshold, distance = signal.value, signal.threshold, signal.distance
    if value is None or threshold is None or distance is None:
        return None
    unit, numerals = signal.unit, desk.words.tongue.numerals
    shown, line = _lined(desk, value, signal, words)
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
    down = reading.lower_bound and value > threshold
    apart = numerals.coarse(distance, between, shown[0], line[0], down=down)
    gap: Figure = apart, "derived", distance, between, None, None, "difference", operands
    return {"value": reading, "threshold": level, "distance": gap}


def _lined(desk: Desk, value: float, signal: Signal, words: SignalWords) -> tuple[Shown, Shown]:
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
            known[key] = numerals.mark(threshold, unit, signed=signed)
        line, extra = known[key]
        if extra:  # on a finer grid than readings: rounded more coarsely, one could cross it
            shown = numerals.level(value, unit, extra, signed=signed)
    if shown[0] == line[0] and value != threshold:
        return numerals.apart(value, threshold, unit, signed=signed)
    return shown, line


def _dates(desk: Desk) -> list[Draft]:
    """The next scheduled events with their dates."""
    coming = due_next(desk)
    if not coming:
        return []
    entries = desk.names([_entry(desk, signal) for signal in coming])
    draft = desk.sentence(desk.words.watch["next"], {"entries": entries}, LEXICON, weight=REQUIRED)
    return [draft] if draft else []


def due_next(desk: Desk) -> list[Signal]:
    """The scheduled events that come next."""
    return [signal for signal in desk.assessment.signals if signal.due is not None][:MOST_DATES]


def _entry(desk: Desk, signal: Signal) -> Write:
    """One scheduled event with its date."""
    filled: dict[str, object] = {"name": scheduled(desk, signal), "date": due(signal)}
    return desk.phrase(desk.words.watch["entry"][0], Scope(desk.assessment, filled=filled))


def due(signal: Signal) -> Reading:
    """The day of a scheduled event."""
    return Reading(signal.due, None, "given", f"{signal.pointer}/date")


def scheduled(desk: Desk, signal: Signal) -> Write:
    """A scheduled event: what the lexicon calls its kind, else its title in quotation marks."""
    kind = signal.kind or OTHER
    if kind == OTHER and signal.title and signal.title != kind:
        return lambda writer: writer.title(signal.title)
    known = desk.words.scheduled
    return desk.phrase(known.get(kind) or known[OTHER])
