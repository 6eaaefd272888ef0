"""The one door of the package: an assessment in, a narrative out."""

from collections.abc import Mapping

import msgspec

from explainer.assessment import Assessment, Offset, Signal
from explainer.errors import OptionError
from explainer.explanation import Claim, RuledOut
from explainer.narrative import plan
from explainer.narrative.composing import SPACE, compose
from explainer.narrative.desk import Desk
from explainer.narrative.words import Words
from explainer.slips import way_out

LENGTHS = {"brief": plan.brief}


class Narrative(msgspec.Struct, frozen=True, kw_only=True):
    """An explanation in words, at one length.

    *shown* gives, by driver and place of the evidence, its reading as prose shows it. Spans of
    claims and receipts count code points in *text*.
    """

    headline: str
    answer: str
    text: str
    claims: tuple[Claim, ...]
    offsets: tuple[Offset, ...]
    ruled_out: tuple[RuledOut, ...]
    signals: tuple[Signal, ...]
    shown: Mapping[str, Mapping[int, str]]
    disclosure: str


def narrate(assessment: Assessment, words: Words, *, length: str = "brief", seed: str) -> Narrative:
    """The narrative of an assessment; *seed* is a hexadecimal digest that picks among wordings.

    Raises OptionError for a length that does not exist, UnbackedNumberError for a number in the
    text that no receipt stands behind.
    """
    planned = LENGTHS.get(length)
    if planned is None:
        raise OptionError("length", length, way_out(length, LENGTHS))
    found, findings = planned(Desk(assessment, words, seed))
    composed = compose(found, words.numbers)
    return Narrative(
        headline=found.headline.text,
        answer=SPACE.join(draft.text for draft in found.answer),
        text=composed.text,
        claims=composed.claims,
        offsets=findings.offsets,
        ruled_out=findings.ruled_out,
        signals=assessment.signals,
        shown=findings.shown,
        disclosure=found.disclosure.text,
    )
