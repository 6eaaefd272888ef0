"""Rows of the article's tables: the drivers with what speaks for them, the signals to watch.

A row is one claim; its cells are spans of it.
"""

from explainer.assessment import DriverFinding, Signal
from explainer.narrative import causes, watching
from explainer.narrative.desk import LEXICON, Desk, Write
from explainer.narrative.drafts import Draft, finish, sentence
from explainer.narrative.plan import CELL
from explainer.narrative.sides import label
from explainer.narrative.writing import Reading, Scope, Writer
from explainer.snapshot import utc_text

ROW, ROW_STEP = 60.0, 2.0
"""The weight of a row, and how much less each further one weighs."""
MOST_READINGS = 2
"""Readings that the row of a driver shows; a sentence in their place stands alone."""
MACRO = "macro"
AT_ANY_HOUR = ("fed_cut_probability_pct", "fed_cut_probability_change_pp")
"""What markets of bets and futures tell around the clock, and so of no session."""


def driver_row(desk: Desk, finding: DriverFinding, place: int) -> Draft:
    """A fired driver: its title, what it means, why it hurts, the readings that count most."""
    words = causes.words_of(desk, finding)
    means, hurts = words.in_short or (desk.pick(words.meanings, 1), desk.pick(words.hurts, 1))
    shown = causes.order(desk, finding)[:MOST_READINGS]
    if not _labelled(shown[0]):
        shown = shown[:1]
    readings = [_reading(desk, one) for one in shown]
    pair = desk.words.lexicon.lists.clauses
    cells: list[Write] = [
        lambda writer: writer.say(finding.title),
        desk.phrase(means),
        desk.phrase(hurts),
        desk.listed(readings, pair, pair),
    ]
    return _row(desk, cells, words.rule, ROW - ROW_STEP * place)


def _labelled(told: causes.Told) -> bool:
    """Whether evidence is shown as a figure under a label rather than as a sentence."""
    return isinstance(told.evidence.value, float) and told.words.say.figures


def _reading(desk: Desk, told: causes.Told) -> Write:
    """A reading under its label; what prints no figure of its own in the words of its rule."""
    evidence = told.evidence
    if evidence.metric == causes.EVENTS:
        return desk.phrase(desk.words.event, desk.scope_of(evidence))
    named = label(desk, evidence.metric)
    if named is None or not _labelled(told):
        return desk.phrase(told.words.say, desk.scope_of(evidence))
    filled: dict[str, object] = {"label": named, "value": causes.level_of(desk, told)}
    cell = desk.words.article["cells.evidence"][0]
    return desk.phrase(cell, Scope(desk.assessment, filled=filled))


def signal_row(desk: Desk, signal: Signal, place: int) -> Draft | None:
    """A signal: its reading, the mark, how far apart they are, the day of the reading."""
    words = desk.words.signals[signal.id]
    figures = watching.figures_of(desk, signal, words)
    if figures is None:
        return None
    scope = Scope(desk.assessment, filled=figures)
    state = {"beyond": "past", "at_line": "at_line"}.get(watching.state_of(signal), "away")
    cells: list[Write] = [
        desk.phrase(words.title),
        _figure(figures, "value"),
        _figure(figures, "threshold"),
        desk.phrase(desk.words.article[f"cells.{state}"][0], scope),
        _dated(_day_of(desk, signal)),
    ]
    return _row(desk, cells, words.rule, ROW - ROW_STEP * place)


def date_row(desk: Desk, signal: Signal, place: int) -> Draft:
    """A scheduled event with its date; it has no reading and no mark."""
    nothing = desk.phrase(desk.words.article["cells.nothing"][0])
    name = watching.scheduled(desk, signal)
    cells = [name, nothing, nothing, nothing, _dated(watching.due(signal))]
    return _row(desk, cells, LEXICON, ROW - ROW_STEP * place)


def _figure(figures: dict[str, object], slot: str) -> Write:
    """One of the figures of a signal, as its sentence shows it."""
    figure = figures[slot]

    def write(writer: Writer) -> bool:
        if isinstance(figure, Reading):
            return writer.put(figure)
        assert isinstance(figure, tuple)
        writer.mark(*figure)
        return True

    return write


def _dated(reading: Reading | None) -> Write:
    return lambda writer: reading is not None and writer.put(reading, "date")


def _day_of(desk: Desk, signal: Signal) -> Reading | None:
    """The day of a reading: its session, if it is one of a session, else the snapshot's."""
    metric = signal.metric or ""
    group, _, rest = metric.partition(".")
    sessions = {"etf": f"etf.{rest.partition('.')[0]}.session_date", MACRO: "macro.session_date"}
    if group in sessions and metric.rpartition(".")[2] not in AT_ANY_HOUR:
        return desk.reading(sessions[group])
    return Reading(utc_text(desk.assessment.as_of), None, "given", "/as_of")


def _row(desk: Desk, cells: list[Write], rule: str, weight: float) -> Draft:
    """One row; what a cell cannot say is left blank by the lexicon's sign for it."""
    writer = desk.writer()
    spans: list[tuple[int, int]] = []
    for number, cell in enumerate(cells):
        if number:
            writer.say(CELL)
        start = len(writer.text)
        place = writer.here()
        if not cell(writer):
            writer.back(place)
            desk.words.article["cells.nothing"][0].write(writer, desk.plain)
        writer.text = writer.text[:start] + sentence(writer.text[start:], "")
        writer.marks = [
            (start, sentence(mark[1], ""), *mark[2:]) if mark[0] == start else mark
            for mark in writer.marks
        ]
        spans.append((start, len(writer.text)))
    draft = finish(writer, rule, weight=weight, stop="")
    draft.cells = tuple(spans)
    return draft
