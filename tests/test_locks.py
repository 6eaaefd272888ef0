"""The lock files: in step with each other and with pyproject.toml, and naming no server."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)", re.MULTILINE)
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(path: Path) -> dict[str, str]:
    """Return name -> version of a lock file."""
    return dict(PIN.findall(path.read_text(encoding="utf-8")))


def declared(requirements: list[object]) -> set[str]:
    """Return the normalised names of requirements, without those included from other groups."""
    texts = [text for text in requirements if isinstance(text, str)]
    return {re.split(r"[^A-Za-z0-9._-]", text)[0].lower() for text in texts}


def test_development_uses_the_versions_that_users_run(repository: Path) -> None:
    """Every pin of the runtime lock stands, unchanged, in the development lock."""
    runtime, development = (pins(repository / name) for name in LOCKS)
    assert runtime
    assert {name: development.get(name) for name in runtime} == runtime


def test_every_declared_dependency_is_locked(repository: Path) -> None:
    """`make lock` was run after the last change of pyproject.toml."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runtime = declared(project["project"]["dependencies"]) | declared(groups["build"])
    assert runtime <= pins(repository / LOCKS[0]).keys()
    assert declared(groups["dev"]) <= pins(repository / LOCKS[1]).keys()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_names_no_server(repository: Path, name: str) -> None:
    """What is installed is fixed by its hash; where from is the installer's own business."""
    text = (repository / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert all(
        "--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text) if PIN.match(entry)
    )
