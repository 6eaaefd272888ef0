"""Where rules and episodes are found, installed and in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.errors import InstallationError
from explainer.resources import bad_rules_dir, episodes_dir, locate, rules_dir


def test_this_checkout_serves_its_own_folders(repository: Path) -> None:
    """An author who edits `rules/` sees the edit at once."""
    assert rules_dir() == repository / "rules"
    assert episodes_dir() == repository / "fixtures" / "episodes"
    assert bad_rules_dir() == repository / "tests" / "bad_rules"


def test_an_installed_package_serves_what_it_brought(tmp_path: Path) -> None:
    """Inside a wheel the folders lie in the package, whatever surrounds it."""
    package = tmp_path / "site-packages" / "explainer"
    (package / "_bundled" / "rules").mkdir(parents=True)
    found = locate(package, bundled="rules", checkout="rules")
    assert found == package / "_bundled" / "rules"


def test_a_stray_rules_folder_beside_an_installation_is_not_taken(tmp_path: Path) -> None:
    """Only a repository's own `src` counts as a checkout."""
    package = tmp_path / "lib" / "explainer"
    package.mkdir(parents=True)
    (tmp_path / "rules").mkdir()
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(InstallationError):
        locate(package, bundled="rules", checkout="rules")


def test_a_missing_folder_is_an_error_that_names_every_place(tmp_path: Path) -> None:
    """Whoever broke the installation sees where to look."""
    package = tmp_path / "src" / "explainer"
    package.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(InstallationError) as caught:
        locate(package, bundled="episodes", checkout="fixtures/episodes")
    assert str(package / "_bundled" / "episodes") in str(caught.value)
    assert str(tmp_path / "fixtures" / "episodes") in str(caught.value)
