"""Checks of the lexicon's words for causes: none is surer than the certainty that it stands for."""

from collections.abc import Iterator

from explainer.diagnostics import Diagnostic
from explainer.pack.check import check
from explainer.pack.draft import Draft
from explainer.pack.style import CERTAINTIES, Certainty
from explainer.pack.texts import lexicon_texts, part_of, plain_texts
from explainer.pack.wording import Wording

TOLD = ("frames", "leads", "because")
"""Parts of the lexicon with wordings by certainty."""
CLAIMING = ("headlines", "answers", "leads", "frames", "present", "event", "likewise", "moves")
"""Parts of the lexicon that speak of causes, but for `because` itself."""


@check("R147")
def surer_than_its_place(draft: Draft) -> Iterator[Diagnostic]:
    """A wording claims no more than the certainty it stands under, nor than its role may.

    The lexicon keeps wordings by how certain they may be. A verb that is too sure makes every text
    that uses it claim too much.

    Choose a weaker verb, or move the wording to the level that the message names.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    for said in lexicon_texts(draft):
        level = next((known for known in CERTAINTIES if known in said.path), None)
        if said.path[0] not in TOLD or level is None:
            continue
        role = "trigger" if said.path[0] == "because" else str(said.path[1])
        for plain in plain_texts(said):
            problem = _too_sure(plain, level, wording) or _beyond_role(plain, role, wording)
            if problem is not None:
                message, hint, part = problem
                yield said.file.problem("R147", said.path, message, hint, part=part)
                break


@check("R148")
def because_out_of_place(draft: Draft) -> Iterator[Diagnostic]:
    """`because` stands in its own part of the lexicon, which is said of dated triggers only.

    It needs a trigger that is dated and strong enough. In another part of the lexicon it could be
    said of anything.

    Move the wording to `because`, or use a verb such as `weighed on`.
    """
    if draft.style is None:
        return
    wording = Wording(draft.style.rule)
    for said in lexicon_texts(draft):
        for found in wording.because(said.text) if said.path[0] in CLAIMING else ():
            message = f"`{found.words}` outside `because`"
            hint = "move the wording to `because`, or choose a verb such as `weighed on`"
            part = part_of(said.text, found.start, found.end)
            yield said.file.problem("R148", said.path, message, hint, part=part)


Problem = tuple[str, str, tuple[str, int] | None]


def _too_sure(text: str, level: Certainty, wording: Wording) -> Problem | None:
    """What is surer than the level, or the hedge that is missing."""
    claimed = wording.certainty(text)
    if level == "hedged" and claimed != "hedged":
        return "nothing hedges this", "write `may have`, or another hedge", None
    if level == "coincided" and claimed != "coincided":
        return "this does not only coincide", "write `coincided with` and no other verb", None
    if claimed is None or CERTAINTIES.index(claimed) <= CERTAINTIES.index(level):
        return None
    found = next(one for one in wording.causal(text) if one.kind == claimed)
    message = f"`{found.words}` is {claimed}, and stands under `{level}`"
    hint = f"choose a verb that is at most {level}, or move it to `{claimed}`"
    return message, hint, part_of(text, found.start, found.end)


def _beyond_role(text: str, role: str, wording: Wording) -> Problem | None:
    """A word that only a trigger may take, under another role."""
    for found in wording.triggering(text) if role != "trigger" else ():
        message = f"`{found.words}` is for triggers, and stands under `{role}`"
        hint = "use words such as `fed into`, `deepened` or `showed in`"
        return message, hint, part_of(text, found.start, found.end)
    return None


CHECKS = (surer_than_its_place, because_out_of_place)
