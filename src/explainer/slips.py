"""What was probably meant by a word that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

SUGGESTION_CUTOFF = 0.6
"""Likeness from 0 to 1 (as `difflib` measures it) that a suggestion has at least."""
LONGEST_SUGGESTED = 100
"""Characters; longer words are nobody's slip of the pen, and comparing them takes long."""


def suggest(word: str, known: Iterable[str], cutoff: float = SUGGESTION_CUTOFF) -> str | None:
    """The known word that is most like this one, if any is like it by the *cutoff* or more."""
    if len(word) > LONGEST_SUGGESTED:
        return None
    import difflib  # a slip is rare, and every start of the command line pays for an import

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return near[0] if near else None


def way_out(word: str, known: Iterable[str]) -> str:
    """A hint for a word that does not exist: what was probably meant, else what there is."""
    names = list(known)
    near = suggest(word, names)
    return f"did you mean {near}?" if near else f"there is {', '.join(names)}"
