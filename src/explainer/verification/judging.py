"""Judging numbers: which reading each stands for, or what is wrong with it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from explainer.verification.candidates import FALLEN, Candidate
from explainer.verification.hearing import About
from explainer.verification.matching import apart, fits, slipped, units_of
from explainer.verification.quantities import Quantity
from explainer.verification.report import NumberProblem, NumberStatus
from explainer.verification.words import ALTCOINS, MARKET

FALLING = {
    "change": ("down", "up"),
    "flow": ("out", "in"),
    "outflow": ("in", "out"),
    "loss": ("up", "down"),
}
"""By the sense of a metric's sign: the words for a negative and for a positive reading."""
STANDS_FOR = {"down": "out", "up": "in"}
RELATED = 0.35
"""A number this near to a reading of another unit or sign was probably meant to be it."""
UNRELATED = 0.99
"""A bare number this far from a reading counts something else."""


class Ruling(NamedTuple):
    """What became of a number, the candidate it stands for or comes nearest to, and why."""

    status: NumberStatus
    problem: NumberProblem | None
    nearest: Candidate | None
    reason: str


def judge(quantity: Quantity, about: About, candidates: Sequence[Candidate]) -> Ruling:
    """The ruling on a number with a unit of readings."""
    units = units_of(quantity)
    fitting = [one for one in candidates if one.unit in units and _kind_fits(one, about)]
    close = [one for one in fitting if _on_subject(one, about, about.topics)]
    wide = [one for one in fitting if _on_subject(one, about, about.sentence)]
    signed: list[Candidate] = []
    marks = [one for one in wide if one.kind in ("threshold", "distance")]
    for pool in (close, marks) if about.topics and close else (close, wide):
        matching = [one for one in pool if fits(quantity, one.value, about.hedges)]
        for one in _likeliest(matching, about):
            verdict = _sign(one, about)
            if verdict is None:
                return Ruling("unjudged", None, one, "no_direction")
            if verdict:
                return Ruling("supported", None, one, "reads")
            signed.append(one)
    if signed:
        return Ruling("wrong", "sign", signed[0], "sign")
    subject = _subject_known(about)
    if not subject:
        anywhere = [one for one in fitting if fits(quantity, one.value, about.hedges)]
        anywhere = [one for one in anywhere if _side_fits(one, about)]
        for one in anywhere:
            if _sign(one, about) is not False:
                return Ruling("supported", None, one, "reads")
        if anywhere:
            return Ruling("wrong", "sign", anywhere[0], "sign")
    return _mistaken(quantity, about, candidates, close or wide, fitting)


def _mistaken(
    quantity: Quantity,
    about: About,
    candidates: Sequence[Candidate],
    pool: Sequence[Candidate],
    fitting: Sequence[Candidate],
) -> Ruling:
    """What is wrong with a number that no candidate on its subject supports."""
    same_subject = [
        one
        for one in candidates
        if _kind_fits(one, about) and _on_subject(one, about, about.topics or about.sentence)
    ]
    units = units_of(quantity)
    other_unit = [
        one
        for one in same_subject
        if one.unit not in units and fits(quantity, one.value, frozenset())
    ]
    if other_unit and _subject_known(about):
        return Ruling("wrong", "unit", other_unit[0], "unit")
    for one in (*pool, *(other for other in same_subject if other.unit not in units)):
        if slipped(quantity, one.value) and one.unit in (*units, "usd", "pct", "pp", "bp"):
            return Ruling("wrong", "unit", one, "scale" if one.unit in units else "unit")
    elsewhere = [one for one in fitting if fits(quantity, one.value, frozenset())]
    if pool:
        nearest = min(pool, key=lambda one: apart(quantity, one.value))
        if elsewhere and apart(quantity, nearest.value) > RELATED:
            return Ruling("wrong", "subject", elsewhere[0], "subject")
        if quantity.unit == "plain" and apart(quantity, nearest.value) > UNRELATED:
            return Ruling("unsupported", None, None, "nothing")
        return Ruling("wrong", "magnitude", nearest, "magnitude")
    if elsewhere and (_subject_known(about) or about.sides):
        return Ruling("wrong", "subject", elsewhere[0], "subject")
    return Ruling("unsupported", None, None, "nothing")


def _subject_known(about: About) -> bool:
    return bool(about.topics or about.sentence or about.assets)


def _kind_fits(one: Candidate, about: About) -> bool:
    return about.marked or one.kind not in ("threshold", "distance")


def _on_subject(one: Candidate, about: About, topics: frozenset[str]) -> bool:
    """Whether a candidate is about what the words speak of."""
    if not _side_fits(one, about):
        return False
    if one.default and one.asset in about.assets and (one.unit == "pct" or not about.topics):
        return _window_fits(one, about)
    return (
        (one.topic in topics or not (topics or about.assets or about.sentence))
        and _asset_fits(one, about)
        and _window_fits(one, about)
    )


def _side_fits(one: Candidate, about: About) -> bool:
    return not about.sides or one.side is None or one.side in about.sides


def _asset_fits(one: Candidate, about: About) -> bool:
    if one.asset is None or not about.assets or one.asset in about.assets:
        return True
    single = about.assets - {MARKET, ALTCOINS}
    return not single and not one.default and one.asset not in (MARKET, ALTCOINS)


def _window_fits(one: Candidate, about: About) -> bool:
    return not about.windows or one.window is None or one.window in about.windows


def _likeliest(matching: Iterable[Candidate], about: About) -> list[Candidate]:
    """The matching candidates, readings before what is derived from them, the named asset first."""
    order = {"given": 0, "derived": 1, "threshold": 2, "distance": 3}
    return sorted(
        matching,
        key=lambda one: (one.asset not in about.assets, order.get(one.kind, 1)),
    )


def _sign(one: Candidate, about: About) -> bool | None:
    """Whether the words and signs agree with the sign of a reading; None if nothing tells."""
    value = one.value
    if one.kind == "distance" or value == 0:
        return True
    if one.kind == "threshold":
        return about.sign == 0 or (about.sign < 0) == (value < 0)
    if one.sense == FALLEN:
        near = about.cues[: about.near]
        return not near or "up" not in near[0]
    if one.sense not in FALLING:
        return about.sign == 0 if value > 0 else about.sign < 0 or _said(about, "down")
    negative, positive = FALLING[one.sense]
    wanted, other = (negative, positive) if value < 0 else (positive, negative)
    if one.sense in ("flow", "outflow"):
        for cue in about.cues:
            if wanted in cue or other in cue:
                return wanted in cue
        cues = tuple(
            frozenset(STANDS_FOR[word] for word in cue if word in STANDS_FOR) for cue in about.cues
        )
    else:
        cues = about.cues
    for cue in cues:
        if wanted in cue or other in cue:
            return wanted in cue
    if about.sign:
        return (about.sign < 0) == (value < 0) or one.sense in ("outflow", "loss")
    if value > 0 or any("neither" in cue for cue in about.cues):
        return True
    return True if one.sense in ("outflow", "loss") else None


def _said(about: About, word: str) -> bool:
    return any(word in cue for cue in about.cues)
