"""Checks of what rules say: no advice, no cause beyond the evidence, no drama, no jargon alone."""

from collections.abc import Callable, Iterable, Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.draft import Draft
from explainer.pack.matching import Found
from explainer.pack.schema import Driver
from explainer.pack.texts import (
    EVIDENCE_TEXTS,
    VARIED_TEXTS,
    Said,
    all_texts,
    lexicon_texts,
    part_of,
    plain_texts,
    rule_texts,
)
from explainer.pack.wording import Wording

Search = Callable[[str], list[Found]]
CLAIMS = ("moderate", "strong", "severe")
"""Certainties of words that name a cause; a hedge or a coincidence names none."""


def advice(draft: Draft) -> Iterator[Diagnostic]:
    """R143: the answer describes and never advises, so no text tells a reader what to do."""
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    for said, found, part in _searched(all_texts(draft), wording.advice):
        foretells = found.kind == "prediction"
        message = f"`{found.words}` {'foretells' if foretells else 'sounds like advice'}"
        hint = "say what happened or what it means, not what to do or what will come"
        yield said.file.problem("R143", said.path, message, hint, part=part)


def beyond_role(draft: Draft) -> Iterator[Diagnostic]:
    """R144: only a trigger sets things off; no other driver's texts use such words."""
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    triggers = {name for name, written in draft.drivers.items() if _may_trigger(written.rule)}
    texts = (said for said in rule_texts(draft) if said.driver and said.driver not in triggers)
    for said, found, part in _searched(texts, wording.triggering):
        role = draft.drivers[said.driver].rule.role if said.driver else ""
        message = f"`{found.words}` is for triggers, and this driver is of role `{role}`"
        hint = "use words such as `added to`, `deepened` or `showed in`"
        yield said.file.problem("R144", said.path, message, hint, part=part)


def because_in_evidence(draft: Draft) -> Iterator[Diagnostic]:
    """R145: evidence says what happened; whether prices fell because of it is found elsewhere."""
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (said for said in rule_texts(draft) if said.key in EVIDENCE_TEXTS)
    for said, found, part in _searched(texts, wording.because):
        message = f"`{found.words}` in a sentence of evidence names a cause"
        hint = "say what happened; the lexicon's `because` joins it to the fall where that holds"
        yield said.file.problem("R145", said.path, message, hint, part=part)


def event_that_causes(draft: Draft) -> Iterator[Diagnostic]:
    """R146: an event may lack a date, and what has none only coincides."""
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (said for said in rule_texts(draft) if said.key in EVIDENCE_TEXTS and said.of_event)
    for said, found, part in _searched(texts, wording.causal):
        if found.kind in CLAIMS:
            message = f"`{found.words}` claims a cause, and the event may have no date"
            hint = "say that it was reported, announced or in the news"
            yield said.file.problem("R146", said.path, message, hint, part=part)


def drama(draft: Draft) -> Iterator[Diagnostic]:
    """R206: a fall has its size, and no word makes it larger."""
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (*rule_texts(draft), *lexicon_texts(draft))
    for said, found, part in _searched(texts, wording.drama, expanded=False):
        message = f"`{found.words}` dramatizes"
        hint = "use a measured word such as `fell`, `sank` or `large`"
        yield said.file.problem("R206", said.path, message, hint, part=part)


def jargon_alone(draft: Draft) -> Iterator[Diagnostic]:
    """R207: where a rule first uses a term of the trade, it says what that is."""
    if draft.style is None:
        return
    wording, known = Wording(draft.style.rule), draft.style.rule.jargon
    used: set[tuple[str, str]] = set()
    for said in rule_texts(draft):
        if said.key not in ("say", "meaning", "background", *VARIED_TEXTS):
            continue
        for _, found, part in _searched((said,), wording.jargon, expanded=False):
            first = (said.file.relative, found.kind) not in used
            used.add((said.file.relative, found.kind))
            low = said.text.lower()
            if first and not any(word.lower() in low for word in known[found.kind]):
                message = f"`{found.words}` stands without its meaning"
                words = ", ".join(f"`{word}`" for word in known[found.kind])
                hint = f"say beside it what it is; one of these is looked for: {words}"
                yield said.file.problem("R207", said.path, message, hint, part=part)


def banned_marks(draft: Draft) -> Iterator[Diagnostic]:
    """R208: no doubled space or stop, no sign before a dollar, no space before a percent sign."""
    if draft.style is None:
        return
    for said in (*rule_texts(draft), *lexicon_texts(draft)):
        for marks, instead in draft.style.rule.marks.items():
            at = said.text.find(marks)
            if at >= 0:
                part = part_of(said.text, at, at + len(marks))
                message, hint = f"`{marks}` stands in no text", f"write {instead}"
                yield said.file.problem("R208", said.path, message, hint, part=part)


def _may_trigger(driver: Driver) -> bool:
    """Whether the driver is a trigger, always or in some circumstances."""
    return "trigger" in (driver.role, *(change.role for change in driver.role_when))


def _searched(
    texts: Iterable[Said], search: Search, *, expanded: bool = True
) -> Iterator[tuple[Said, Found, tuple[str, int]]]:
    """What a search finds in any wording of the texts, each once, with its part of the text.

    Single words are found without the choices of a text being *expanded*, which takes longer.
    """
    for said in texts:
        seen: set[tuple[str, int]] = set()
        for plain in plain_texts(said) if expanded else (said.text,):
            for found in search(plain):
                part = part_of(plain, found.start, found.end)
                if part not in seen:
                    seen.add(part)
                    yield said, found, part


CHECKS = (
    advice,
    beyond_role,
    because_in_evidence,
    event_that_causes,
    drama,
    jargon_alone,
    banned_marks,
)
