"""Where rules, episodes and broken rules are: inside the wheel, else in the checkout around us."""

from __future__ import annotations

from pathlib import Path

from explainer.errors import InstallationError

_PACKAGE = Path(__file__).resolve().parent


def rules_dir() -> Path:
    """Return the folder of the built-in rule pack; InstallationError if there is none."""
    return locate(_PACKAGE, bundled="rules", checkout="rules")


def episodes_dir() -> Path:
    """Return the folder of the bundled episodes; InstallationError if there is none."""
    return locate(_PACKAGE, bundled="episodes", checkout="fixtures/episodes")


def bad_rules_dir() -> Path:
    """Return the folder of broken rules, one or more a code; InstallationError if there is none."""
    return locate(_PACKAGE, bundled="bad_rules", checkout="tests/bad_rules")


def locate(package: Path, *, bundled: str, checkout: str) -> Path:
    """Return `bundled` inside the installed `package`, else `checkout` in the repository of it.

    A package is in its repository when it lies in a `src` folder beside `pyproject.toml`.
    InstallationError, naming every place that was tried, if neither folder is there.
    """
    tried = [package / "_bundled" / bundled]
    source_tree = package.parent
    if source_tree.name == "src" and (source_tree.parent / "pyproject.toml").is_file():
        tried.append(source_tree.parent / checkout)
    for folder in tried:
        if folder.is_dir():
            return folder
    places = " nor ".join(str(folder) for folder in tried)
    raise InstallationError(
        f"the folder {bundled!r} that comes with explainer is missing: looked at {places}; "
        "install the package again"
    )
