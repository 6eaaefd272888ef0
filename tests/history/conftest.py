"""Snapshots of many days, and a file to keep them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from explainer.intake import convert_snapshot
from explainer.snapshot import Snapshot

Made = Callable[..., Snapshot]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the history goes; nothing is there yet."""
    return tmp_path / "history.duckdb"


@pytest.fixture(scope="session")
def made() -> Made:
    """Return a maker of snapshots: a moment, readings by path, and the name of their source."""

    def make(at: datetime, readings: dict[str, Any], source: str = "Open Source") -> Snapshot:
        tree: dict[str, Any] = {"as_of": at.isoformat()}
        for metric, value in readings.items():
            *groups, field = metric.split(".")
            place = tree
            for group in groups:
                place = place.setdefault(group, {})
            place[field] = value
        tree["sources"] = [{"name": source, "covers": list(readings)}]
        return convert_snapshot(tree)

    return make
