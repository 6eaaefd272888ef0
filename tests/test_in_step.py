"""Nothing is forgotten: what exists is documented, and the documents say what exists."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec
import pytest

import explainer
from explainer import assessment, explanation, trace
from explainer.assessment import Op
from explainer.cli.arguments import command_parser
from explainer.metric_spec import Unit
from explainer.metrics import CATALOGUE
from explainer.pack import RulePack, load_pack, own_metrics, schema, style
from explainer.pack.schema import Driver
from explainer.pack.templates import FILTERS
from explainer.render import RENDERINGS
from explainer.settings import VARIABLES, Settings, read_settings
from explainer.workbench.pages.folder import differences
from explainer.workbench.pages.material import Material
from explainer.workbench.pages.sources import material_of
from explainer.workbench.reference import driver_files, lists, reference
from explainer.workbench.rule_cases import RuleCase, RuleCases

PACK = load_pack()


def words(path: Path) -> set[str]:
    """Return what stands in code marks in a page, and the page's headings."""
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r"`([^`\n]+)`", text)) | set(re.findall(r"^#+ (.+)$", text, re.M))


def readme(repository: Path) -> str:
    """Return the README."""
    return (repository / "README.md").read_text(encoding="utf-8")


def structs(module: ModuleType) -> list[type[msgspec.Struct]]:
    """Return every struct that a module defines or uses."""
    things = vars(module).values()
    return [one for one in things if isinstance(one, type) and issubclass(one, msgspec.Struct)]


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[str]:
    """Yield every command of the command line, such as `rules lint`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                deeper = list(commands(inner, f"{prefix}{name} "))
                yield from deeper or [f"{prefix}{name}"]


@pytest.fixture(scope="module")
def material(repository: Path) -> Material:
    """Return what the pages in `docs/` are written from."""
    return material_of(PACK, None, None, repository / "docs")


@pytest.mark.parametrize("name", ["drivers.md", "metrics.md", "signals.md"])
def test_a_reference_page_says_what_the_source_says(
    name: str, material: Material, repository: Path, golden: Callable[[Path, str], str]
) -> None:
    """Metrics, drivers and signals are documented from their own files."""
    page = lists(material)[name]
    assert golden(repository / "docs" / name, page) == page


@pytest.mark.parametrize("driver", PACK.drivers, ids=lambda driver: driver.id)
def test_a_page_of_a_driver_says_what_its_files_say(
    driver: Driver, material: Material, repository: Path, golden: Callable[[Path, str], str]
) -> None:
    """The page of a driver and its pictures are written from its rule and its cases."""
    for name, text in driver_files(driver, material).items():
        assert golden(repository / "docs" / name, text) == text


def test_no_page_is_left_of_what_is_gone(material: Material, repository: Path) -> None:
    """What `explainer rules docs` would write is all there is of its files, and all it knows."""
    docs = repository / "docs"
    written = reference(material)
    there = {
        path.relative_to(docs).as_posix()
        for path in (docs / "drivers").rglob("*")
        if path.is_file()
    }

    assert there <= set(written)
    assert not differences(written, docs)


def test_every_metric_driver_and_signal_has_its_place(repository: Path) -> None:
    """The reference pages leave nothing out."""
    docs = repository / "docs"

    assert set(CATALOGUE) | set(PACK.metrics.derived) <= words(docs / "metrics.md")
    assert {driver.id for driver in PACK.drivers} <= words(docs / "drivers.md")
    assert {signal.id for signal in PACK.signals} <= words(docs / "signals.md")


def test_every_key_of_a_rule_file_is_explained(repository: Path) -> None:
    """The page of the rule format has each key, filter, operation and unit in code marks."""
    page = (repository / "docs" / "rule-format.md").read_text(encoding="utf-8")
    marked = re.findall(r"```.*?```|`[^`\n]+`", page, re.S)
    kinds: list[type[msgspec.Struct]] = [
        *structs(schema),
        *structs(own_metrics),
        *structs(style),
        RuleCases,
        RuleCase,
    ]
    keys = {key for kind in kinds if kind is not RulePack for key in kind.__struct_fields__}
    choices = {*FILTERS, *get_args(Op), *get_args(Unit)}

    assert (keys | choices) - set(re.findall(r"\w+", " ".join(marked))) == set()


def test_every_command_is_explained(repository: Path) -> None:
    """The page of the command line and the README name each."""
    for page in ("docs/cli.md", "README.md"):
        text = (repository / page).read_text(encoding="utf-8")

        assert {c for c in commands(command_parser()) if f"explainer {c}" not in text} == set()


def test_every_setting_is_explained(repository: Path) -> None:
    """The README lists the settings with the defaults that they have."""
    table = re.findall(r"^\| `(EXPLAINER_\w+)` \| (\S+) \|", readme(repository), re.M)
    environment = {name: shown.strip("`") for name, shown in table if shown != "none"}

    assert [name for name, _ in table] == list(VARIABLES)
    assert read_settings(environment) == Settings()


def test_every_format_and_public_name_is_explained(repository: Path) -> None:
    """Formats in the page of the command line; what the package exports is documented in place."""
    assert set(RENDERINGS) <= words(repository / "docs" / "cli.md")
    assert explainer.__all__ == sorted(explainer.__all__)
    assert {name for name in explainer.__all__ if not getattr(explainer, name).__doc__} == set()


def test_the_python_of_the_readme_runs(repository: Path) -> None:
    """What a reader pastes into Python prints an answer."""
    (program,) = re.findall(r"^```python\n(.*?)^```", readme(repository), re.M | re.S)
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip()


def test_every_module_has_its_layer_in_the_drawing(repository: Path) -> None:
    """The page of the architecture draws what is there, and nothing else."""
    page = (repository / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = page.partition("## The layers")[2].split("```")[1]
    drawn = {
        name
        for line in drawing.splitlines()
        for name in re.findall(r"\w+", re.split(r"\s{2,}", line)[0])
    }
    package = repository / "src" / "explainer"
    modules = {path.stem for path in package.glob("*.py")}
    packages = {path.parent.name for path in package.glob("*/__init__.py")}

    assert drawn == (modules | packages) - {"__init__", "__main__"}


@pytest.mark.parametrize(
    "module", [assessment, explanation, trace], ids=lambda module: module.__name__
)
def test_what_an_answer_is_made_of_is_in_the_glossary(module: ModuleType, repository: Path) -> None:
    """Each struct that a reader gets is named by a word of the glossary."""
    page = (repository / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = {
        term
        for row in re.findall(r"^\| ([^|]+) \|", page, re.M)
        for term in row.strip().split(", ")
    }
    nouns = [
        re.sub(r"(?<=.)([A-Z])", r" \1", name).lower()
        for name in (kind.__name__ for kind in structs(module))
    ]

    assert nouns
    assert [noun for noun in nouns if not any(term in noun for term in terms)] == []


def test_public_names_are_offered_before_they_are_imported() -> None:
    """Completion in a shell knows them, and each comes from the home that is written down."""
    fresh = (
        "import explainer; print(*dir(explainer)); from explainer import *; print(explain.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", fresh], check=True, capture_output=True, text=True)
    offered, imported = done.stdout.splitlines()

    assert set(explainer.__all__) <= set(offered.split())
    assert imported == "explain"
