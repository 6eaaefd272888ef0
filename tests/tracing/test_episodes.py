"""Traces of every driver on every episode: they say what the findings say, and their flips flip."""

from __future__ import annotations

import msgspec
import pytest
from tests.tracing.holding import agrees, flips, recomputes

from explainer.episodes import Episode, load_episodes
from explainer.explainer import default_explainer
from explainer.pack import RulePack
from explainer.trace import DriverTrace

EXPLAINER = default_explainer()
PACK: RulePack = EXPLAINER.pack
EPISODES = load_episodes()
TRACES = {episode.id: EXPLAINER.trace(episode.snapshot) for episode in EPISODES}

each_episode = pytest.mark.parametrize("episode", EPISODES, ids=lambda episode: episode.id)


@each_episode
def test_a_trace_says_what_the_finding_says(episode: Episode) -> None:
    """Status, strength, role and every piece of evidence are those of the assessment."""
    findings = EXPLAINER.assess(episode.snapshot).drivers

    assert len(findings) == len(PACK.drivers)
    for finding, trace in zip(findings, TRACES[episode.id], strict=True):
        agrees(trace, finding)


@each_episode
def test_families_combine_to_the_strength(episode: Episode) -> None:
    """A reader comes to the known and the possible strength from the families alone."""
    for trace in TRACES[episode.id]:
        recomputes(trace)


@each_episode
def test_every_flip_flips_and_half_of_it_does_not(episode: Episode) -> None:
    """The whole assessment of the changed snapshot agrees; a change half as large is not enough."""
    for trace in TRACES[episode.id]:
        flips(EXPLAINER, episode.snapshot, trace)


@each_episode
def test_traces_of_an_asset_hold_too(episode: Episode) -> None:
    """With the first asset beside bitcoin in focus, all of the above."""
    asset = next((symbol for symbol in episode.snapshot.assets if symbol != "BTC"), None)
    if asset is None:
        return
    findings = EXPLAINER.assess(episode.snapshot, focus=asset).drivers
    for finding, trace in zip(
        findings, EXPLAINER.trace(episode.snapshot, focus=asset), strict=True
    ):
        agrees(trace, finding)
        recomputes(trace)
        flips(EXPLAINER, episode.snapshot, trace, focus=asset)


@each_episode
def test_json_holds_the_whole_trace(episode: Episode) -> None:
    """What is written comes back the same."""
    for trace in TRACES[episode.id]:
        assert msgspec.json.decode(msgspec.json.encode(trace), type=DriverTrace) == trace


@each_episode
def test_one_driver_is_traced_as_among_all(episode: Episode) -> None:
    """To ask for one is to ask for less, not for something else."""
    for trace in TRACES[episode.id][::5]:
        assert EXPLAINER.trace(episode.snapshot, driver=trace.id) == (trace,)


def test_the_pairs_show_what_they_are_for() -> None:
    """Among them are flips in both directions, by choice, by supply, and drivers without any."""
    every = [trace for traces in TRACES.values() for trace in traces]
    changes = [flip for trace in every for flip in trace.flips.changes]
    assert len(every) == len(EPISODES) * len(PACK.drivers)
    assert {trace.flips.to for trace in every if trace.flips.changes} == {"fired", "not_fired"}
    assert {type(flip.after) for flip in changes} == {bool, float, str}
    assert {flip.before is None for flip in changes} == {True, False}
    assert {flip.status for flip in changes} == {"fired", "not_fired", "not_evaluated"}
    assert any(not trace.flips.changes for trace in every)
