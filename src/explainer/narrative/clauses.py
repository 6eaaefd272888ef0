"""Every clause that one driver may say about one assessment, and which of them a brief tells."""

from __future__ import annotations

import msgspec

from explainer.assessment import Assessment, DriverFinding, Evidence, Offset
from explainer.narrative import causes
from explainer.narrative.brief import brief
from explainer.narrative.desk import Desk
from explainer.narrative.phrases import Phrase
from explainer.narrative.words import Words
from explainer.narrative.writing import Scope

BETWEEN = "\n"
QUOTED_STOPS = ((".\u201d", "\u201d."), (",\u201d", "\u201d,"))
"""Stops that a finished sentence has inside quotation marks, and as they were written."""


class Clauses(msgspec.Struct, frozen=True, kw_only=True):
    """What one evidence or offset says as it stands; None for what does not hold or lacks a figure.

    *say* and *tail* are said of evidence that is there, *absent* of evidence that is not. *told*
    are those of them that a brief tells, before it refers to anything by a shorter name; an event
    counts as told where its title is.
    """

    id: str
    say: str | None = None
    tail: str | None = None
    absent: str | None = None
    told: frozenset[str] = frozenset()

    @property
    def all(self) -> tuple[str, ...]:
        """The clauses that hold."""
        return tuple(one for one in (self.say, self.tail, self.absent) if one is not None)


def clauses_of(assessment: Assessment, words: Words, driver: str, seed: str) -> tuple[Clauses, ...]:
    """The clauses of a driver's evidence and then its offsets, one for each asset that has any.

    *seed* is as for the narrative: how long its wordings are decides what a brief has room for.
    KeyError for a driver that the assessment does not have.
    """
    plan, _ = brief(Desk(assessment, words, seed))
    text = BETWEEN.join(draft.text for block in plan.blocks for draft in block.drafts)
    for finished, written in QUOTED_STOPS:
        text = text.replace(finished, written)
    desk = Desk(assessment, words, seed)
    finding = {one.id: one for one in assessment.drivers}[driver]
    return (
        *(_of_evidence(desk, finding, evidence, text) for evidence in finding.evidence),
        *(_of_offset(desk, finding, offset, text) for offset in finding.offsets),
    )


def _of_evidence(desk: Desk, finding: DriverFinding, evidence: Evidence, text: str) -> Clauses:
    if evidence.value is None or evidence.status == "unknown":
        return Clauses(id=evidence.id)
    words = desk.words.drivers[finding.id].evidence[evidence.id]
    scope = desk.scope_of(evidence)
    if evidence.status == "false":
        absent = _written(desk, words.absent, scope)
        return Clauses(id=evidence.id, absent=absent, told=_told(text, absent))
    say, tail = _written(desk, words.say, scope), _written(desk, words.tail, scope)
    told = _told(text, say, tail)
    if say is not None and evidence.metric == causes.EVENTS:
        # where a sentence has named the driver, an event is told by its title only
        told |= {say for _ in _told(text, _written(desk, desk.words.event, scope))}
    return Clauses(id=evidence.id, say=say, tail=tail, told=told)


def _of_offset(desk: Desk, finding: DriverFinding, offset: Offset, text: str) -> Clauses:
    phrase = desk.words.drivers[finding.id].offsets[offset.id][0]
    say = _written(desk, phrase, desk.scope_of(offset))
    return Clauses(id=offset.id, say=say, told=_told(text, say))


def _written(desk: Desk, phrase: Phrase | None, scope: Scope) -> str | None:
    """The phrase with its slots filled; None if one that it cannot do without is unknown."""
    writer = desk.writer(quiet=True)
    return writer.text if phrase is not None and phrase.write(writer, scope) else None


def _told(text: str, *clauses: str | None) -> frozenset[str]:
    """The clauses that stand in the text, at the start of a sentence or within one."""
    return frozenset(
        one for one in clauses if one and (one in text or one[:1].upper() + one[1:] in text)
    )
