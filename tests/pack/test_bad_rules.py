"""Broken rules, each laid over a small good pack: what an author is told, to the last caret.

The first line of a `.bad.yaml` file names the file of the pack that it stands for; a later line
like it begins another file.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.pack.folders import BASE, CASES, DRIVER, bad_rule, check_over_base, drawn

from explainer.pack import CODES
from explainer.resources import bad_rules_dir

BAD_RULES = bad_rules_dir()
FILES = sorted(BAD_RULES.glob("*.bad.yaml"))
FOUND_IN_FOLDERS = {"R001", "R002", "R003", "R004", "R005", "R131"}
"""Codes that no single overlay file can bring about; test_files.py and test_load.py do."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.removesuffix(".bad.yaml"))
def test_what_an_author_is_told(
    path: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    """The drawn diagnostics of a broken rule are those of its golden file."""
    rule = bad_rule(path)
    beside = {"drivers/extra.yaml": DRIVER, "drivers/extra.cases.yaml": CASES}
    others = beside if "drivers/extra" in next(iter(rule)) else {}
    report = check_over_base(tmp_path, others | rule)
    told = drawn(report, tmp_path)
    golden(path.with_name(path.name.replace(".bad.yaml", ".txt")), told)
    assert path.name.partition("-")[0] in [found.code for found in report.diagnostics]
    assert all(found.hint and found.span for found in report.diagnostics)
    assert (report.pack is None) == bool(report.errors)


def test_every_code_has_a_bad_rule() -> None:
    """Each code stands in the name of a broken rule, or is one that only a folder can show."""
    shown = {path.name.partition("-")[0] for path in FILES}
    assert set(CODES) - shown == FOUND_IN_FOLDERS


def test_the_small_pack_is_right_in_every_way(tmp_path: Path) -> None:
    """Nothing is found in the pack that broken rules are laid over."""
    report = check_over_base(tmp_path, {})
    assert report.diagnostics == ()
    assert BASE.is_dir()
