"""Loading episodes: the bundled ones, and what is said of a file that is none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from explainer.episodes import load_episodes
from explainer.errors import InstallationError

FINE = """\
id: 2020-01-01-test
title: A quiet day
direction: flat
snapshot: {as_of: "2020-01-01T10:00:00+02:00"}
published: {urls: ["https://example.org"], drivers: [{id: regulation, primary: true}]}
"""


def test_the_bundled_episodes_come_in_the_order_of_their_ids() -> None:
    """Ids begin with the date, so this is the order of time."""
    ids = [episode.id for episode in load_episodes()]
    assert ids == sorted(ids)
    assert len(ids) >= 20


def test_an_episode_holds_its_snapshot_checked(tmp_path: Path) -> None:
    """The snapshot is decoded as any other, with its time in UTC."""
    (tmp_path / "2020-01-01-test.yaml").write_text(FINE)
    (episode,) = load_episodes(tmp_path)
    assert episode.snapshot.as_of == datetime(2020, 1, 1, 8, tzinfo=UTC)
    assert episode.published.drivers[0].primary


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("flat", "sideways"), "direction"),
        (("title: A quiet day\n", ""), "title"),
        (("title:", "ttle:"), "ttle"),
        (("as_of", "as_off"), "2020-01-01-test.yaml:4:"),
        (("snapshot:", "snapshots:"), "snapshots"),
        (("id: 2020-01-01-test", "id: other"), "differs from the name of the file"),
        (("direction: flat", "direction: flat\ndirection: up"), "2020-01-01-test.yaml:4:1: error"),
    ],
)
def test_a_file_that_is_no_episode_is_named_with_its_problem(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    """A slip in an episode stops the start, and says where it is."""
    (tmp_path / "2020-01-01-test.yaml").write_text(FINE.replace(*change, 1))
    with pytest.raises(InstallationError) as caught:
        load_episodes(tmp_path)
    assert "2020-01-01-test.yaml" in str(caught.value)
    assert told in str(caught.value)


def test_every_bad_episode_is_told(tmp_path: Path) -> None:
    """One start shows all of them."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(FINE)
    with pytest.raises(InstallationError) as caught:
        load_episodes(tmp_path)
    assert len(str(caught.value).splitlines()) == 2
