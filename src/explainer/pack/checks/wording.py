"""Checks of what rules say: no advice, no cause beyond the evidence, no drama, no jargon alone."""

from collections.abc import Callable, Iterable, Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
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


@check("R143")
def advice(draft: Draft) -> Iterator[Diagnostic]:
    """The answer describes and never advises, so no text tells a reader what to do.

    The product describes a market. Whoever tells a reader what to buy, what to sell or what will
    happen gives advice, which it must never do.

    Say what happened or what it means. Words inside quotation marks are somebody else's and are
    left alone.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    for said, found, part in _searched(all_texts(draft), wording.advice):
        foretells = found.kind == "prediction"
        message = f"`{found.words}` {'foretells' if foretells else 'sounds like advice'}"
        hint = "say what happened or what it means, not what to do or what will come"
        yield said.file.problem("R143", said.path, message, hint, part=part)


@check("R144")
def beyond_role(draft: Draft) -> Iterator[Diagnostic]:
    """Only a trigger sets things off; no other driver's texts use such words.

    Only a trigger starts a fall. An amplifier, a condition or a symptom that is said to have set it
    off claims more than its evidence shows.

    Use a verb of the driver's own role: an amplifier deepened the fall, a condition left the market
    exposed, a symptom showed it. Or change the role, with a reason.
    """
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


@check("R145")
def because_in_evidence(draft: Draft) -> Iterator[Diagnostic]:
    """Evidence says what happened; whether prices fell because of it is found elsewhere.

    Evidence says what happened. Whether prices fell for that reason depends on the whole picture,
    which the sentence cannot know.

    Say what happened, without `because` or `due to`. The text joins it to the fall where the rest
    of the evidence permits.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (said for said in rule_texts(draft) if said.key in EVIDENCE_TEXTS)
    for said, found, part in _searched(texts, wording.because):
        message = f"`{found.words}` in a sentence of evidence names a cause"
        hint = "say what happened; the lexicon's `because` joins it to the fall where that holds"
        yield said.file.problem("R145", said.path, message, hint, part=part)


@check("R146")
def event_that_causes(draft: Draft) -> Iterator[Diagnostic]:
    """An event may lack a date, and what has none only coincides.

    An event may have no date. What cannot be shown to come before the fall cannot be called its
    cause.

    Say that it was reported, announced or in the news.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (said for said in rule_texts(draft) if said.key in EVIDENCE_TEXTS and said.of_event)
    for said, found, part in _searched(texts, wording.causal):
        if found.kind in CLAIMS:
            message = f"`{found.words}` claims a cause, and the event may have no date"
            hint = "say that it was reported, announced or in the news"
            yield said.file.problem("R146", said.path, message, hint, part=part)


@check("R206")
def drama(draft: Draft) -> Iterator[Diagnostic]:
    """A fall has its size, and no word makes it larger.

    A plunge of 2% is still 2%. Words that make a fall larger than its figures mislead.

    Use a measured word, such as `fell`, `sank` or `large`.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    texts = (*rule_texts(draft), *lexicon_texts(draft))
    for said, found, part in _searched(texts, wording.drama, expanded=False):
        message = f"`{found.words}` dramatizes"
        hint = "use a measured word such as `fell`, `sank` or `large`"
        yield said.file.problem("R206", said.path, message, hint, part=part)


@check("R207")
def jargon_alone(draft: Draft) -> Iterator[Diagnostic]:
    """Where a rule first uses a term of the trade, it says what that is.

    Readers need not know the trade. A term without its meaning shuts them out.

    Say beside the first use what the term is; the hint lists the words that are looked for.
    """
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


@check("R208")
def banned_marks(draft: Draft) -> Iterator[Diagnostic]:
    """No doubled space or stop, no sign before a dollar, no space before a percent sign.

    Doubled blanks and stops, or a sign before a dollar, are slips that a reader sees at once.

    Write what the hint says.
    """
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
