"""What a fall means beyond its causes, and the questions that readers ask about it."""

from collections.abc import Callable
from typing import NamedTuple

from explainer.assessment import DriverFinding, Signal
from explainer.explanation import ClaimKind
from explainer.narrative import causes, movers, watching
from explainer.narrative.chain import general
from explainer.narrative.desk import Desk, Write
from explainer.narrative.drafts import Draft
from explainer.narrative.writing import Scope

MEANS, QUESTION, SECOND = 50.0, 48.0, 22.0
"""Weights: what the fall means, the answer to a question, and the second sentence of one."""
QUESTION_STEP = 1.0
MOST_NAMES = 3
"""Signals or drivers that one sentence names."""
PRICE = "price_usd"
"""The end of the name of a price: a lower one is no rebound."""
DRAWDOWN, MONTH = "assets.BTC.drawdown_from_high_pct", "assets.BTC.change_30d_pct"


class Answered(NamedTuple):
    """A question with the sentences that answer it."""

    name: str
    ask: str
    drafts: list[Draft]


def means(desk: Desk, signals: list[Signal]) -> list[Draft]:
    """The stage of the fall, prices against the networks themselves, and what usually follows."""
    stage = desk.assessment.move.stage
    drafts = desk.say(f"stages.{stage}", weight=MEANS) if stage != "unknown" else []
    drafts += _fundamentals(desk)
    filled: dict[str, object] = {}
    if signals:
        filled["names"] = desk.names([_named(desk, signal) for signal in signals[:MOST_NAMES]])
    drafts += desk.say("follows", filled, weight=MEANS, kind="background")
    return [*drafts, *desk.say("leaders", weight=SECOND, kind="background")]


def _fundamentals(desk: Desk) -> list[Draft]:
    """What the figures say of the networks, which is nothing where they hold no measure of them."""
    clauses = [
        clause
        for metric in desk.words.lexicon.article.network
        if (clause := _network(desk, metric)) is not None
    ]
    if not clauses:
        return desk.say("fundamentals.unknown", weight=MEANS, kind="background")
    shrank = any(_size(desk, metric) < 0 for metric in desk.words.lexicon.article.network)
    key = "fundamentals.mixed" if shrank else "fundamentals.known"
    return desk.say(key, {"clauses": desk.names(clauses)}, weight=MEANS)


def _size(desk: Desk, metric: str) -> float:
    """The change of a measure of the networks; zero where there is none."""
    size = desk.facts.values.get(metric)
    return size if isinstance(size, float) else 0.0


def _network(desk: Desk, metric: str) -> Write | None:
    size = _size(desk, metric)
    if not size:
        return None
    filled: dict[str, object] = {
        "fell": movers.verb(desk, size, "past", turn=1),
        "value": desk.reading(metric),
    }
    phrase = desk.words.article[f"network.{metric}"][0]
    return desk.phrase(phrase, Scope(desk.assessment, filled=filled))


def _named(desk: Desk, signal: Signal) -> Write:
    return desk.phrase(desk.words.signals[signal.id].name)


def questions(desk: Desk, signals: list[Signal]) -> list[Answered]:
    """The questions that these figures raise, with their answers; none on a calm day."""
    asked: list[tuple[str, str, Callable[[], list[Draft]]]] = []
    words = desk.words.lexicon.article.questions
    if desk.assessment.move.direction == "down" and _explaining(desk):
        asked += [
            ("caused", words.caused.ask, lambda: _caused(desk)),
            ("altcoins", words.altcoins.ask, lambda: _altcoins(desk)),
            ("rebound", words.rebound.ask, lambda: _rebound(desk, signals)),
            ("over", words.over.ask, lambda: _over(desk)),
        ]
    if desk.fired:
        asked.append(("risk", words.risk.ask, lambda: _risk(desk)))
    answered: list[Answered] = []
    for place, (name, ask, answers) in enumerate(asked):
        drafts = answers()
        for draft in drafts:
            draft.weight -= QUESTION_STEP * place
        if drafts:
            answered.append(Answered(name, ask, drafts))
    return answered


def _explaining(desk: Desk) -> list[DriverFinding]:
    return [finding for finding in desk.fired if finding.explains]


def _say(
    desk: Desk, key: str, weight: float, filled: dict[str, object] | None = None
) -> list[Draft]:
    kind: ClaimKind | None = "background" if filled is None else None
    return desk.say(f"questions.{key}", filled, weight=weight, kind=kind)


def _caused(desk: Desk) -> list[Draft]:
    explaining = _explaining(desk)
    first, *others = [causes.noun(desk, finding) for finding in explaining]
    filled: dict[str, object] = {"noun": first}
    undated = causes.certainty(desk, explaining[0]) == causes.COINCIDED
    if not others:
        key = "caused.coincided_single" if undated else "caused.single"
        return _say(desk, key, QUESTION, filled)
    filled["nouns"] = desk.names(others[:MOST_NAMES])
    return _say(desk, "caused.coincided" if undated else "caused.several", QUESTION, filled)


def _altcoins(desk: Desk) -> list[Draft]:
    """Why altcoins fall more; nothing where they are known not to have fallen further this time."""
    bitcoin, others = movers.asset(desk, movers.BITCOIN), movers.altcoins(desk)
    fell = any(finding.id == causes.ALTCOINS for finding in desk.fired)
    drafts: list[Draft] = []
    if bitcoin is not None and others is not None:
        if others.size < min(bitcoin.size, 0):
            gap = movers.gap(others, bitcoin, others.size - bitcoin.size)
            drafts = _say(desk, "altcoins.here", SECOND, {"gap": gap})
        elif not fell:
            return []
    drafts += _say(desk, "altcoins.why", QUESTION)
    words = desk.words.drivers.get(causes.ALTCOINS)
    if words is not None:
        drafts += general(desk, words.background, words.rule, SECOND)
    return drafts


def _rebound(desk: Desk, signals: list[Signal]) -> list[Draft]:
    """Where the readings that are past their marks would have to be."""
    items: list[Write] = []
    for signal in signals:
        words = desk.words.signals[signal.id]
        figures = watching.figures_of(desk, signal, words)
        value, line = signal.value, signal.threshold
        if figures is None or value is None or line is None or signal.state != "beyond":
            continue
        side = "below" if value > line else "above"
        if side == "below" and (signal.metric or "").endswith(PRICE):
            continue
        filled = {"name": desk.fill(words.name), "threshold": figures["threshold"]}
        phrase = desk.words.article[f"questions.rebound.{side}"][0]
        items.append(desk.phrase(phrase, Scope(desk.assessment, filled=filled)))
    if items:
        listed = desk.names(items[:MOST_NAMES])
        drafts = _say(desk, "rebound.answer", QUESTION, {"items": listed})
    else:
        drafts = _say(desk, "rebound.general", QUESTION)
    return [*drafts, *_say(desk, "rebound.lasting", SECOND)]


def _risk(desk: Desk) -> list[Draft]:
    return [*_say(desk, "risk.answer", QUESTION), *_say(desk, "risk.second", SECOND)]


def _over(desk: Desk) -> list[Draft]:
    """How far bitcoin is from its high or what it did in a month; else that a day says little."""
    for metric, key in ((DRAWDOWN, "drawdown"), (MONTH, "month")):
        size = desk.facts.values.get(metric)
        if isinstance(size, float) and size:
            filled: dict[str, object] = {
                "value": desk.reading(metric),
                "fell": movers.verb(desk, size, "past", turn=1),
            }
            return _say(desk, f"over.{key}", QUESTION, filled)
    return _say(desk, "over.unknown", QUESTION)
