"""The one door: two rule packs and snapshots in, what changes between their answers out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from explainer.explainer import Explainer
from explainer.limits import Limits
from explainer.pack import RulePack
from explainer.workbench.cases import UnreadableCase
from explainer.workbench.moments import Moment
from explainer.workbench.pack_changes.answers import Told, answer_change, same_found
from explainer.workbench.pack_changes.findings import Findings
from explainer.workbench.pack_changes.gathering import Gathering
from explainer.workbench.pack_changes.result import PackChanges, PackSide
from explainer.workbench.pack_changes.rules import may_reword, rule_changes

LENGTH = "brief"
MOST_EXAMPLES = 3
STRENGTH_STEP = 0.01
"""A strength is shown with two digits; smaller differences nobody sees."""


class NamedPack(msgspec.Struct, frozen=True):
    """A rule pack, and the folder that it comes from, or `built-in`."""

    where: str
    pack: RulePack


def pack_changes(
    before: NamedPack,
    after: NamedPack,
    moments: Iterable[Moment | UnreadableCase],
    *,
    length: str = LENGTH,
    most_examples: int = MOST_EXAMPLES,
    limits: Limits | None = None,
) -> PackChanges:
    """What changes from one pack to another over all moments, which are read as they come.

    Both packs speak under one name and version, so that these alone change no text.
    Raises OptionError for a length that does not exist, PackError for a lexicon that lacks words.
    """
    old, new = before.pack, after.pack
    renamed = msgspec.structs.replace(new, name=old.name, version=old.version)
    asked = Explainer(old, limits), Explainer(renamed, limits)
    rules = rule_changes(old, new)
    told_always = may_reword(rules)
    findings = Findings(
        {driver.id: driver for driver in old.drivers},
        {driver.id: driver for driver in new.drivers},
        STRENGTH_STEP,
    )
    gathering = Gathering(most_examples, {**_flips(old), **_flips(new)})
    for moment in moments:
        if isinstance(moment, UnreadableCase):
            gathering.refuse(moment)
            continue
        snapshot = moment.snapshot
        gathering.ask(snapshot)
        first, last = (explainer.assess(snapshot) for explainer in asked)
        if told_always or not same_found(first, last):
            told = Told(*(explainer.explain(snapshot, length=length) for explainer in asked))
            change = answer_change(moment.id, first, last, told, findings)
            if change is not None:
                gathering.add(change)
    return gathering.result(
        _side(before), _side(after), rules, length=length, strength_step=STRENGTH_STEP
    )


def _side(named: NamedPack) -> PackSide:
    pack = named.pack
    return PackSide(where=named.where, name=pack.name, version=pack.version, hash=pack.hash)


def _flips(pack: RulePack) -> dict[str, str]:
    """The driver whose mark each signal watches, for those that watch one."""
    return {
        signal.id: signal.flips.partition(".")[0]
        for signal in pack.signals
        if signal.flips is not None
    }
