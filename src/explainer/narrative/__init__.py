"""From assessment to narrative: what is worth a sentence, in which order, and in which words."""

from explainer.narrative.narrate import LENGTHS, Narrative, narrate
from explainer.narrative.words import Words, compile_words

__all__ = ["LENGTHS", "Narrative", "Words", "compile_words", "narrate"]
