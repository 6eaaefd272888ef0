"""Changing words of a finished sentence: its numbers and quotations stay where they are."""

from collections.abc import Iterator

import msgspec

from explainer.narrative.drafts import Draft


def edited(draft: Draft, start: int, end: int, words: str) -> Draft:
    """The sentence with *words* in the place of `text[start:end]`; the draft itself stays as it is.

    Numbers and names inside that place go with it; those after it move.
    """
    text = draft.text[:start] + words + draft.text[end:]
    shift = len(words) - (end - start)
    marks = [
        mark if mark[0] < start else (mark[0] + shift, *mark[1:])
        for mark in draft.marks
        if not start <= mark[0] < end
    ]
    exempt = [
        span if span[0] < start else (span[0] + shift, span[1] + shift)
        for span in draft.exempt
        if not start <= span[0] < end
    ]
    return msgspec.structs.replace(
        draft, text=text, marks=marks, exempt=exempt, words=text.count(" ") + 1
    )


def quoted(draft: Draft, start: int, end: int) -> bool:
    """Whether a place touches somebody else's words, which nobody edits."""
    return any(start < after and end > before for before, after in draft.exempt)


def numbered(draft: Draft, start: int, end: int) -> bool:
    """Whether a place touches a number."""
    return any(start < mark[0] + len(mark[1]) and end > mark[0] for mark in draft.marks)


def places(draft: Draft, words: str, start: int = 0) -> Iterator[int]:
    """Where words stand in a sentence outside quotations and numbers, from the left."""
    place = draft.text.find(words, start)
    while place >= 0:
        end = place + len(words)
        if not quoted(draft, place, end) and not numbered(draft, place, end):
            yield place
        place = draft.text.find(words, end)


def capital(words: str) -> str:
    """The words as a sentence opens with them."""
    return words[:1].upper() + words[1:]
