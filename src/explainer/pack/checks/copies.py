"""The check of texts that were copied and never changed."""

import re
from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.texts import (
    DRIVER_TEXTS,
    SHORT_TEXTS,
    SIGNAL_TEXTS,
    VARIED_TEXTS,
    Said,
    rule_texts,
)

COMPARED = ("say", *DRIVER_TEXTS, *VARIED_TEXTS, *SHORT_TEXTS, *SIGNAL_TEXTS)
"""Texts of which each says something that no other does."""

_SLOT_OR_NUMBER = re.compile(r"(\{[^}]*\})|[-+$]?\d[\d.,]*%?")


@check("R216")
def copied_text(draft: Draft) -> Iterator[Diagnostic]:
    """Each text says something of its own: no other differs from it by nothing but a number.

    A text that was copied with its rule says of one thing what holds for another, and a reader
    who sees both learns nothing from the second. Sentences on the same metric are left alone,
    since they say the same of other assets or other sizes, and so are those on events, which have
    titles of their own.

    Say what is particular to this rule; remove a variant that differs by nothing but a number.
    """
    first: dict[tuple[str, str], tuple[Said, str]] = {}
    texts = [said for said in rule_texts(draft) if said.key in COMPARED]
    # what lies beneath an overlay comes first, so that the copy is the overlay's
    for said in sorted(texts, key=lambda said: draft.is_own(said.file)):
        about = _about(draft, said)
        kind = said.key if said.driver else f"signal {said.key}"
        other, told_about = first.setdefault((kind, _bare(said.text)), (said, about))
        if other is not said and (not about or about != told_about):
            place = f"line {other.file.line(other.path)} of {other.file.relative}"
            message = f"the text differs by nothing but a number from that in {place}"
            if said.text == other.text:
                message = f"the text is the one in {place}"
            hint = "say what is particular here, or remove it"
            yield said.file.problem("R216", said.path, message, hint)


def _about(draft: Draft, said: Said) -> str:
    """What a sentence of evidence or the title of a signal tells of; empty for other texts."""
    if said.driver is None:
        signal = draft.signals[said.file.name].rule
        flipped = draft.flipped(signal)
        metric = signal.metric if flipped is None else flipped.metric
        return metric or "" if said.key == "title" else ""
    if said.key != "say":
        return ""
    rule, name = draft.drivers[said.driver].rule, str(said.path[1])
    told = rule.offsets[name] if said.path[0] == "offsets" else rule.evidence[name]
    return told.metric or "what happened"


def _bare(text: str) -> str:
    """The text without its numbers; slots stay, since they name what is told."""
    return " ".join(_SLOT_OR_NUMBER.sub(lambda found: found[1] or "", text).lower().split())


CHECKS = (copied_text,)
