"""A sample of generated corruptions; `python -m bench verify` tries two hundred an episode."""

from __future__ import annotations

from bench.verify import attempt

from explainer.episodes import load_episodes
from explainer.explainer import Explainer

SAMPLE = 7
"""One of nearly every kind for each episode, in each of two ways."""


def test_nearly_all_corruptions_of_a_sample_are_caught(explainer: Explainer) -> None:
    """Numbers, signs, units, dates, drivers and certainty: 98 in a hundred at the least."""
    tried = [
        trial
        for episode in load_episodes()
        for trial in attempt(explainer, episode.id, episode.snapshot, SAMPLE)
    ]
    missed = [trial.corruption for trial in tried if not trial.caught]
    assert len(tried) > 5 * len(load_episodes())
    assert len(missed) <= 0.02 * len(tried), missed
