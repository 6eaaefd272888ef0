"""The bundled episodes: real moments that show every driver, with figures as published."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest
import yaml

from explainer import load_pack
from explainer.episodes import Episode, load_episodes

FOUNDING = {
    "2025-11-04-etf-outflows-leverage",
    "2026-02-04-bitcoin-led-rout",
    "2026-06-04-fed-etf-liquidations",
}
LEAST_EPISODES = 20
LEAST_OF = {"up": 3, "flat": 2, "mixed": 1}
ADDED = {
    # its own report gives no sign of the fall; another of the same day does
    "2026-06-04-fed-etf-liquidations": {
        "market": {
            "total_cap_usd": 2_250_000_000_000,
            "cap_lost_usd": 280_000_000_000,
            "cap_lost_since": "2026-05-28",
        }
    }
}
"""Figures that an episode holds beyond those of its case."""
EPISODES = load_episodes()


def test_founding_moments_are_there() -> None:
    """The three moments that the product began with are episodes, among at least twenty."""
    ids = {episode.id for episode in EPISODES}
    assert ids >= FOUNDING
    assert len(ids) >= LEAST_EPISODES


def test_every_driver_is_named_in_an_episode() -> None:
    """Whoever reads the episodes has met every driver of the pack, and none it does not have."""
    named = {driver.id for episode in EPISODES for driver in episode.published.drivers}
    assert named == {driver.id for driver in load_pack().drivers}


def test_not_all_episodes_are_falls() -> None:
    """Rises, flat days and mixed days are among them."""
    directions = Counter[str](episode.direction for episode in EPISODES)
    assert {name: directions[name] for name in LEAST_OF if directions[name] < LEAST_OF[name]} == {}


@pytest.mark.parametrize("episode", EPISODES, ids=lambda episode: episode.id)
def test_episode_says_what_it_is(episode: Episode) -> None:
    """Title and notes are there, and the file's date is within a day of the snapshot's."""
    assert episode.title.strip()
    assert episode.notes
    assert episode.notes.strip().endswith(".")
    named_day = msgspec.convert(f"{episode.id[:10]}T00:00:00Z", type(episode.snapshot.as_of))
    assert 0 <= (episode.snapshot.as_of - named_day).days <= 1


@pytest.mark.parametrize("episode", EPISODES, ids=lambda episode: episode.id)
def test_figures_are_those_of_the_case(shared: Path, repository: Path, episode: Episode) -> None:
    """Figures, moments and attributions equal the collected case; words are not taken over."""
    ours = yaml.safe_load(
        (repository / "fixtures" / "episodes" / f"{episode.id}.yaml").read_text(encoding="utf-8")
    )
    case = yaml.safe_load((shared / "cases" / f"{episode.id}.yaml").read_text(encoding="utf-8"))
    ours_titles = [event.pop("title") for event in ours["snapshot"].get("events", [])]
    case_titles = [event.pop("title") for event in case["snapshot"].get("events", [])]
    assert ours["snapshot"] == {**case["snapshot"], **ADDED.get(episode.id, {})}
    assert set(ours_titles).isdisjoint(case_titles)
    assert ours["notes"] != case.get("notes")
    assert ours["direction"] == case["direction"]
    published = [one for one in case["published"]["drivers"] if one["id"] != "seasonality"]
    assert ours["published"]["drivers"] == published
    assert ours["published"]["denied"] == case["published"]["denied"]
    assert set(ours["published"]["urls"]) <= set(case["published"]["urls"])
