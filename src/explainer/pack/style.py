"""The house's lists of words, `style/<language>.yaml`: what texts may and may not say.

In a list `*` stands for one to four words, and a word that begins with `-` for compounds that end
so (`-driven`). Letters may be small or capital, save for the words of *as_written*.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

Certainty = Literal["coincided", "hedged", "moderate", "strong", "severe"]
CERTAINTIES: tuple[Certainty, ...] = ("coincided", "hedged", "moderate", "strong", "severe")
"""How certain of a cause words are, from the least to the most."""


class _Lists(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the style sheet; refuses keys it does not know."""


class Causal(_Lists, frozen=True):
    """Words that claim a cause, by the certainty that they claim."""

    coincided: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    moderate: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    severe: tuple[str, ...] = ()


class Pair(_Lists, frozen=True):
    """Words of *first* that are advice where words of *then* follow, with *between* or nothing."""

    kind: Literal["modal", "prediction"]
    first: tuple[str, ...]
    then: tuple[str, ...]
    between: tuple[str, ...] = ()


class Advice(_Lists, frozen=True):
    """What tells a reader what to do, or what will come.

    *imperatives* count where a clause begins, after any of *preludes*, and after the first comma
    of a sentence that begins with one of *conditions*; not before one of *nouns_after* ("sell
    orders"). *pairs* and *phrases* count wherever they stand.
    """

    imperatives: tuple[str, ...] = ()
    preludes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    nouns_after: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    phrases: tuple[str, ...] = ()


class StyleSheet(_Lists, frozen=True):
    """All lists of one language.

    *innocent* are phrases in which a causal word claims nothing ("led the way"). *because* are
    causal words that say so outright, *triggering* those that only a trigger may take, *drama*
    those that nothing may. *jargon* maps a term to words of which one must stand beside its first
    use, *marks* what no text holds to what stands in its place.
    """

    language: str = "en"
    causal: Causal = Causal()
    innocent: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    triggering: tuple[str, ...] = ()
    advice: Advice = Advice()
    drama: tuple[str, ...] = ()
    jargon: Mapping[str, tuple[str, ...]] = {}
    marks: Mapping[str, str] = {}
