"""The wheel, installed in another folder, brings its rules, episodes and broken rules along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.resources import bad_rules_dir, episodes_dir, rules_dir

PRINT_PLACES = """
from explainer.resources import bad_rules_dir, episodes_dir, rules_dir
print(rules_dir())
print(episodes_dir())
print(bad_rules_dir())
"""


@pytest.fixture(scope="module")
def installed(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the wheel of this checkout was installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder)]
    subprocess.run([*build, str(repository)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return target


def names(folder: Path) -> set[str]:
    """Return the paths of all files in `folder`, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_lies_outside_the_package_travels_in_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    """From any folder the installed package finds every file that the repository has."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_PLACES],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [Path(line) for line in done.stdout.splitlines()]
    ours = [rules_dir(), episodes_dir(), bad_rules_dir()]
    assert all(folder.is_relative_to(installed) for folder in found)
    assert [names(folder) for folder in found] == [names(folder) for folder in ours]


def test_every_file_of_the_package_is_in_the_wheel(installed: Path, repository: Path) -> None:
    """Modules, and what lies beside them such as pages; nothing that only ran here."""
    package = repository / "src" / "explainer"
    ours = {name for name in names(package) if "__pycache__" not in name}
    theirs = {name for name in names(installed / "explainer") if "__pycache__" not in name}
    assert {name for name in theirs if not name.startswith("_bundled/")} == ours


def test_the_wheel_is_typed_and_has_its_command(installed: Path) -> None:
    """Type checkers read its annotations, and the shell finds `explainer`."""
    assert (installed / "explainer" / "py.typed").is_file()
    (entry_points,) = installed.glob("explainer-*.dist-info/entry_points.txt")
    assert "explainer = explainer.cli:main" in entry_points.read_text(encoding="utf-8")
