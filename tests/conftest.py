"""What every test may ask for: the data beside the project, and golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.command_line import Cli

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED_ABSENT = "../shared is not beside this checkout"
_WRITTEN = pytest.StashKey[list[Path]]()

Golden = Callable[[Path, str], str]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option behind `make golden`."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write golden files from what the code says now, and run only the tests that use them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start the list of golden files that this run rewrites."""
    config.stash[_WRITTEN] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only the tests with golden files when they are to be rewritten."""
    if not config.getoption("--update-golden"):
        return
    others = [item for item in items if "golden" not in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say aloud what this run did not test, and which golden files it rewrote."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and SHARED_ABSENT in report.longrepr[2]
    ]
    if skipped:
        terminalreporter.section("NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests skipped: {SHARED_ABSENT}", red=True, bold=True)
    for path in config.stash[_WRITTEN]:
        terminalreporter.line(f"golden file rewritten: {path}")


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the top folder of this checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return ../shared (cases, history, tools); the one allowed skip where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "cases").is_dir():
        pytest.skip(SHARED_ABSENT)
    return folder


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    """Return a function that compares a text with a file, byte for byte, and returns the file's.

    With --update-golden it writes the file where they differ instead.
    """
    update = bool(pytestconfig.getoption("--update-golden"))
    written = pytestconfig.stash[_WRITTEN]

    def compare(path: Path, text: str) -> str:
        before = path.read_bytes() if path.is_file() else None
        if update and before != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            written.append(path)
        elif not update:
            assert before is not None, f"{path} does not exist; `make golden` writes it"
            assert text == before.decode(), f"{path} differs; `make golden` rewrites it"
        return path.read_bytes().decode()

    return compare


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """Return the command line in an empty folder."""
    from tests.command_line import Cli  # a copy of this file is tested by itself

    return Cli(tmp_path)
