"""Rule packs that differ in one thing, and snapshots to ask them about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from explainer import load_pack
from explainer.episodes import load_episodes
from explainer.limits import Limits
from explainer.pack import RulePack
from explainer.resources import rules_dir
from explainer.snapshot import Snapshot
from explainer.workbench.moments import Moment, of_episodes
from explainer.workbench.pack_changes import NamedPack, PackChanges, pack_changes

BUILT_IN = load_pack()
EPISODES = load_episodes()

OVERSOLD = """\
id: oversold
version: 1
title: Oversold
status: experimental
role: symptom
code: TEST-RSI-01
owner: nobody
noun: an oversold market
headline: the market is oversold
evidence:
  rsi:
    metric: assets.BTC.rsi_14
    family: momentum
    bands: [{at: 50, strength: 0}, {at: MARK, strength: 0.3}]
    say: "the relative strength index of bitcoin fell to {value}"
what_it_means: The index of relative strength is low.
why_it_hurts: It shows that prices fell fast.
references: [none]
false_positives: [none]
"""


def overlaid(folder: Path, **files: str) -> RulePack:
    """Return the built-in pack with these files over it; `drivers__x` is `drivers/x.yaml`."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_pack(overlay=folder)


def edited(folder: Path, name: str, *edits: tuple[str, str]) -> RulePack:
    """Return the built-in pack with words of one file replaced; each must be there."""
    text = (rules_dir() / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return overlaid(folder, **{name.replace("/", "__"): text})


def oversold(folder: Path, mark: float) -> RulePack:
    """Return the built-in pack with a driver that fires where bitcoin's RSI is at most *mark*."""
    return overlaid(folder, drivers__oversold=OVERSOLD.replace("MARK", f"{mark:g}"))


def changes(
    before: RulePack, after: RulePack, snapshots: Iterable[Snapshot] | None = None, **options: Any
) -> PackChanges:
    """Return what changes over snapshots, which are called by their numbers; else over episodes."""
    moments: Iterable[Moment] = of_episodes(Limits())
    if snapshots is not None:
        moments = [Moment(id=str(n), snapshot=one) for n, one in enumerate(snapshots, 1)]
    return pack_changes(NamedPack("old", before), NamedPack("new", after), moments, **options)


def counted(result: PackChanges) -> dict[str, int]:
    """Return the kinds of change that occur, with their counts."""
    return {kind: many for kind, many in result.counts.items() if many}
