"""Verification over the bundled episodes, with the built-in rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from explainer.episodes import load_episodes
from explainer.explainer import Explainer, default_explainer
from explainer.snapshot import Snapshot
from explainer.verification import Verification

HERE = Path(__file__).parent
Verify = Callable[..., Verification]


def rewrites(name: str) -> list[Any]:
    """The rewrites of a file, each as a parameter with its text as the name."""
    listed = yaml.safe_load((HERE / name).read_text())
    return [pytest.param(one, id=f"{one['episode'][:10]} {one['text'][:60]}") for one in listed]


@pytest.fixture(scope="session")
def explainer() -> Explainer:
    """The explainer with the built-in rules."""
    return default_explainer()


@pytest.fixture(scope="session")
def snapshots() -> dict[str, Snapshot]:
    """The snapshot of every episode by its id, and of other moments by theirs."""
    moments = yaml.safe_load((HERE / "moments.yaml").read_text())
    read = default_explainer().read
    return {
        **{episode.id: episode.snapshot for episode in load_episodes()},
        **{name: read(held) for name, held in moments.items()},
    }


@pytest.fixture(scope="session")
def verify(explainer: Explainer, snapshots: dict[str, Snapshot]) -> Verify:
    """Return a function that verifies a text against an episode or a snapshot."""

    def verified(text: str, about: str | dict[str, Any], **options: Any) -> Verification:
        snapshot = snapshots[about] if isinstance(about, str) else about
        return explainer.verify(text, snapshot, **options)

    return verified


def faults(found: Verification) -> list[tuple[str, str, str]]:
    """What is not well with a text: the words, what became of them, and why."""
    return [
        *((one.text, one.status, one.detail) for one in found.numbers if one.status != "supported"),
        *((one.text, one.status, one.detail) for one in found.claims if one.status != "within"),
        *((one.text, "advice", one.detail) for one in found.advice),
    ]
