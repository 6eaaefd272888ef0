"""From assessment to narrative: what is worth a sentence, in which order, and in which words."""

from explainer.narrative.citing import citations
from explainer.narrative.clauses import Clauses, clauses_of
from explainer.narrative.narrate import LENGTHS, STYLED, STYLES, Narrative, narrate
from explainer.narrative.showing import with_words
from explainer.narrative.words import Words, compile_words

__all__ = [
    "LENGTHS",
    "STYLED",
    "STYLES",
    "Clauses",
    "Narrative",
    "Words",
    "citations",
    "clauses_of",
    "compile_words",
    "narrate",
    "with_words",
]
