"""Nothing is forgotten: what exists is documented, and the documents say what exists."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import explainer
from explainer.api.problem_types import PROBLEM_TYPES
from explainer.api.routes import HANDLERS
from explainer.cli.arguments import _parser
from explainer.metrics import CATALOGUE
from explainer.pack import CODES, load_pack
from explainer.render import RENDERINGS
from explainer.settings import VARIABLES
from explainer.source import CODES as YAML_CODES
from explainer.workbench.reference import PAGES

PACK = load_pack()


def words(path: Path) -> set[str]:
    """Return what stands in code marks in a page, and the page's headings."""
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r"`([^`\n]+)`", text)) | set(re.findall(r"^#+ (.+)$", text, re.M))


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[str]:
    """Yield every command of the command line, such as `rules lint`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                deeper = list(commands(inner, f"{prefix}{name} "))
                yield from deeper or [f"{prefix}{name}"]


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_says_what_the_source_says(
    name: str, repository: Path, golden: Callable[[Path, str], None]
) -> None:
    """Metrics, drivers and signals are documented from their own files."""
    golden(repository / "docs" / name, PAGES[name](PACK))


def test_every_metric_driver_and_signal_has_its_place(repository: Path) -> None:
    """The reference pages leave nothing out."""
    docs = repository / "docs"

    assert set(CATALOGUE) | set(PACK.metrics.derived) <= words(docs / "metrics.md")
    assert {driver.id for driver in PACK.drivers} <= words(docs / "drivers.md")
    assert {signal.id for signal in PACK.signals} <= words(docs / "signals.md")


def test_every_code_is_explained(repository: Path) -> None:
    """Codes of rule files and of YAML stand in the page of codes."""
    page = (repository / "docs" / "lint-codes.md").read_text(encoding="utf-8")

    assert {code for code in (*CODES, *YAML_CODES) if code not in page} == set()


def test_every_command_is_explained(repository: Path) -> None:
    """The page of the command line and the README name each."""
    for page in ("docs/cli.md", "README.md"):
        text = (repository / page).read_text(encoding="utf-8")

        assert {c for c in commands(_parser()) if f"explainer {c}" not in text} == set()


def test_every_route_is_explained(repository: Path) -> None:
    """The page of the API names each path."""
    text = (repository / "docs" / "api.md").read_text(encoding="utf-8")
    paths = {re.sub(r"{\w+:str}", "{id}", path) for handler in HANDLERS for path in handler.paths}

    assert {path for path in paths if path not in text} == set()


def test_every_problem_type_and_setting_is_explained(repository: Path) -> None:
    """Types of errors in their page, settings in the README."""
    settings = words(repository / "README.md")

    assert set(PROBLEM_TYPES) <= words(repository / "docs" / "errors.md")
    assert {name for name in VARIABLES if name not in settings} == set()


def test_every_format_and_public_name_is_explained(repository: Path) -> None:
    """Formats in the page of the command line; what the package exports is documented in place."""
    text = (repository / "docs" / "cli.md").read_text(encoding="utf-8")

    assert {form for form in RENDERINGS if form not in text} == set()
    assert explainer.__all__ == sorted(explainer.__all__)
    assert {name for name in explainer.__all__ if not getattr(explainer, name).__doc__} == set()
