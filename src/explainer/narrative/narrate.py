"""The one door of the package: an assessment in, a narrative out."""

from collections.abc import Mapping

import msgspec

from explainer.assessment import Assessment, Offset, Signal
from explainer.errors import OptionError
from explainer.explanation import Claim, Part, RuledOut
from explainer.narrative.article import article
from explainer.narrative.brief import brief
from explainer.narrative.chat import chat
from explainer.narrative.composing import SPACE, candidates, compose
from explainer.narrative.desk import Desk
from explainer.narrative.headlines import headline_alone
from explainer.narrative.steps import polish
from explainer.narrative.words import Words
from explainer.slips import way_out

LENGTHS = {"headline": headline_alone, "chat": chat, "brief": brief, "article": article}
STYLES = ("prose", "list")
"""How a brief tells: in paragraphs, or item by item."""
STYLED = ("brief",)
"""Lengths that come in styles; the others have one shape."""


class Narrative(msgspec.Struct, frozen=True, kw_only=True):
    """An explanation in words, at one length.

    *shown* gives, by driver and place of the evidence, its reading as prose shows it. Spans of
    claims and receipts count code points in *text*, those of *headlines* in their own text.
    """

    headline: str
    answer: str
    text: str
    claims: tuple[Claim, ...]
    parts: tuple[Part, ...]
    headlines: tuple[Claim, ...]
    offsets: tuple[Offset, ...]
    ruled_out: tuple[RuledOut, ...]
    signals: tuple[Signal, ...]
    shown: Mapping[str, Mapping[int, str]]
    disclosure: str


def narrate(
    assessment: Assessment,
    words: Words,
    *,
    length: str = "brief",
    style: str = "prose",
    seed: str,
) -> Narrative:
    """The narrative of an assessment; *seed* is a hexadecimal digest that picks among wordings.

    Raises OptionError for a length or style that does not exist, UnbackedNumberError for a number
    in the text that no receipt stands behind.
    """
    planned = LENGTHS.get(length)
    if planned is None:
        raise OptionError("length", length, way_out(length, LENGTHS))
    if style not in STYLES:
        raise OptionError("style", style, way_out(style, STYLES))
    plan, findings = planned(Desk(assessment, words, seed, listing=style == "list"))
    polish(plan, words.referents)
    composed = compose(plan, words.numbers)
    return Narrative(
        headline=plan.headline.text,
        answer=SPACE.join(draft.text for draft in plan.answer),
        text=composed.text,
        claims=composed.claims,
        parts=composed.parts,
        headlines=candidates(plan.headlines, words.numbers),
        offsets=findings.offsets,
        ruled_out=findings.ruled_out,
        signals=assessment.signals,
        shown=findings.shown,
        disclosure=plan.disclosure.text,
    )
