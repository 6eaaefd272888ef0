"""The explanations themselves pass their own verification."""

from __future__ import annotations

import pytest
from tests.verification.conftest import Verify, faults

from explainer.episodes import load_episodes
from explainer.explainer import Explainer
from explainer.narrative import LENGTHS

EPISODES = [episode.id for episode in load_episodes()]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("episode", EPISODES)
def test_our_own_text_is_clean(
    episode: str,
    length: str,
    explainer: Explainer,
    snapshots: dict[str, object],
    verify: Verify,
) -> None:
    """At every length, no number and no claim of an explanation has a fault."""
    text = explainer.explain(snapshots[episode], length=length).text  # type: ignore[arg-type]
    found = verify(text, episode)
    assert faults(found) == []
    assert found.verdict == "clean"


def test_a_list_brief_is_clean(
    explainer: Explainer, snapshots: dict[str, object], verify: Verify
) -> None:
    """The brief in items is one of our texts as well."""
    episode = "2025-11-04-etf-outflows-leverage"
    text = explainer.explain(snapshots[episode], style="list").text  # type: ignore[arg-type]
    assert faults(verify(text, episode)) == []


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_rendered_article_is_clean(
    form: str, explainer: Explainer, snapshots: dict[str, object], verify: Verify
) -> None:
    """Marks of Markdown around numbers and sentences do no harm."""
    episode = "2025-11-04-etf-outflows-leverage"
    explanation = explainer.explain(snapshots[episode], length="article")  # type: ignore[arg-type]
    assert faults(verify(explainer.render(explanation, form), episode)) == []
