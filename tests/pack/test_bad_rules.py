"""Broken rules, each laid over a small good pack: what an author is told, to the last caret.

The first line of a `.bad.yaml` file names the file of the pack that it stands for.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pack.folders import BASE, CASES, DRIVER, check_over_base, drawn

from explainer.pack import CODES

BAD_RULES = Path(__file__).parents[1] / "bad_rules"
FILES = sorted(BAD_RULES.glob("*.bad.yaml"))
FOUND_IN_FOLDERS = {"R001", "R002", "R003", "R004", "R005", "R131"}
"""Codes that no single overlay file can bring about; test_files.py and test_load.py do."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".bad.yaml"))
def test_what_an_author_is_told(
    path: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    """The drawn diagnostics of a broken rule are those of its golden file."""
    text = path.read_text(encoding="utf-8")
    relative = text.partition("\n")[0].removeprefix("# ")
    beside = {"drivers/extra.yaml": DRIVER, "drivers/extra.cases.yaml": CASES}
    others = beside if relative.startswith("drivers/extra.") else {}
    report = check_over_base(tmp_path, {**others, relative: text})
    told = drawn(report, tmp_path)
    golden(path.with_name(path.name.replace(".bad.yaml", ".txt")), told)
    assert path.name.partition("-")[0] in [found.code for found in report.diagnostics]
    assert all(found.hint and found.span for found in report.diagnostics)
    assert (report.pack is None) == bool(report.errors)


def test_every_code_has_a_bad_rule() -> None:
    """Each code stands in the name of a broken rule, or is one that only a folder can show."""
    shown = {path.name.partition("-")[0] for path in FILES}
    assert set(CODES) - shown == FOUND_IN_FOLDERS


def test_every_code_is_documented() -> None:
    """docs/lint-codes.md has a line for every code with its meaning, and for no other."""
    page = (BAD_RULES.parents[1] / "docs" / "lint-codes.md").read_text(encoding="utf-8")
    listed = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| R")]
    assert {code.strip(): meaning.strip() for code, meaning in listed} == CODES


def test_the_small_pack_is_right_in_every_way(tmp_path: Path) -> None:
    """Nothing is found in the pack that broken rules are laid over."""
    report = check_over_base(tmp_path, {})
    assert report.diagnostics == ()
    assert BASE.is_dir()
